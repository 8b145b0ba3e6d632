package org.clv4j.core.customer;

import java.util.Arrays;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.clv4j.core.internal.KeyTable;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.internal.Parts;
import org.jspecify.annotations.Nullable;

/**
 * Summaries of customers whose numbers lie anywhere among 64 bits.
 *
 * <p>Rows are dealt out by the leading bits of their numbers to parts that fit the cache, which
 * follow each other as the numbers do; what belongs to a row stays together on the way. In a part
 * the {@linkplain OrderWord word} of each row is added to the customer who has its number, and the
 * customers are put in order when all are known. Neighboring parts are given back together as soon
 * as they are done.
 */
final class IdParts {
  private static final long[] NONE = {};
  private static final int FEW_CUSTOMERS = 1 << 11;
  private static final int CHUNK_BITS = 5;

  private final ArrayRows rows;
  private final IdOf idOf;
  private final int asOfDay;
  private final CustomerBase.Options options;
  private final OrderPayload payload;
  private final @Nullable PeriodOfDay periodOfDay;
  private final int threads;
  private final Parts split;

  /**
   * How many numbers a dealt row has: its word, its first key and, where there is one, the second.
   */
  private final int width;

  /** The id of a customer, for errors. */
  interface IdOf {
    String apply(KeyTable.Keys keys, int customer);
  }

  IdParts(ArrayRows rows, int asOfDay, CustomerBase.Options options, IdOf idOf) {
    this.idOf = idOf;
    this.rows = rows;
    this.asOfDay = asOfDay;
    this.options = options;
    this.payload = OrderPayload.amountIfItFits(rows);
    this.periodOfDay = PeriodOfDay.of(rows, options.purchasePeriod());
    this.threads = OrderSort.threadsFor(rows.rows(), options.threads());
    this.width = rows.keys().haveSecond() ? 3 : 2;
    this.split = Parts.of(rows.rows(), rows.keys()::first);
  }

  /**
   * Some customers.
   *
   * @param customers in order
   * @param columns a row for each
   * @param zeroAmounts how many orders in time have an amount of 0
   */
  record Summary(KeyTable.Keys customers, CustomerColumns columns, long zeroAmounts) {
    /** The last day that has an order. */
    int lastDay() {
      return Arrays.stream(columns.lastDay).max().orElseThrow();
    }
  }

  /** The customers of a part, in order, with a row for each. */
  private record Done(KeyTable.Keys customers, CustomerColumns columns) {}

  /** The summary; null if an order is not as promised. */
  @Nullable Summary run() {
    int parts = split.count();
    int[][] place = new int[threads][];
    Parallel.run(threads, t -> place[t] = count(firstBlock(t), firstBlock(t + 1)));
    Dealt dealt = new Dealt(Parts.turnCountsIntoPlaces(place, parts));
    int passes = OrderSort.passes(rows);
    int[] ofPass = Parts.evenBounds(dealt.startOfChunk, passes);
    long seed = ThreadLocalRandom.current().nextLong() | 1;
    Done[] ofPart = new Done[parts];
    OrderCheck[] checks = new OrderCheck[threads];
    for (int pass = 0; pass < passes; pass++) {
      int first = ofPass[pass];
      int end = ofPass[pass + 1];
      dealt.makeRoom(first, end);
      Parallel.run(threads, t -> checks[t] = deal(t, place[t], dealt));
      if (Arrays.stream(checks).anyMatch(OrderCheck::isBroken)) {
        return null;
      }
      addUp(dealt, first << dealt.partBits, end << dealt.partBits, seed, ofPart);
    }
    return together(ofPart, OrderCheck.zeroAmounts(checks));
  }

  /**
   * Adds up some parts, each thread taking the next one that is left.
   *
   * @throws ArithmeticException that of the first part in which a sum is too large
   */
  private void addUp(Dealt dealt, int first, int end, long seed, Done[] ofPart) {
    AtomicInteger next = new AtomicInteger(first);
    ConcurrentSkipListMap<Integer, ArithmeticException> errors = new ConcurrentSkipListMap<>();
    Parallel.run(
        threads,
        t -> {
          Part part = new Part(seed);
          for (int p; errors.isEmpty() && (p = next.getAndIncrement()) < end; ) {
            try {
              ofPart[p] = dealt.done(p, part);
            } catch (ArithmeticException e) {
              errors.put(p, e);
            }
          }
        });
    if (!errors.isEmpty()) {
      throw errors.firstEntry().getValue();
    }
  }

  /** The rows of the parts, in chunks of several parts that are given back when they are done. */
  private final class Dealt {
    private final int[] start;
    private final int partBits = Math.max(0, split.bits() - CHUNK_BITS);
    private final int[] startOfChunk = new int[(split.count() >>> partBits) + 1];
    private final long[][] chunks = new long[startOfChunk.length - 1][];
    private final AtomicIntegerArray partsDone = new AtomicIntegerArray(chunks.length);

    /** With the start of each part, and at last the end of all. */
    Dealt(int[] start) {
      this.start = start;
      Arrays.setAll(startOfChunk, chunk -> start[chunk << partBits]);
      Arrays.fill(chunks, NONE);
    }

    /** Makes room for some chunks. */
    void makeRoom(int first, int end) {
      for (int chunk = first; chunk < end; chunk++) {
        int size = startOfChunk[chunk + 1] - startOfChunk[chunk];
        chunks[chunk] = new long[Math.multiplyExact(width, size)];
      }
    }

    Done done(int p, Part part) {
      int chunk = p >>> partBits;
      int from = width * (start[p] - startOfChunk[chunk]);
      int to = width * (start[p + 1] - startOfChunk[chunk]);
      Done done = part.done(chunks[chunk], from, to);
      if (partsDone.incrementAndGet(chunk) == 1 << partBits) {
        chunks[chunk] = NONE;
      }
      return done;
    }
  }

  private int firstBlock(int thread) {
    return Parallel.start(rows.blocks(), thread, threads);
  }

  private int[] count(int from, int to) {
    int[] count = new int[split.count()];
    boolean all = rows.lastDay() <= asOfDay;
    OrderRows.Block block = new OrderRows.Block();
    for (int b = from; b < to; b++) {
      rows.showNumbers(b, block);
      if (!all) {
        rows.showTimes(b, block);
      }
      count(block, all, count);
    }
    return count;
  }

  private void count(OrderRows.Block block, boolean all, int[] count) {
    long[] number = block.number;
    int numberAt = block.numberAt;
    int[] day = block.day;
    int dayAt = block.dayAt;
    for (int i = 0; i < block.rows; i++) {
      if (all || day[dayAt + i] <= asOfDay) {
        count[split.of(number[numberAt + i])]++;
      }
    }
  }

  private OrderCheck deal(int thread, int[] place, Dealt dealt) {
    OrderCheck check = new OrderCheck(rows, asOfDay);
    OrderRows.Block block = new OrderRows.Block();
    int end = firstBlock(thread + 1);
    for (int b = firstBlock(thread); b < end && !check.isBroken(); b++) {
      rows.showNumbers(b, block);
      rows.showTimes(b, block);
      deal(block, b << OrderColumns.SHIFT, check, place, dealt);
    }
    return check;
  }

  private void deal(
      OrderRows.Block block, int firstRow, OrderCheck check, int[] place, Dealt dealt) {
    RowKeys key = rows.keys();
    long[] number = block.number;
    int numberAt = block.numberAt;
    int[] day = block.day;
    int dayAt = block.dayAt;
    int origin = rows.firstDay();
    long[] amount = block.amount;
    int amountAt = block.amountAt;
    boolean isAmount = payload.isAmount();
    int[] startOfChunk = dealt.startOfChunk;
    int partBits = dealt.partBits;
    long[][] chunks = dealt.chunks;
    for (int i = 0; i < block.rows; i++) {
      int dayOfRow = day[dayAt + i] - origin;
      long minor = amount == null ? 1 : amount[amountAt + i];
      long first = number[numberAt + i];
      int part = split.of(first);
      int chunk = part >>> partBits;
      long[] into = chunks[chunk];
      if (check.counts(dayOfRow, minor) && into.length > 0) {
        int at = width * (place[part]++ - startOfChunk[chunk]);
        into[at] = OrderWord.of(0, dayOfRow, isAmount ? minor : firstRow + i);
        into[at + 1] = first;
        if (width > 2) {
          into[at + 2] = key.second(firstRow + i);
        }
      }
    }
  }

  private Summary together(Done[] ofPart, long zeroAmounts) {
    int[] firstRow = new int[ofPart.length + 1];
    for (int p = 0; p < ofPart.length; p++) {
      firstRow[p + 1] = firstRow[p] + ofPart[p].customers.size();
    }
    int size = firstRow[ofPart.length];
    long[] first = new long[size];
    long[] second = new long[rows.keys().haveSecond() ? size : 0];
    CustomerColumns columns =
        new CustomerColumns(size, rows.hasAmounts(), options.interpurchaseTimes());
    Parallel.run(
        threads,
        t -> {
          int to = Parallel.start(ofPart.length, t + 1, threads);
          for (int p = Parallel.start(ofPart.length, t, threads); p < to; p++) {
            KeyTable.Keys customers = ofPart[p].customers;
            System.arraycopy(customers.first(), 0, first, firstRow[p], customers.size());
            if (second.length > 0) {
              System.arraycopy(customers.second(), 0, second, firstRow[p], customers.size());
            }
            columns.copyRun(ofPart[p].columns, 0, customers.size(), firstRow[p]);
          }
        });
    return new Summary(new KeyTable.Keys(first, second), columns, zeroAmounts);
  }

  /** The work on one part after another; each thread has its own. */
  private final class Part {
    private final DaySort days = new DaySort();
    private final KeyTable keys;
    private final CustomerFold fold;

    Part(long seed) {
      keys = new KeyTable(rows.keys().haveSecond(), seed);
      fold =
          new CustomerFold(
              rows,
              payload,
              FEW_CUSTOMERS,
              periodOfDay,
              options.interpurchaseTimes(),
              code -> idOf.apply(keys.keys(new int[] {code}), 0));
    }

    Done done(long[] dealt, int from, int to) {
      if (!addAsTheyStand(dealt, from, to)) {
        addByDay(dealt, from, to);
      }
      int[] codes = keys.codesInOrder();
      return new Done(keys.keys(codes), fold.columnsOf(codes));
    }

    /** False if the days of a customer go backwards, and then all is forgotten. */
    private boolean addAsTheyStand(long[] dealt, int from, int to) {
      keys.clear();
      for (int at = from; at < to; at += width) {
        int code = code(dealt, at);
        fold.makeRoom(code + 1);
        if (!fold.add(code, dealt[at])) {
          fold.forget(keys.size());
          return false;
        }
      }
      return true;
    }

    private int code(long[] dealt, int at) {
      return width == 2 ? keys.code(dealt[at + 1]) : keys.code(dealt[at + 1], dealt[at + 2]);
    }

    /** The codes of customers go into the words, which leaves room to sort them. */
    private void addByDay(long[] dealt, int from, int to) {
      keys.clear();
      int end = putCodes(dealt, from, to);
      fold.makeRoom(keys.size());
      if (keys.size() <= OrderWord.MOST_CUSTOMERS) {
        int middle = codesIntoWords(dealt, from, end);
        days.words(dealt, from, middle, dealt, middle);
        fold.addGroup(0, dealt, middle, end);
      } else {
        long[] sorted = days.wordsAndCodes(dealt, from, end);
        for (int at = 0; at < end - from; at += 2) {
          fold.add((int) sorted[at + 1], sorted[at]);
        }
      }
    }

    /** Puts the codes of keys in their place, so that rows are words and codes; returns the end. */
    private int putCodes(long[] dealt, int from, int to) {
      int end = from;
      for (int at = from; at < to; at += width) {
        int code = width == 2 ? keys.code(dealt[at + 1]) : keys.code(dealt[at + 1], dealt[at + 2]);
        dealt[end++] = dealt[at];
        dealt[end++] = code;
      }
      return end;
    }

    private static int codesIntoWords(long[] dealt, int from, int to) {
      int end = from;
      for (int at = from; at < to; at += 2) {
        dealt[end++] = OrderWord.withCustomer(dealt[at], (int) dealt[at + 1]);
      }
      return end;
    }
  }
}
