package org.clv4j.segments.behavior;

import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/** One pass over the orders that fills the columns wanted, and no other. */
final class TraitPass {
  /** So many customers' orders stay in the cache while one column after the other is filled. */
  private static final int BLOCK = 1024;

  private final CustomerOrders orders;
  private final Rows rows;
  private final int asOfDay;
  private final int deadline;
  private final long @Nullable [] spend;
  private final Map<Trait, double[]> columns = new EnumMap<>(Trait.class);

  /**
   * Prepares a pass.
   *
   * @param spend by row in minor units, to be filled; null where there are no amounts
   * @param deadline the repurchase deadline in days, if it is wanted
   */
  TraitPass(Rows rows, long @Nullable [] spend, int deadline, Set<Trait> wanted) {
    this.orders = rows.orders();
    this.rows = rows;
    this.asOfDay = rows.asOfDay();
    this.deadline = deadline;
    this.spend = spend;
    for (Trait trait : wanted) {
      columns.put(trait, new double[rows.size()]);
    }
  }

  Map<Trait, double[]> run(int threads) {
    SeasonCalendar calendar =
        columns.containsKey(Trait.SEASON_SHARE) || columns.containsKey(Trait.SEASON_YEARS)
            ? SeasonCalendar.of(orders)
            : null;
    Parallel.run(
        threads,
        part ->
            walk(
                Parallel.start(rows.size(), part, threads),
                Parallel.start(rows.size(), part + 1, threads),
                calendar == null ? null : new Seasons(orders, calendar)));
    return columns;
  }

  private void walk(int from, int to, @Nullable Seasons seasons) {
    int[] start = new int[BLOCK];
    int[] end = new int[BLOCK];
    for (int block = from; block < to; block += BLOCK) {
      int size = Math.min(BLOCK, to - block);
      for (int i = 0; i < size; i++) {
        start[i] = rows.start(block + i);
        end[i] = rows.end(block + i);
        if (spend != null) {
          spend[block + i] = spend(block + i, start[i], end[i]);
        }
      }
      for (Map.Entry<Trait, double[]> column : columns.entrySet()) {
        fill(column.getKey(), column.getValue(), block, size, start, end);
      }
      if (seasons != null) {
        double[] share = columns.get(Trait.SEASON_SHARE);
        double[] years = columns.get(Trait.SEASON_YEARS);
        for (int i = 0; i < size; i++) {
          if (start[i] == end[i]) {
            continue;
          }
          seasons.look(start[i], end[i]);
          if (share != null) {
            share[block + i] = seasons.share();
          }
          if (years != null) {
            years[block + i] = seasons.years();
          }
        }
      }
    }
  }

  private long spend(int row, int start, int end) {
    long sum = 0;
    for (int i = start; i < end; i++) {
      long amount = orders.valueMinor(i, asOfDay);
      long more = sum + amount;
      if (((sum ^ more) & (amount ^ more)) < 0) {
        throw new ArithmeticException(
            "total spend of customer \"" + rows.id(row) + "\" must fit in a long of minor units");
      }
      sum = more;
    }
    return sum;
  }

  private void fill(Trait trait, double[] out, int row, int size, int[] start, int[] end) {
    for (int i = 0; i < size; i++) {
      out[row + i] = value(trait, row + i, start[i], end[i]);
    }
  }

  private double value(Trait trait, int row, int start, int end) {
    if (start == end) {
      return trait == Trait.ORDERS ? 0 : Double.NaN;
    }
    return switch (trait) {
      case ORDERS -> end - start;
      case SPEND -> Money.mean(spendOf(row), 1, currency());
      case MEAN_ORDER_VALUE -> Money.mean(spendOf(row), end - start, currency());
      case DAYS_SINCE_FIRST_ORDER -> asOfDay - orders.day(start);
      case DAYS_SINCE_LAST_ORDER -> asOfDay - orders.day(end - 1);
      case DAYS_TO_SECOND_ORDER ->
          end - start < 2 ? Double.NaN : orders.day(start + 1) - orders.day(start);
      case DAYS_PAST_REPURCHASE_DEADLINE -> asOfDay - orders.day(start) - deadline;
      case MEAN_GAP -> end - start < 2 ? Double.NaN : span(start, end) / (end - start - 1);
      case GAP_VARIATION -> gapVariation(start, end);
      case GAPS_SINCE_LAST_ORDER ->
          span(start, end) == 0
              ? Double.NaN
              : (asOfDay - orders.day(end - 1)) * (double) (end - start - 1) / span(start, end);
      case FULL_PRICE_SHARE -> fullPriceShare(row, start, end);
      case DISCOUNT_SHARE -> discountShare(row, start, end);
      case DISCOUNTED_ORDER_SHARE -> (double) discounted(start, end) / (end - start);
      default -> 0;
    };
  }

  private long spendOf(int row) {
    return Objects.requireNonNull(spend, "spend")[row];
  }

  private Currency currency() {
    return Objects.requireNonNull(orders.currency(), "currency");
  }

  private double span(int start, int end) {
    return orders.day(end - 1) - orders.day(start);
  }

  /**
   * Of m gaps g with sum G: sqrt((m sum g^2 - G^2) / (m (m - 1))) / (G / m), exact up to the root.
   */
  private double gapVariation(int start, int end) {
    long gaps = (long) end - start - 1;
    long sum = (long) span(start, end);
    if (gaps < 2 || sum == 0) {
      return Double.NaN;
    }
    long squares = 0;
    int day = orders.day(start);
    for (int i = start + 1; i < end; i++) {
      int next = orders.day(i);
      squares += (long) (next - day) * (next - day);
      day = next;
    }
    double variance = (double) (gaps * squares - sum * sum) / (gaps * (gaps - 1));
    return Math.sqrt(variance) * gaps / sum;
  }

  private double fullPriceShare(int row, int start, int end) {
    long all = spendOf(row);
    long full = 0;
    for (int i = start; i < end; i++) {
      full += orders.discountMinor(i) == 0 ? orders.valueMinor(i, asOfDay) : 0;
    }
    return all <= 0 ? Double.NaN : (double) full / all;
  }

  private double discountShare(int row, int start, int end) {
    long discounts = 0;
    for (int i = start; i < end; i++) {
      discounts = Check.addExact(discounts, orders.discountMinor(i), "discounts of a customer");
    }
    double list = (double) spendOf(row) + discounts;
    return list <= 0 ? Double.NaN : discounts / list;
  }

  private int discounted(int start, int end) {
    int count = 0;
    for (int i = start; i < end; i++) {
      count += orders.discountMinor(i) == 0 ? 0 : 1;
    }
    return count;
  }
}
