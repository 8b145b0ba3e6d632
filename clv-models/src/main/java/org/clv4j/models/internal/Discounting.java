package org.clv4j.models.internal;

import java.util.function.DoubleUnaryOperator;
import org.clv4j.core.internal.Check;

/** Purchases to come, discounted. */
public final class Discounting {
  private static final double GROWTH = 2;
  private static final double FIRST_PANEL = 1.0 / 1024;

  /** The exponent of the integrand may change by so much in a panel of 16 nodes. */
  private static final double STEEPEST = 20;

  /** After so many time constants of the discount nothing counts any more: e^-60 is 1e-26. */
  private static final double LAST = 60;

  private Discounting() {}

  private static double reach(double delta, double horizon) {
    Check.notNegative(delta, "discount rate");
    Check.notNegative(horizon, "horizon");
    return Math.min(horizon, LAST / delta);
  }

  /**
   * The integral of e^(-delta t) dE(t) from 0 to the horizon, by parts:
   *
   * <pre>e^(-delta h) E(h) + delta int_0^h e^(-delta t) E(t) dt</pre>
   *
   * <p>Panels grow geometrically from the side of 0, where E bends most.
   *
   * @param expected E, with E(0) = 0
   * @param delta the continuous rate, 0 or more
   * @param horizon h, 0 or more
   * @return the discounted purchases
   */
  public static double of(DoubleUnaryOperator expected, double delta, double horizon) {
    double end = reach(delta, horizon);
    double whole = expected.applyAsDouble(horizon);
    if (delta == 0 || horizon == 0) {
      return whole;
    }
    DoubleUnaryOperator discounted = t -> Math.exp(-delta * t) * expected.applyAsDouble(t);
    double integral = 0;
    double from = 0;
    double width = end * FIRST_PANEL;
    while (from < end) {
      // A panel spans at most 8 time constants of the discount.
      double to = Math.min(end, from + Math.min(width, 8 / delta));
      integral += Quadrature.panel(discounted, from, to);
      from = to;
      width *= GROWTH;
    }
    return Math.exp(-delta * horizon) * whole + delta * integral;
  }

  /**
   * The same for an E that bends as (1 + t / scale)^-m does: in ln(1 + t / scale) few panels do.
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
    double reach = reach(delta, horizon);
    double whole = expected.applyAsDouble(horizon);
    if (delta == 0 || horizon == 0) {
      return whole;
    }
    DoubleUnaryOperator discounted =
        s -> {
          double t = scale * Math.expm1(s);
          return Math.exp(s - delta * t) * expected.applyAsDouble(t);
        };
    double end = Math.log1p(reach / scale);
    double widest = Math.min(1.5, STEEPEST / (m + 1));
    double integral = 0;
    double from = 0;
    while (from < end) {
      double discounts = STEEPEST / (delta * scale * Math.exp(from));
      double to = Math.min(end, from + Math.min(widest, Math.log1p(discounts)));
      integral += Quadrature.panel(discounted, from, to);
      from = to;
      // Where little happens any more, panels may be wider.
      widest = Math.min(1.5, widest * 1.5);
    }
    return Math.exp(-delta * horizon) * whole + delta * scale * integral;
  }
}
