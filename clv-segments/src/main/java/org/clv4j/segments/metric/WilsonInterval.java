package org.clv4j.segments.metric;

import java.util.Optional;
import org.clv4j.core.internal.Check;

/**
 * The 95 % score interval of a proportion.
 *
 * <pre>(p + z^2 / 2n -+ z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n),  z = 1.959964</pre>
 *
 * <p>It stays within 0 and 1, has a width where nothing or everything happened, and holds for few
 * cases, where p -+ z sqrt(p (1 - p) / n) does neither. The customers are taken as independent.
 *
 * @see "Wilson (1927), Probable inference, the law of succession, and statistical inference,
 *     Journal of the American Statistical Association 22: 209-212"
 * @param low the lower limit, 0 or more
 * @param high the upper limit, at most 1
 */
public record WilsonInterval(double low, double high) {
  /** The 0.975 quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /** Checks that the limits are in order. */
  public WilsonInterval {
    Check.inRange(low, 0, 1, "low");
    Check.inRange(high, low, 1, "high");
  }

  /**
   * The interval of k out of n.
   *
   * @param events k, 0 to n
   * @param cases n, 0 or more
   * @return empty if there are no cases
   * @throws IllegalArgumentException if k is not between 0 and n
   */
  public static Optional<WilsonInterval> of(long events, long cases) {
    if (events < 0 || events > cases) {
      throw new IllegalArgumentException(
          "events must be between 0 and the " + cases + " cases, but were " + events);
    }
    if (cases == 0) {
      return Optional.empty();
    }
    double n = cases;
    double p = events / n;
    double z2 = Z * Z;
    double half = Z * Math.sqrt(p * ((cases - events) / n) / n + z2 / (4 * n * n));
    double middle = p + z2 / (2 * n);
    double scale = 1 + z2 / n;
    return Optional.of(
        new WilsonInterval(
            events == 0 ? 0 : Math.max(0, (middle - half) / scale),
            events == cases ? 1 : Math.min(1, (middle + half) / scale)));
  }
}
