package org.clv4j.segments.health;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Parallel;
import org.clv4j.core.value.Money;
import org.clv4j.segments.internal.Quantile;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.Scope;

/**
 * How far mean, median and 90th percentile of customer value would move with other customers of the
 * same kind: percentile intervals of the bootstrap by customer.
 *
 * <p>In every replicate each customer counts Poisson(1) times instead of once (Hanley and MacGibbon
 * 2006, "Creating non-parametric bootstrap samples using Poisson frequencies"; Efron 1979), and the
 * figure is taken again. A replicate without any customer is drawn again. The interval runs between
 * the quantiles (1 - level) / 2 and (1 + level) / 2 of the figures (type 7). The same seed gives
 * the same bits for any number of threads.
 *
 * @param scope of the values
 * @param level the level, for example 0.95
 * @param mean of {@code mean_customer_value}
 * @param median of {@code median_customer_value}
 * @param p90 of {@code p90_customer_value}
 */
public record ValueIntervals(
    Scope scope, double level, Interval mean, Interval median, Interval p90) {
  private static final int MOST_REPLICATES = 1_000_000;
  private static final Quantile MEDIAN = Quantile.of(0.5);
  private static final Quantile P90 = Quantile.of(0.9);

  /**
   * A figure with its interval.
   *
   * @param estimate the figure of the customers as they are
   * @param low the lower end; empty where the figure is
   * @param high the upper end; empty where the figure is
   */
  public record Interval(Metric estimate, OptionalDouble low, OptionalDouble high) {
    /** For example {@code mean_customer_value = 45.0 money (180.00 of 4), 22.5 to 70.0}. */
    @Override
    public String toString() {
      return estimate
          + (low.isPresent() && high.isPresent()
              ? ", " + low.getAsDouble() + " to " + high.getAsDouble()
              : "");
    }
  }

  /**
   * Intervals of level 0.95 from 1000 replicates, with seed 1.
   *
   * @param orders the orders
   * @param options of the values: as-of day, basis, over whom
   * @return the intervals
   * @throws IllegalArgumentException as {@link CustomerBaseHealth#of} says
   * @throws IllegalStateException as {@link CustomerBaseHealth#of} says
   */
  public static ValueIntervals of(CustomerOrders orders, HealthOptions options) {
    return of(orders, options, 0.95, 1000, 1);
  }

  /**
   * Intervals of a level.
   *
   * @param orders the orders
   * @param options of the values: as-of day, basis, over whom
   * @param level above 0, below 1
   * @param replicates 1 to 1 000 000; 1000 give the ends of 95 % to about a tenth of the width
   * @param seed any number
   * @return the intervals
   * @throws IllegalArgumentException if a rule above is broken, or as {@link CustomerBaseHealth#of}
   *     says
   * @throws IllegalStateException as {@link CustomerBaseHealth#of} says
   */
  public static ValueIntervals of(
      CustomerOrders orders, HealthOptions options, double level, int replicates, long seed) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, but was " + level);
    }
    Check.inRange(replicates, 1, MOST_REPLICATES, "replicates");
    HealthPass pass = HealthPass.of(orders, options);
    CustomerBaseHealth health = CustomerBaseHealth.of(pass);
    long[] values = CustomerValues.of(pass).minor;
    Arrays.sort(values);
    double[][] figures = new double[3][values.length == 0 ? 0 : replicates];
    if (values.length > 0) {
      PoissonBootstrap bootstrap = new PoissonBootstrap(values, seed);
      int parts = Math.min(options.threads(), replicates);
      Parallel.run(
          parts,
          part -> {
            PoissonBootstrap.Replicate replicate = bootstrap.replicate();
            int last = Parallel.start(replicates, part + 1, parts);
            for (int r = Parallel.start(replicates, part, parts); r < last; r++) {
              replicate.draw(r);
              figures[0][r] = replicate.mean();
              figures[1][r] = replicate.quantile(MEDIAN);
              figures[2][r] = replicate.quantile(P90);
            }
          });
    }
    return new ValueIntervals(
        health.scope(),
        level,
        interval(orders, health.metric("mean_customer_value"), figures[0], level),
        interval(orders, health.metric("median_customer_value"), figures[1], level),
        interval(orders, health.metric("p90_customer_value"), figures[2], level));
  }

  private static Interval interval(
      CustomerOrders orders, Metric estimate, double[] figures, double level) {
    Arrays.sort(figures);
    return new Interval(
        estimate,
        quantile(orders, figures, (1 - level) / 2),
        quantile(orders, figures, (1 + level) / 2));
  }

  private static OptionalDouble quantile(CustomerOrders orders, double[] sorted, double p) {
    var currency = orders.currency();
    if (sorted.length == 0 || currency == null) {
      return OptionalDouble.empty();
    }
    double minor = Quantile.of(p).of(sorted.length, rank -> sorted[(int) rank]);
    return OptionalDouble.of(Money.majorUnits(minor, currency));
  }
}
