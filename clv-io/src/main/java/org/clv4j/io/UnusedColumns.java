package org.clv4j.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of plain orders, each worth the amount that it states, leaves unused although it
 * may say that an order does not count: columns of states, refunds and tests, and ids of orders,
 * which are counted so that it is known whether one comes again.
 *
 * <p>Ids are told apart by 64 bits of a hash: of ten million one is missed with a chance of one in
 * three hundred thousand. They take 8 bytes each.
 */
public final class UnusedColumns {
  private static final int MOST_IDS = 1 << 30;
  private static final int START = 1 << 10;

  /** Of an empty field. */
  static final long NO_ID = 0;

  private final Set<String> telling = new LinkedHashSet<>();
  private final Set<String> all = new LinkedHashSet<>();
  private @Nullable String idColumn;
  private long[] ids = {};
  private int count;

  /** Without a column. */
  public UnusedColumns() {}

  /**
   * Takes the columns of a source.
   *
   * @param columns what they were taken for
   * @return the unused one that looks like the id of the order, whose values {@link #add} wants; or
   *     null
   */
  public @Nullable String begin(CsvColumns columns) {
    all.addAll(columns.used().values());
    all.addAll(columns.ignored());
    for (ShopColumn role : List.of(ShopColumn.STATUS, ShopColumn.REFUND, ShopColumn.TEST)) {
      String found = find(role, columns.ignored());
      if (found != null) {
        telling.add(found);
      }
    }
    String id = find(ShopColumn.ORDER, columns.ignored());
    idColumn = id == null ? idColumn : id;
    return id;
  }

  private static @Nullable String find(ShopColumn role, List<String> names) {
    for (String usual : role.usualNames()) {
      List<String> found =
          names.stream()
              .filter(name -> HeaderLine.spelled(name).equals(HeaderLine.spelled(usual)))
              .toList();
      if (found.size() == 1) {
        return found.get(0);
      }
    }
    return null;
  }

  /**
   * Takes the id of an order that became part of the log.
   *
   * @param id as it stands there; an empty one does not count
   */
  public void add(CharSequence id) {
    add(hash(id));
  }

  void add(long hash) {
    if (hash == NO_ID || count == MOST_IDS) {
      return;
    }
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, Math.max(START, count + count / 2));
    }
    ids[count++] = hash;
  }

  /** The hash of an id without the spaces around it. */
  static long hash(CharSequence id) {
    String text = id.toString().strip();
    long hash = NO_ID;
    for (int i = 0; i < text.length(); i++) {
      hash = step(hash, text.charAt(i));
    }
    return end(hash, text.length());
  }

  /** The same of bytes in ASCII, one step for each. */
  static long step(long hash, int character) {
    return (hash ^ character) * 0x9E3779B97F4A7C15L + (hash >>> 32);
  }

  static long end(long hash, int length) {
    if (length == 0) {
      return NO_ID;
    }
    // The last steps of SplitMix64, so that ids of consecutive numbers do not meet.
    long mixed = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return mixed == NO_ID ? 1 : mixed;
  }

  /**
   * What is to be told of them.
   *
   * @return no finding, one or two
   */
  public List<QualityFinding> findings() {
    List<QualityFinding> found = new ArrayList<>();
    long repeated = count == MOST_IDS ? 0 : repeated();
    if (repeated > 0) {
      found.add(
          new QualityFinding(
              "repeated-order-ids",
              Severity.WARNING,
              repeated,
              count,
              "rows",
              "rows have the order id of another row, and each counts as an order",
              String.valueOf(idColumn),
              "name the column of the order ids: an order that comes again then counts once, and"
                  + " lines are put together"));
    }
    if (!telling.isEmpty()) {
      found.add(
          new QualityFinding(
              "unused-order-columns",
              Severity.WARNING,
              telling.size(),
              all.size(),
              "columns",
              "columns that may say which orders do not count, or what of them went back, are"
                  + " ignored, so that all orders count in full",
              String.join(", ", telling),
              "name them or a policy, or leave them out"));
    }
    return found;
  }

  /** How many ids are there already. */
  private long repeated() {
    Arrays.parallelSort(ids, 0, count);
    long repeated = 0;
    for (int i = 1; i < count; i++) {
      repeated += ids[i] == ids[i - 1] ? 1 : 0;
    }
    return repeated;
  }
}
