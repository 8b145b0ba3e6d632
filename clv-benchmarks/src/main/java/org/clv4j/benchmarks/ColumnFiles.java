package org.clv4j.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToLongFunction;

/**
 * Orders as raw columns of 64 bits, for programs in other languages: ids anywhere among 64 bits,
 * seconds, and amounts as doubles.
 */
public final class ColumnFiles {
  private static final int CHUNK = 1 << 13;

  private ColumnFiles() {}

  /**
   * Writes {@code PREFIX.id}, {@code PREFIX.ts} and {@code PREFIX.amt}, little-endian.
   *
   * @param args prefix and number of orders
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    OrderSource source = new OrderSource(Integer.parseInt(args[1]));
    write(args[0] + ".id", source, row -> OrderSource.mix(source.customer(row)));
    write(args[0] + ".ts", source, row -> source.day(row) * 86_400L + row % 86_400);
    write(args[0] + ".amt", source, row -> Double.doubleToRawLongBits(source.cents(row) / 100.0));
  }

  private static void write(String file, OrderSource source, IntToLongFunction value)
      throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(file)))) {
      for (int row = 0; row < source.rows(); row++) {
        chunk.putLong(value.applyAsLong(row));
        if (!chunk.hasRemaining() || row + 1 == source.rows()) {
          out.write(chunk.array(), 0, chunk.position());
          chunk.clear();
        }
      }
    }
  }
}
