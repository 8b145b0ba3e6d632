package org.clv4j.benchmarks;

import java.util.Arrays;
import java.util.Set;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.OrderArrays;

/** Orders in arrays become a base in a heap that holds little more than both. */
public final class SmallHeap {
  private static final int STEP = 7_919;

  private SmallHeap() {}

  /**
   * Makes the base, checks its sums and prints.
   *
   * @param args the number of orders; then INT, DENSE or SPARSE ids; then in any order GIANT,
   *     SHUFFLED, and BARE for orders without amounts
   */
  public static void main(String[] args) {
    OrderSource source = new OrderSource(Integer.parseInt(args[0]));
    Set<String> kind = Set.copyOf(Arrays.asList(args).subList(1, args.length));
    int rows = source.rows();
    boolean amounts = !kind.contains("BARE");
    int[] ints = new int[kind.contains("INT") ? rows : 0];
    long[] longs = new long[rows - ints.length];
    int[] days = new int[rows];
    long[] cents = new long[amounts ? rows : 0];
    Crowd crowd = kind.contains("GIANT") ? Crowd.GIANT : Crowd.JOINING;
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      int at = kind.contains("SHUFFLED") ? (int) ((long) row * STEP % rows) : row;
      int customer = crowd.customer(source, row);
      if (kind.contains("INT")) {
        ints[at] = customer;
      } else {
        longs[at] = kind.contains("SPARSE") ? OrderSource.mix(customer) : customer;
      }
      days[at] = source.day(row);
      if (amounts) {
        cents[at] = source.cents(row);
        sum += cents[at];
      }
    }
    OrderArrays orders =
        kind.contains("INT") ? OrderArrays.of(ints, days) : OrderArrays.of(longs, days);
    CustomerBase base =
        CustomerBase.of(
            amounts ? orders.withAmounts(cents, OrderData.EUR) : orders,
            CustomerBase.Options.DEFAULT);
    long counted = 0;
    for (int row = 0; row < base.size(); row++) {
      counted += base.orders(row);
    }
    Summaries.requireEqual("orders", counted, rows);
    Summaries.requireEqual("cents", amounts ? base.totalSpend().minorUnits() : 0, sum);
    System.out.printf("%s: %d customers%n", String.join(" ", args), base.size());
  }
}
