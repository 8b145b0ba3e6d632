package org.clv4j.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clv4j.core.internal.CodedOrders;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.order.OrderLogBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Rows read and not yet in a log, their customers coded; in the order in which they came.
 *
 * <p>They go into the log in batches, because whole columns are many times faster than rows.
 */
final class CodedRows {
  /** Of all memory a batch may take this part, by what a row takes at most on its way. */
  private static final int BYTES_OF_A_ROW = 64;

  private static final int PART_OF_MEMORY = 4;
  private static final int MOST_ROWS = 1 << 26;
  private static final int FEWEST_ROWS = 1 << 16;
  private static final int MOST_ID_BYTES = 1 << 28;

  private final int threads;
  private final boolean hasAmounts;
  private final byte[] prefix;
  private final long mostRows;
  private final List<Segment> segments = new ArrayList<>();
  private long rows;

  /** Rows that came one by one. */
  private final Columns loose;

  private IdCodes looseIds;
  private byte[] bytes = new byte[64];

  /** Rows from one thread that follow each other. */
  private record Segment(IdCodes ids, Columns columns, int from, int to) {}

  /** Growing columns. */
  static final class Columns {
    private static final int START = 1 << 6;

    long[] codes = new long[START];
    int[] days = new int[START];
    long @Nullable [] amounts;
    int rows;

    Columns(boolean hasAmounts) {
      amounts = hasAmounts ? new long[START] : null;
    }

    void add(long code, int day, long amount) {
      if (rows == codes.length) {
        codes = Arrays.copyOf(codes, 2 * rows);
        days = Arrays.copyOf(days, 2 * rows);
        amounts = amounts == null ? null : Arrays.copyOf(amounts, 2 * rows);
      }
      codes[rows] = code;
      days[rows] = day;
      if (amounts != null) {
        amounts[rows] = amount;
      }
      rows++;
    }

    /** Takes the rows out. */
    Columns cut() {
      Columns copy = new Columns(false);
      copy.codes = Arrays.copyOf(codes, rows);
      copy.days = Arrays.copyOf(days, rows);
      copy.amounts = amounts == null ? null : Arrays.copyOf(amounts, rows);
      copy.rows = rows;
      rows = 0;
      return copy;
    }
  }

  /**
   * Starts without a row.
   *
   * @param threads at most so many
   * @param hasAmounts whether the rows have amounts
   * @param prefix the usual prefix of the ids
   * @param mostRows how many rows may wait; 0 for what the memory allows
   */
  CodedRows(int threads, boolean hasAmounts, byte[] prefix, int mostRows) {
    this.threads = threads;
    this.mostRows = mostRows > 0 ? mostRows : rowsOfMemory();
    this.hasAmounts = hasAmounts;
    this.prefix = prefix;
    this.loose = new Columns(hasAmounts);
    this.looseIds = new IdCodes(prefix);
  }

  byte[] prefix() {
    return prefix;
  }

  boolean hasAmounts() {
    return hasAmounts;
  }

  /** Adds one row. */
  void add(CharSequence customer, int day, long amount) {
    int length = encode(customer);
    loose.add(looseIds.code(bytes, 0, length), day, amount);
    rows++;
  }

  private int encode(CharSequence text) {
    int length = text.length();
    if (length > bytes.length) {
      bytes = new byte[2 * length];
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return bytes.length;
      }
      bytes[i] = (byte) c;
    }
    return length;
  }

  /** Adds rows of columns that are not changed any more. */
  void add(IdCodes ids, Columns columns, int from, int to) {
    if (from < to) {
      closeLoose();
      segments.add(new Segment(ids, columns, from, to));
      rows += to - from;
    }
  }

  private void closeLoose() {
    if (loose.rows > 0) {
      int count = loose.rows;
      segments.add(new Segment(looseIds, loose.cut(), 0, count));
    }
  }

  /** Whether so many rows wait that they should go into the log. */
  boolean isFull() {
    return rows >= mostRows || isFull(looseIds);
  }

  /** Whether the ids take so much room that the rows should go into the log. */
  static boolean isFull(IdCodes ids) {
    return ids.bytes() >= MOST_ID_BYTES;
  }

  private static long rowsOfMemory() {
    long rows = Runtime.getRuntime().maxMemory() / (PART_OF_MEMORY * BYTES_OF_A_ROW);
    return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, rows));
  }

  /** Hands all rows over; nobody may be adding codes meanwhile. */
  void addTo(OrderLogBuilder builder) {
    closeLoose();
    if (segments.isEmpty()) {
      return;
    }
    IdCodes ids = segments.get(0).ids();
    int count = Math.toIntExact(rows);
    long[] codes = new long[count];
    int[] days = new int[count];
    long @Nullable [] amounts = hasAmounts ? new long[count] : null;
    copy(ids, codes, days, amounts);
    segments.clear();
    rows = 0;
    looseIds = new IdCodes(prefix);
    builder.threads(threads);
    if (ids.areNumbers()) {
      toNumbers(codes);
      builder.addAll(codes, days, amounts);
    } else {
      new CodedOrders(codes, ids::id, days, amounts).addTo(builder);
    }
  }

  private void copy(IdCodes all, long[] codes, int[] days, long @Nullable [] amounts) {
    int[] start = new int[segments.size() + 1];
    List<IdCodes> known = new ArrayList<>(List.of(all));
    List<long[]> codesHere = new ArrayList<>(List.of(new long[0]));
    int[] whose = new int[segments.size()];
    for (int s = 0; s < segments.size(); s++) {
      Segment segment = segments.get(s);
      start[s + 1] = start[s] + segment.to() - segment.from();
      whose[s] = known.indexOf(segment.ids());
      if (whose[s] < 0) {
        whose[s] = known.size();
        known.add(segment.ids());
        codesHere.add(all.addAll(segment.ids()));
      }
    }
    int parts = Math.max(1, Math.min(threads, segments.size()));
    Parallel.run(
        parts,
        t -> {
          int end = Parallel.start(segments.size(), t + 1, parts);
          for (int s = Parallel.start(segments.size(), t, parts); s < end; s++) {
            Segment segment = segments.get(s);
            Columns from = segment.columns();
            int length = segment.to() - segment.from();
            System.arraycopy(from.codes, segment.from(), codes, start[s], length);
            System.arraycopy(from.days, segment.from(), days, start[s], length);
            if (amounts != null && from.amounts != null) {
              System.arraycopy(from.amounts, segment.from(), amounts, start[s], length);
            }
            if (whose[s] > 0) {
              replace(codes, start[s], start[s + 1], codesHere.get(whose[s]));
            }
          }
        });
  }

  private static void replace(long[] codes, int from, int to, long[] codeOfText) {
    for (int row = from; row < to; row++) {
      if (codes[row] < 0) {
        codes[row] = codeOfText[(int) (-1 - codes[row])];
      }
    }
  }

  private void toNumbers(long[] codes) {
    Parallel.run(
        threads,
        t -> {
          int end = Parallel.start(codes.length, t + 1, threads);
          for (int row = Parallel.start(codes.length, t, threads); row < end; row++) {
            codes[row] = IdCodes.number(codes[row]);
          }
        });
  }
}
