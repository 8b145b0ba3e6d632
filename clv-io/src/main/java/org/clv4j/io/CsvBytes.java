package org.clv4j.io;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a source, unzipped, behind the byte order mark: first the header, then whole lines
 * without quotes, chunk by chunk, then whatever is left.
 *
 * <p>Should reading fail, what came before is handed out first.
 */
final class CsvBytes implements Closeable {
  /** The most characters of a header. */
  static final int LONGEST_HEADER = 1 << 16;

  private static final int BUFFER = 1 << 16;
  private static final byte[] GZIP = {(byte) 0x1F, (byte) 0x8B};
  private static final int LONGEST_MARK = 3;
  private static final Map<Charset, byte[]> BYTE_ORDER_MARKS =
      Map.of(
          StandardCharsets.UTF_8, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
          StandardCharsets.UTF_16BE, new byte[] {(byte) 0xFE, (byte) 0xFF},
          StandardCharsets.UTF_16LE, new byte[] {(byte) 0xFF, (byte) 0xFE});

  private static final int MOST_BYTES_OF_A_CHARACTER = 4;
  private static final int HEAD = (LONGEST_HEADER + 1) * MOST_BYTES_OF_A_CHARACTER;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private final InputStream in;
  private final Charset charset;
  private byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private boolean ended;
  private @Nullable IOException failure;

  private CsvBytes(InputStream in, Charset stated) {
    this.in = in;
    fill(LONGEST_MARK);
    charset = skipMark(stated);
  }

  /**
   * Opens a source.
   *
   * @param stated the encoding; a byte order mark wins over it
   */
  static CsvBytes open(CsvSource source, Charset stated) throws IOException {
    InputStream opened = source.opener().open();
    try {
      byte[] start = opened.readNBytes(GZIP.length);
      InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), opened);
      return new CsvBytes(
          Arrays.equals(start, GZIP)
              ? new GZIPInputStream(new BufferedInputStream(all, BUFFER), BUFFER)
              : all,
          stated);
    } catch (EOFException | ZipException | RuntimeException e) {
      opened.close();
      throw e;
    } catch (IOException e) {
      opened.close();
      throw new IOException(source.name() + ": " + e.getMessage(), e);
    }
  }

  private Charset skipMark(Charset stated) {
    for (Map.Entry<Charset, byte[]> mark : BYTE_ORDER_MARKS.entrySet()) {
      byte[] bytes = mark.getValue();
      if (to >= bytes.length && Arrays.equals(buffer, 0, bytes.length, bytes, 0, bytes.length)) {
        from = bytes.length;
        return mark.getKey();
      }
    }
    return stated;
  }

  Charset charset() {
    return charset;
  }

  /** Has so many bytes in the buffer, unless there are no more. */
  private void fill(int wanted) {
    if (to - from >= wanted || ended) {
      return;
    }
    if (from + wanted > buffer.length) {
      byte[] target = wanted > buffer.length ? new byte[2 * wanted] : buffer;
      System.arraycopy(buffer, from, target, 0, to - from);
      to -= from;
      from = 0;
      buffer = target;
    }
    try {
      while (to - from < wanted) {
        int count = in.read(buffer, to, buffer.length - to);
        if (count < 0) {
          ended = true;
          return;
        }
        to += count;
      }
    } catch (IOException e) {
      failure = e;
      ended = true;
    }
  }

  /** The first line, which is left to be read; whoever calls states the errors. */
  String header(CsvSource source) throws IOException {
    fill(HEAD);
    // Not closed, as what follows is still to be read.
    BufferedReader head =
        new BufferedReader(
            new InputStreamReader(new Rest(from, Math.min(to, from + HEAD)), charset));
    StringBuilder line = new StringBuilder();
    boolean quoted = false;
    int c = head.read();
    while (c >= 0 && (quoted || (c != '\n' && c != '\r'))) {
      if (line.length() == LONGEST_HEADER) {
        throw error(source, "the header must end within " + LONGEST_HEADER + " characters");
      }
      quoted ^= c == '"';
      line.append((char) c);
      c = head.read();
    }
    if (line.toString().isBlank()) {
      throw error(source, c < 0 ? "the file is empty" : "the first line must be the header");
    }
    if (quoted) {
      throw error(source, "a quote in the header never closes");
    }
    return line.toString();
  }

  private static OrderCsvException error(CsvSource source, String reason) {
    return new OrderCsvException(new BadRow(source.name(), 1, null, null, reason));
  }

  /**
   * Skips the header of a file in an encoding that has ASCII in it.
   *
   * @return false, with nothing skipped, if it does not end in a line feed
   */
  boolean skipHeader() {
    boolean quoted = false;
    int at = from;
    while (at < to && (quoted || (buffer[at] != '\n' && buffer[at] != '\r'))) {
      quoted ^= buffer[at] == '"';
      at++;
    }
    at += at < to && buffer[at] == '\r' ? 1 : 0;
    if (at == to || buffer[at] != '\n') {
      return false;
    }
    from = at + 1;
    return true;
  }

  /**
   * Takes the next lines.
   *
   * @param into where to
   * @param most at most so many bytes, fewer than it is long
   * @return the number of bytes; 0 if a line is longer, holds a quote or does not end
   */
  int take(byte[] into, int most) {
    fill(most);
    int end = Math.min(to, from + most);
    while (end > from && buffer[end - 1] != '\n') {
      end--;
    }
    if (end == from || hasQuote(buffer, from, end)) {
      return 0;
    }
    int count = end - from;
    System.arraycopy(buffer, from, into, 0, count);
    from = end;
    return count;
  }

  private static boolean hasQuote(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long quotesAreZero = (long) LONGS.get(bytes, at) ^ ('"' * ONES);
      if (((quotesAreZero - ONES) & ~quotesAreZero & HIGH_BITS) != 0) {
        return true;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '"') {
        return true;
      }
    }
    return false;
  }

  /** All that has not been taken, to be read to its end. */
  InputStream rest() {
    return new Rest(from, Integer.MAX_VALUE);
  }

  /** The same as text. */
  BufferedReader restOfText() {
    return new BufferedReader(new InputStreamReader(rest(), charset), BUFFER);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * The bytes of the buffer and those behind it. It is never said that more are available, so that
   * a decoder hands over what it has before reading may fail.
   */
  private final class Rest extends InputStream {
    private int at;
    private final int end;

    Rest(int start, int end) {
      this.at = start;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at < Math.min(end, to)) {
        int count = Math.min(length, Math.min(end, to) - at);
        System.arraycopy(buffer, at, into, offset, count);
        at += count;
        return count;
      }
      if (at == end && !ended) {
        return -1;
      }
      if (failure != null) {
        throw failure;
      }
      return ended ? -1 : in.read(into, offset, length);
    }

    @Override
    public int available() {
      return 0;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
