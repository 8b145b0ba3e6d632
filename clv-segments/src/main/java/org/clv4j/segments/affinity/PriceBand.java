package org.clv4j.segments.affinity;

import java.math.BigDecimal;
import org.clv4j.core.internal.Check;

/**
 * How much more a product may cost that is offered in place of another: from {@code low} to {@code
 * high} more, both included, and best {@code target} more.
 *
 * @param low share of the price, 0 or more
 * @param high share of the price, at least {@code low}, at most 1000
 * @param target share of the price, from low to high
 */
public record PriceBand(double low, double high, double target) {
  /** 5 to 15 % more, best 10 %. */
  public static final PriceBand DEFAULT = new PriceBand(0.05, 0.15, 0.1);

  private static final double MOST = 1000;

  /** Checks that the shares are in order. */
  public PriceBand {
    Check.inRange(low, 0, MOST, "low");
    Check.inRange(high, low, MOST, "high");
    Check.inRange(target, low, high, "target");
  }

  BigDecimal least(BigDecimal price) {
    return more(price, low);
  }

  BigDecimal most(BigDecimal price) {
    return more(price, high);
  }

  private static BigDecimal more(BigDecimal price, double share) {
    return price.add(price.multiply(BigDecimal.valueOf(share)));
  }
}
