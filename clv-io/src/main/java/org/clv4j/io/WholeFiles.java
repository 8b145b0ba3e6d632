package org.clv4j.io;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

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
   * @throws java.nio.file.FileSystemException if the file cannot be written; it names the file
   * @throws IOException if the content throws it
   */
  public static void write(Path file, Content content) throws IOException {
    write(Map.of(file, content));
  }

  /**
   * Writes several files: all, or none. Only if taking one of the wanted names fails, after all
   * content was made, may others stay replaced.
   *
   * @param contents what each file will hold, written in the order of the map
   * @throws java.nio.file.FileSystemException if a file cannot be written; it names the file
   * @throws IOException if a content throws it
   */
  public static void write(Map<Path, Content> contents) throws IOException {
    Map<Path, Path> wantedOfNew = new ConcurrentHashMap<>();
    // What a signal interrupts is not left behind.
    Thread cleaner = new Thread(() -> wantedOfNew.keySet().forEach(file -> file.toFile().delete()));
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      for (Map.Entry<Path, Content> entry : contents.entrySet()) {
        Path wanted = entry.getKey();
        if (Files.exists(wanted) && !Files.isRegularFile(wanted)) {
          stream(Files.newOutputStream(wanted), entry.getValue(), wanted);
        } else {
          writeBeside(target(wanted), entry.getValue(), wantedOfNew);
        }
      }
      for (Map.Entry<Path, Path> entry : wantedOfNew.entrySet()) {
        take(entry.getValue(), entry.getKey());
      }
    } finally {
      for (Path made : wantedOfNew.keySet()) {
        Files.deleteIfExists(made);
      }
      removeHook(cleaner);
    }
  }

  private static void take(Path wanted, Path made) throws IOException {
    try {
      Files.move(made, wanted, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw of(wanted, e);
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Already shutting down: the hook does its work.
    }
  }

  /** Where a link points, whether there is something or not. */
  private static Path target(Path wanted) throws IOException {
    Path at = wanted;
    for (int links = 0; Files.isSymbolicLink(at) && links < 40; links++) {
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return at;
  }

  private static void writeBeside(Path wanted, Content content, Map<Path, Path> wantedOfNew)
      throws IOException {
    // As long whatever the wanted name, which may be the longest that there is room for.
    Path made = wanted.resolveSibling(".clv-" + UUID.randomUUID());
    OutputStream out;
    try {
      out = Files.newOutputStream(made, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(wanted.toString(), null, "there is no such folder");
    } catch (IOException e) {
      throw of(wanted, e);
    }
    wantedOfNew.put(made, wanted);
    try (out) {
      // Before there is anything in it that others must not read.
      if (Files.exists(wanted) && Files.getFileStore(wanted).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(wanted));
      }
      stream(out, content, wanted);
    }
  }

  private static void stream(OutputStream out, Content content, Path wanted) throws IOException {
    try (OutputStream buffered = new BufferedOutputStream(new Named(out, wanted), 1 << 16)) {
      content.writeTo(buffered);
    }
  }

  /** What went wrong with a file, by the name that it was to have. */
  private static IOException of(Path wanted, IOException e) {
    if (e instanceof AccessDeniedException) {
      return new AccessDeniedException(wanted.toString());
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    FileSystemException named = new FileSystemException(wanted.toString(), null, reason);
    named.initCause(e);
    return named;
  }

  /** Says which file it is that cannot be written: a full disk does not. */
  private static final class Named extends FilterOutputStream {
    private final Path wanted;

    Named(OutputStream out, Path wanted) {
      super(out);
      this.wanted = wanted;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        throw of(wanted, e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw of(wanted, e);
      }
    }
  }
}
