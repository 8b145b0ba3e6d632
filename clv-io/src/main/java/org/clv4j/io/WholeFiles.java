package org.clv4j.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes files whole or not at all.
 *
 * <p>All content goes into new files beside the wanted ones first; only when all of it is there do
 * they take the wanted names. If making the content fails, the files stay as they were. What exists
 * and is no regular file (a pipe, a terminal) is written to directly.
 */
public final class WholeFiles {
  private WholeFiles() {}

  /** Makes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @param out where to; buffered, closed by the caller
     * @throws IOException if writing fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes one file.
   *
   * @param file made or replaced
   * @param content what it will hold
   * @throws IOException if writing fails
   */
  public static void write(Path file, Content content) throws IOException {
    write(Map.of(file, content));
  }

  /**
   * Writes several files: all, or none.
   *
   * @param contents what each file will hold, written in the order of the map
   * @throws IOException if writing fails
   */
  public static void write(Map<Path, Content> contents) throws IOException {
    Map<Path, Path> wantedOfNew = new LinkedHashMap<>();
    try {
      for (Map.Entry<Path, Content> entry : contents.entrySet()) {
        Path wanted = Files.exists(entry.getKey()) ? entry.getKey().toRealPath() : entry.getKey();
        if (Files.exists(wanted) && !Files.isRegularFile(wanted)) {
          stream(Files.newOutputStream(wanted), entry.getValue());
        } else {
          Path made = wanted.resolveSibling("." + wanted.getFileName() + "." + UUID.randomUUID());
          wantedOfNew.put(made, wanted);
          stream(
              Files.newOutputStream(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              entry.getValue());
        }
      }
      for (Map.Entry<Path, Path> entry : wantedOfNew.entrySet()) {
        Files.move(entry.getKey(), entry.getValue(), StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      for (Path made : wantedOfNew.keySet()) {
        Files.deleteIfExists(made);
      }
    }
  }

  private static void stream(OutputStream out, Content content) throws IOException {
    try (OutputStream buffered = new BufferedOutputStream(out, 1 << 16)) {
      content.writeTo(buffered);
    }
  }
}
