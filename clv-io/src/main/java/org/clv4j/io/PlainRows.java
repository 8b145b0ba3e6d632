package org.clv4j.io;

import java.util.Arrays;
import org.clv4j.core.internal.LocalDays;

/**
 * Reads rows out of bytes in UTF-8 without quotes, for one thread; a line that it is not sure to
 * read as {@link OrderCsvRows} would is passed over and noted.
 */
final class PlainRows {
  /** So many bytes behind the last line may be looked at. */
  static final int PADDING = 32;

  private static final int FEW_LINES = 8;
  private static final int FEW_OF = 16;

  private final PlainFields fields;
  private final IdCodes ids;
  private final CodedRows.Columns columns;
  private final boolean hasOrderIds;
  private long[] orderIds = {};
  private byte[] bytes = {};
  private int lines;
  private int lastLine;

  private int[] passedFrom = new int[FEW_LINES];
  private int[] passedTo = new int[FEW_LINES];
  private int[] passedRow = new int[FEW_LINES];
  private int[] passedLine = new int[FEW_LINES];
  private int[] passedLastLine = new int[FEW_LINES];
  private int passed;

  PlainRows(PlainFields.Format format, IdCodes ids, LocalDays localDays) {
    this.fields = new PlainFields(format, ids, localDays);
    this.ids = ids;
    this.columns = new CodedRows.Columns(format.amount() >= 0);
    this.hasOrderIds = format.orderId() >= 0;
  }

  /**
   * Lines passed over that follow each other.
   *
   * @param bytes the lines
   * @param row before which row they stand
   * @param line how many lines stand before them
   * @param lastLine the number of lines up to the row before them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Passed(byte[] bytes, int row, int line, int lastLine) {}

  /**
   * The rows of some lines.
   *
   * @param columns the rows
   * @param ids their codes
   * @param orderIds the hashes of their orders' ids; empty where these are not counted
   * @param passed what is to be read in another way
   * @param lines the number of lines
   * @param lastLine the number of lines up to the last row of the columns
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Chunk(
      CodedRows.Columns columns,
      IdCodes ids,
      long[] orderIds,
      Passed[] passed,
      int lines,
      int lastLine) {}

  /**
   * Reads lines.
   *
   * @param content the lines, each with its line feed, and {@link #PADDING} more bytes
   * @param length the number of bytes of the lines
   */
  Chunk read(byte[] content, int length) {
    bytes = content;
    fields.setBytes(content);
    lines = 0;
    lastLine = 0;
    passed = 0;
    int at = 0;
    while (at < length) {
      int end = fields.lineEnd(at);
      if (end >= 0) {
        at = end;
        lines++;
        continue;
      }
      int next = fields.row(at);
      if (next >= 0) {
        if (hasOrderIds) {
          addOrderId();
        }
        columns.add(fields.code(), fields.day(), fields.amount());
        lastLine = ++lines;
        at = next;
      } else {
        at = passOver(at);
        if (passed > FEW_LINES && passed * FEW_OF > columns.rows) {
          return wholly(length);
        }
      }
    }
    Passed[] all = new Passed[passed];
    for (int i = 0; i < passed; i++) {
      byte[] copy = Arrays.copyOfRange(bytes, passedFrom[i], passedTo[i]);
      all[i] = new Passed(copy, passedRow[i], passedLine[i], passedLastLine[i]);
    }
    long[] orders = hasOrderIds ? Arrays.copyOf(orderIds, columns.rows) : orderIds;
    return new Chunk(columns.cut(), ids, orders, all, lines, lastLine);
  }

  private void addOrderId() {
    if (columns.rows == orderIds.length) {
      orderIds = Arrays.copyOf(orderIds, Math.max(1 << 6, 2 * columns.rows));
    }
    orderIds[columns.rows] = fields.orderId();
  }

  /** All lines are passed over. */
  private Chunk wholly(int length) {
    columns.rows = 0;
    Passed all = new Passed(Arrays.copyOf(bytes, length), 0, 0, 0);
    return new Chunk(columns.cut(), ids, new long[0], new Passed[] {all}, lines(bytes, length), 0);
  }

  /** How many lines end in some bytes, of which the last is a line feed. */
  static int lines(byte[] bytes, int length) {
    int lines = 0;
    for (int at = 0; at < length; at++) {
      boolean ends = bytes[at] == '\n' || (bytes[at] == '\r' && bytes[at + 1] != '\n');
      lines += ends ? 1 : 0;
    }
    return lines;
  }

  private int passOver(int start) {
    boolean follows = passed > 0 && passedTo[passed - 1] == start;
    if (!follows) {
      if (passed == passedFrom.length) {
        passedFrom = Arrays.copyOf(passedFrom, 2 * passed);
        passedTo = Arrays.copyOf(passedTo, 2 * passed);
        passedRow = Arrays.copyOf(passedRow, 2 * passed);
        passedLine = Arrays.copyOf(passedLine, 2 * passed);
        passedLastLine = Arrays.copyOf(passedLastLine, 2 * passed);
      }
      passedFrom[passed] = start;
      passedRow[passed] = columns.rows;
      passedLine[passed] = lines;
      passedLastLine[passed] = lastLine;
      passed++;
    }
    int at = start;
    while (bytes[at] != '\n') {
      lines += bytes[at] == '\r' && bytes[at + 1] != '\n' ? 1 : 0;
      at++;
    }
    lines++;
    passedTo[passed - 1] = at + 1;
    return at + 1;
  }
}
