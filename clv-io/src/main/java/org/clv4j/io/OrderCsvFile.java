package org.clv4j.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * Reads one file: its plain lines as bytes, in several threads, all else with FastCSV, which gives
 * the same rows.
 */
final class OrderCsvFile {
  private static final int FIRST_BYTES = 1 << 14;
  private static final int BUFFER = 1 << 16;
  static final int LONGEST_FIELD = 1 << 20;
  private static final int MOST_PLAIN_COLUMNS = 1 << 10;
  private static final String PLAIN_DELIMITERS = ",;\t|";
  private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");

  private final OrderCsv settings;
  private final CsvSource source;
  private final OrderCsvRows rows;

  /** The line where the last row began. */
  private long line;

  /** The lines before those that are being read. */
  private long linesBefore;

  OrderCsvFile(OrderCsv settings, CsvSource source, OrderCsvRows rows) {
    this.settings = settings;
    this.source = source;
    this.rows = rows;
  }

  /** Reads all rows. */
  void read() throws IOException {
    try (CsvBytes bytes = CsvBytes.open(source, settings.charset)) {
      String headerLine = bytes.header(source);
      CsvHeader header = CsvHeader.parse(source.name(), headerLine, settings);
      rows.requireSameKind(source, header);
      int headerLines = (int) headerLine.lines().count();
      if (isPlain(header, bytes.charset()) && bytes.skipHeader()) {
        linesBefore = headerLines;
        headerLines = 0;
        readPlain(header, bytes);
      }
      readRows(header, bytes.rest(), bytes.charset(), headerLines);
    } catch (UncheckedIOException | CsvParseException | EOFException | ZipException e) {
      throw unreadable(source, line, linesBefore, e);
    }
  }

  /** Whether lines without quotes may be read as bytes. */
  private boolean isPlain(CsvHeader header, Charset charset) {
    return settings.chunkBytes > 0
        && charset.equals(UTF_8)
        && settings.dateFormat == null
        && header.details().isEmpty()
        && header.size() <= MOST_PLAIN_COLUMNS
        && PLAIN_DELIMITERS.indexOf(header.delimiter()) >= 0
        && header.delimiter() != settings.decimal;
  }

  private void readPlain(CsvHeader header, CsvBytes bytes) {
    byte[] first = new byte[settings.chunkBytes + PlainRows.PADDING];
    while (!rows.knowsHowToReadBytes(header)) {
      int length = bytes.take(first, Math.min(settings.chunkBytes, FIRST_BYTES));
      length = length == 0 ? bytes.take(first, settings.chunkBytes) : length;
      if (length == 0) {
        return;
      }
      readRows(header, new ByteArrayInputStream(first, 0, length), UTF_8, 0);
      linesBefore += PlainRows.lines(first, length);
    }
    PlainCsv plain = new PlainCsv(bytes, settings.chunkBytes, settings.threads);
    boolean isMore = true;
    while (isMore) {
      rows.setInThreads(true);
      isMore = plain.read(rows.format(header), settings.zone, chunk -> accept(header, chunk));
      rows.setInThreads(false);
      if (isMore) {
        rows.addCoded();
      }
    }
  }

  private boolean accept(CsvHeader header, PlainRows.Chunk chunk) {
    long start = linesBefore;
    int from = 0;
    for (PlainRows.Passed passed : chunk.passed()) {
      rows.accept(chunk, from, passed.row());
      from = passed.row();
      line = Math.max(line, start + passed.lastLine());
      linesBefore = start + passed.line();
      readRows(header, new ByteArrayInputStream(passed.bytes()), UTF_8, 0);
    }
    line = Math.max(line, start + chunk.lastLine());
    linesBefore = start + chunk.lines();
    return rows.accept(chunk, from, chunk.columns().rows);
  }

  /** Reads rows as FastCSV does. */
  private void readRows(CsvHeader header, InputStream in, Charset charset, int headerLines) {
    CsvRow handler =
        new CsvRow(
            header.size(),
            header.index(CsvHeader.CUSTOMER),
            header.index(CsvHeader.TIME),
            header.index(CsvHeader.AMOUNT),
            header.index(CsvHeader.CURRENCY),
            header.index(CsvHeader.DISCOUNT),
            header.index(CsvHeader.COST),
            header.index(CsvHeader.PROMOTION),
            header.index(CsvHeader.CHANNEL),
            header.orderId());
    try (CsvReader<CsvRow> reader =
        CsvReader.builder()
            .fieldSeparator(header.delimiter())
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .maxBufferSize(LONGEST_FIELD)
            .build(handler, new BufferedReader(new InputStreamReader(in, charset), BUFFER))) {
      reader.skipLines(headerLines);
      for (CsvRow row : reader) {
        line = linesBefore + row.line();
        rows.accept(header, row, line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What is told where a file cannot be read on.
   *
   * @param line where the last row began, 0 without one
   * @param linesBefore how many lines FastCSV does not know of
   */
  static RuntimeException unreadable(CsvSource source, long line, long linesBefore, Exception e)
      throws IOException {
    if (e.getCause() instanceof IOException cause) {
      return unreadable(source, line, linesBefore, cause);
    }
    String reason;
    if (e instanceof EOFException) {
      reason = "the gzip ends too early";
    } else if (e instanceof ZipException) {
      reason = "the gzip is damaged: " + e.getMessage();
    } else if (e instanceof IOException) {
      throw new IOException(source.name() + ": " + e.getMessage(), e);
    } else {
      reason =
          "the file is no CSV: "
              + LINE.matcher(e.getMessage())
                  .replaceAll(number -> "line " + (linesBefore + Long.parseLong(number.group(1))));
    }
    String place = line > 0 ? "after this line, " : "";
    return new OrderCsvException(new BadRow(source.name(), line, null, null, place + reason), e);
  }
}
