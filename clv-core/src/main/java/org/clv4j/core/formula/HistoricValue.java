package org.clv4j.core.formula;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;

/**
 * What the customers have spent so far, and how that is spread over them.
 *
 * <p>It looks back and forecasts nothing. Every customer of the base counts, those who spent 0 too.
 */
public final class HistoricValue {
  private final Money total;
  private final long[] ascending;

  private HistoricValue(Money total, long[] ascending) {
    this.total = total;
    this.ascending = ascending;
  }

  /**
   * The historic value of a base, as of its as-of day.
   *
   * @param base at least one customer, with amounts
   * @return the value
   * @throws IllegalStateException if the base is empty or has no amounts
   * @throws ArithmeticException if the total does not fit in a long of minor units
   */
  public static HistoricValue of(CustomerBase base) {
    if (base.isEmpty()) {
      throw new IllegalStateException("the base must hold a customer, but is empty");
    }
    long[] spend = new long[base.size()];
    Arrays.setAll(spend, base::spendMinor);
    Arrays.sort(spend);
    return new HistoricValue(base.totalSpend(), spend);
  }

  /**
   * The number of customers.
   *
   * @return at least 1
   */
  public int customers() {
    return ascending.length;
  }

  /**
   * The spend of all customers.
   *
   * @return the exact sum
   */
  public Money total() {
    return total;
  }

  /**
   * Spend per customer.
   *
   * @return the mean in major units
   */
  public double mean() {
    return Money.mean(total.minorUnits(), ascending.length, total.currency());
  }

  /**
   * The spend that half of the customers do not exceed.
   *
   * @return the median in major units
   */
  public double median() {
    return quantile(0.5);
  }

  /**
   * A quantile of the spend per customer, type 7 of Hyndman and Fan: with the values in ascending
   * order and h = (n - 1) p, it lies between the values of rank floor(h) and floor(h) + 1, counted
   * from 0, at the fraction of h.
   *
   * @param p the share of customers, in [0, 1]
   * @return the quantile in major units
   * @see "Hyndman &amp; Fan (1996), Sample quantiles in statistical packages, The American
   *     Statistician 50(4)"
   */
  public double quantile(double p) {
    double h = (ascending.length - 1) * Check.inRange(p, 0, 1, "p");
    int rank = (int) h;
    long low = ascending[rank];
    long high = ascending[Math.min(rank + 1, ascending.length - 1)];
    return majorUnits(low + (h - rank) * (high - low));
  }

  /**
   * The share of the total that the customers who spent most have spent.
   *
   * @param share of the customers, in [0, 1]; rounded up to a whole number of customers
   * @return a number in [0, 1], or above 1 where refunds made some customers worth less than 0;
   *     empty unless the total is above 0
   */
  public OptionalDouble shareOfTop(double share) {
    // 0.07 x 100 is a little above 7 as a double: that is not an eighth customer.
    double wanted = Check.inRange(share, 0, 1, "share") * ascending.length;
    int top = (int) Math.ceil(wanted - 1e-9);
    long sum = 0;
    for (int i = ascending.length - top; i < ascending.length; i++) {
      sum += ascending[i];
    }
    return total.minorUnits() <= 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) sum / total.minorUnits());
  }

  /**
   * The Lorenz curve: the share of the total that the customers who spent least have spent.
   *
   * <p>It is a straight line where all have spent the same, and lies the lower the more of the
   * total came from few. Where refunds made customers worth less than 0 it first falls below 0.
   *
   * @param parts at most so many steps of about the same number of customers, at least 1
   * @return from (0, 0) to (1, 1); empty unless the total is above 0
   * @throws IllegalArgumentException if there is less than one part
   */
  public List<LorenzPoint> lorenz(int parts) {
    if (total.minorUnits() <= 0) {
      return List.of();
    }
    int n = ascending.length;
    int steps = Math.min(n, Check.inRange(parts, 1, Integer.MAX_VALUE, "parts"));
    List<LorenzPoint> points = new ArrayList<>();
    points.add(new LorenzPoint(0, 0));
    long sum = 0;
    int customers = 0;
    for (int step = 1; step <= steps; step++) {
      int end = (int) ((long) n * step / steps);
      while (customers < end) {
        sum = Check.addExact(sum, ascending[customers++], "spend of those who spent least");
      }
      points.add(new LorenzPoint((double) customers / n, (double) sum / total.minorUnits()));
    }
    return List.copyOf(points);
  }

  /**
   * A point of the Lorenz curve.
   *
   * @param customers the share of the customers, those who spent least, in [0, 1]
   * @param value the share of the total that they spent; below 0 where refunds outweigh it
   */
  public record LorenzPoint(double customers, double value) {}

  /**
   * The Gini coefficient: how unequally the spend is spread, twice the area between the Lorenz
   * curve and the straight line.
   *
   * <p>Sum of (2 k - n - 1) x<sub>k</sub> / (n sum of x), with the values x<sub>k</sub> in
   * ascending order: 0 where all spent the same, (n - 1) / n where one spent it all.
   *
   * @return in [0, 1); empty unless the total is above 0, and where a customer is worth less than
   *     0, for which the coefficient has no such range
   */
  public OptionalDouble gini() {
    if (total.minorUnits() <= 0 || ascending[0] < 0) {
      return OptionalDouble.empty();
    }
    double n = ascending.length;
    double sum = 0;
    for (int k = 1; k <= ascending.length; k++) {
      sum += (2 * k - n - 1) * ascending[k - 1];
    }
    return OptionalDouble.of(sum / (n * total.minorUnits()));
  }

  /**
   * The currency of all values.
   *
   * @return the currency
   */
  public Currency currency() {
    return total.currency();
  }

  private double majorUnits(double minorUnits) {
    return Money.majorUnits(minorUnits, total.currency());
  }
}
