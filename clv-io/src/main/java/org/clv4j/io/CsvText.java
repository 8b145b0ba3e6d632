package org.clv4j.io;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** The characters of a source: unzipped, decoded, without a byte order mark. */
final class CsvText {
  private static final int BUFFER = 1 << 16;
  private static final Map<Charset, byte[]> BYTE_ORDER_MARKS =
      Map.of(
          StandardCharsets.UTF_8, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
          StandardCharsets.UTF_16BE, new byte[] {(byte) 0xFE, (byte) 0xFF},
          StandardCharsets.UTF_16LE, new byte[] {(byte) 0xFF, (byte) 0xFE});

  private CsvText() {}

  /**
   * Bytes that are no characters come out as U+FFFD, so that the row that has them can be named.
   */
  static BufferedReader open(CsvSource source, Charset stated) throws IOException {
    BufferedInputStream in = unzipped(source);
    try {
      return new BufferedReader(new InputStreamReader(in, charset(in, stated)), BUFFER);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The bytes of a source. */
  static BufferedInputStream unzipped(CsvSource source) throws IOException {
    InputStream opened = source.opener().open();
    try {
      BufferedInputStream in = new BufferedInputStream(opened, BUFFER);
      return startsWith(in, new byte[] {(byte) 0x1F, (byte) 0x8B})
          ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER)
          : in;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** The encoding that a byte order mark tells, which is skipped, or else the stated one. */
  static Charset charset(BufferedInputStream in, Charset stated) throws IOException {
    for (Map.Entry<Charset, byte[]> mark : BYTE_ORDER_MARKS.entrySet()) {
      if (startsWith(in, mark.getValue())) {
        in.skipNBytes(mark.getValue().length);
        return mark.getKey();
      }
    }
    return stated;
  }

  private static boolean startsWith(BufferedInputStream in, byte[] bytes) throws IOException {
    in.mark(bytes.length);
    byte[] found = in.readNBytes(bytes.length);
    in.reset();
    return Arrays.equals(found, bytes);
  }
}
