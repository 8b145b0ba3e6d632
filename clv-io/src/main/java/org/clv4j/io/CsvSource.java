package org.clv4j.io;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a CSV file comes from.
 *
 * @param name how errors call it
 * @param opener opens it; the reader closes what it gives
 */
public record CsvSource(String name, Opener opener) {

  /** Checks that both are there. */
  public CsvSource {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(opener, "opener must not be null");
  }

  /**
   * A file.
   *
   * @param file its path, by which errors call it; a pipe will do
   * @return the source
   */
  public static CsvSource of(Path file) {
    return new CsvSource(file.toString(), () -> open(file));
  }

  private static InputStream open(Path file) throws IOException {
    // A channel cannot tell what is left in a pipe.
    boolean pipe = Files.exists(file) && !Files.isRegularFile(file);
    return pipe ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
  }

  /** Opens a stream of bytes. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens it.
     *
     * @return a new stream
     * @throws IOException if that fails
     */
    InputStream open() throws IOException;
  }
}
