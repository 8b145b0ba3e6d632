package org.clv4j.models.internal;

import java.util.function.DoubleUnaryOperator;
import org.clv4j.core.internal.Ranges;

/** Purchases to come, discounted. */
public final class Discounting {
  /** The exponent of the integrand may change by so much in a panel of 16 nodes. */
  private static final double STEEPEST = 20;

  /** After so many time constants of the discount nothing counts any more: e^-60 is 1e-26. */
  private static final double LAST = 60;

  private static final double NEGLIGIBLE = 1e-17;

  private Discounting() {}

  /**
   * The integral of e^(-delta t) dE(t) from 0 to the horizon, over panels that double from the side
   * of 0, where E bends most.
   *
   * @param expected E, with E(0) = 0
   * @param delta the continuous rate, 0 or more
   * @param horizon h, 0 or more
   * @return the discounted purchases
   */
  public static double of(DoubleUnaryOperator expected, double delta, double horizon) {
    double first = Math.min(horizon, LAST / delta) / 1024;
    return of(expected, delta, horizon, first, s -> Math.log(2));
  }

  /**
   * The same for an E that bends as (1 + t / scale)^-m does.
   *
   * @param expected E, with E(0) = 0
   * @param delta the continuous rate, 0 or more
   * @param horizon h, 0 or more
   * @param scale above 0
   * @param m above 0
   * @return the discounted purchases
   */
  public static double of(
      DoubleUnaryOperator expected, double delta, double horizon, double scale, double m) {
    // Where little happens any more, panels are wider.
    return of(expected, delta, horizon, scale, s -> Math.min(1.5, STEEPEST / (m + 1) + 0.5 * s));
  }

  /**
   * The same by parts, with the integral taken in s = ln(1 + t / scale):
   *
   * <pre>e^(-delta h) E(h) + delta int_0^h e^(-delta t) E(t) dt</pre>
   *
   * @param expected E, with E(0) = 0
   * @param delta the continuous rate, 0 or more
   * @param horizon h, 0 or more
   * @param scale above 0, but for a horizon of 0
   * @param widest the panel from s on in which E is smooth
   * @return the discounted purchases
   */
  private static double of(
      DoubleUnaryOperator expected,
      double delta,
      double horizon,
      double scale,
      DoubleUnaryOperator widest) {
    Ranges.discountOrNone(delta, "discount rate");
    double whole = expected.applyAsDouble(Ranges.time(horizon, "horizon"));
    if (delta * horizon < NEGLIGIBLE) {
      return whole;
    }
    DoubleUnaryOperator discounted =
        s -> {
          double t = scale * Math.expm1(s);
          return Math.exp(s - delta * t) * expected.applyAsDouble(t);
        };
    double end = Math.log1p(Math.min(horizon, LAST / delta) / scale);
    double integral = 0;
    double from = 0;
    while (from < end) {
      double discounts = STEEPEST / (delta * scale * Math.exp(from));
      double width = Math.min(widest.applyAsDouble(from), Math.log1p(discounts));
      double to = Math.min(end, from + width);
      integral += Quadrature.panel(discounted, from, to);
      from = to;
    }
    return Math.exp(-delta * horizon) * whole + delta * scale * integral;
  }
}
