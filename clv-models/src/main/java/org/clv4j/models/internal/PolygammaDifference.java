package org.clv4j.models.internal;

/**
 * Differences of digamma and trigamma functions over a step, which keep their digits where the
 * argument is large against the step: by recurrence up to {@value #SERIES_FROM}, from there by
 * Stirling's series term by term. All summands of a difference have the same sign but for tiny
 * ones.
 */
public final class PolygammaDifference {
  private static final double SERIES_FROM = 20;

  private PolygammaDifference() {}

  /** digamma(y + step) - digamma(y) for y and step above 0. */
  public static double digamma(double y, double step) {
    double sum = 0;
    double from = y;
    for (; from < SERIES_FROM; from++) {
      sum += step / (from * (from + step));
    }
    double u = 1 / from;
    double v = 1 / (from + step);
    double h = step * u * v;
    return sum + Math.log1p(step * u) + 0.5 * h + h * (u + v) / 12 - (tail(u * u) - tail(v * v));
  }

  /** The terms of -digamma from 1/y^4 on, negated, of s = 1/y^2. */
  private static double tail(double s) {
    return s * s * (1.0 / 120 - s * (1.0 / 252 - s * (1.0 / 240 - s / 132)));
  }

  /** trigamma(y + step) - trigamma(y) for y and step above 0. */
  public static double trigamma(double y, double step) {
    double sum = 0;
    double from = y;
    for (; from < SERIES_FROM; from++) {
      double u = 1 / from;
      double v = 1 / (from + step);
      sum += step * u * v * (u + v);
    }
    double u = 1 / from;
    double v = 1 / (from + step);
    double h = step * u * v;
    double first = h * (1 + 0.5 * (u + v) + (u * u + u * v + v * v) / 6);
    return -(sum + first - (slope(u) - slope(v)));
  }

  /** The terms of -trigamma from 1/y^5 on, of u = 1/y. */
  private static double slope(double u) {
    double s = u * u;
    return u * s * s * (1.0 / 30 - s * (1.0 / 42 - s * (1.0 / 30 - s * 5 / 66)));
  }
}
