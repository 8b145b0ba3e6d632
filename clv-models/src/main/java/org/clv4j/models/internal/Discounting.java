package org.clv4j.models.internal;

import java.util.function.DoubleUnaryOperator;

/** Purchases to come, discounted. */
public final class Discounting {
  private static final double GROWTH = 2;
  private static final double FIRST_PANEL = 1.0 / 32;

  private Discounting() {}

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
    double whole = expected.applyAsDouble(horizon);
    if (delta == 0 || horizon == 0) {
      return whole;
    }
    DoubleUnaryOperator discounted = t -> Math.exp(-delta * t) * expected.applyAsDouble(t);
    double integral = 0;
    double from = 0;
    double width = horizon * FIRST_PANEL;
    while (from < horizon) {
      // A panel spans at most 8 time constants of the discount.
      double to = Math.min(horizon, from + Math.min(width, 8 / delta));
      integral += Quadrature.panel(discounted, from, to);
      from = to;
      width *= GROWTH;
    }
    return Math.exp(-delta * horizon) * whole + delta * integral;
  }
}
