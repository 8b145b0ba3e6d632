package org.clv4j.models.internal;

import java.util.Arrays;

/**
 * ln B(a, b + u) - ln B(a, b) with its derivatives, without a difference of large numbers.
 *
 * <p>B(a, b + u) / B(a, b) is the mean of (1 - p)^u over p ~ Beta(a, b): a survival over u periods.
 * The logarithm is a second difference of ln Gamma over the points b, b + u, a + b and a + b + u.
 * Small b are raised by the recurrence, whose factors all lie on one side of 1; from b = {@value
 * #LARGE} on, Stirling's series is differenced term by term.
 */
public final class BetaRatio {
  /** Where the logarithm itself is found among the derivatives. */
  public static final int VALUE = 0;

  /** The derivative by a. */
  public static final int A = 1;

  /** The derivative by b. */
  public static final int B = 2;

  /** The derivative by u. */
  public static final int U = 3;

  /** The second derivative by a, and that by a and b. */
  public static final int AA = 4;

  /** The second derivative by b. */
  public static final int BB = 5;

  /** The second derivative by a and u. */
  public static final int AU = 6;

  /** The second derivative by b and u, and that by u. */
  public static final int BU = 7;

  /** How many derivatives there are. */
  public static final int SIZE = 8;

  private static final double LARGE = 16;
  private static final int TERMS = 7;
  private static final int POWERS = 2 * TERMS + 1;

  /** Bernoulli's numbers B_2, B_4, ... */
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6
  };

  private BetaRatio() {}

  /**
   * ln(B(a, b + u) / B(a, b)); relative error about 1e-15 times a small factor.
   *
   * @param a above 0, or above -b with b from 1
   * @param b above 0, at most 1e250
   * @param u 0 or more, at most 1e250
   * @return 0 or less for a above 0
   */
  public static double log(double a, double b, double u) {
    // The product of the factors of the recurrence, less 1.
    double product = 0;
    double x = b;
    while (x < LARGE) {
      double factor = a / x * (u / (a + x + u));
      product += factor + product * factor;
      x++;
    }
    double l = Math.log1p(a / x * (u / (a + x + u)));
    return -Math.log1p(product) + smooth(a, x, u, l) + remainder(a, x, u);
  }

  /** The second difference of (x - 1/2) ln x. */
  private static double smooth(double a, double b, double u, double l) {
    return (b - 0.5) * l - u * Math.log1p(a / (b + u)) - a * Math.log1p(u / (a + b));
  }

  /** The second difference of the rest of Stirling's series. */
  private static double remainder(double a, double b, double u) {
    double x = 1 / b;
    double y = 1 / (b + u);
    double z = 1 / (a + b);
    double w = 1 / (a + b + u);
    double f1 = -u * z * w;
    double d1 = secondDifference(a, b, u, x, y, z, w);
    double g1 = a * x * z;
    double yw = a * y * w;
    double f = f1;
    double g = g1;
    double d = d1;
    double xPower = x;
    double zPower = z;
    double sum = d * BERNOULLI[0] / 2;
    for (int n = 2; n < POWERS - 1; n++) {
      d = y * d + yw * f + xPower * d1 + g * f1;
      f = w * f + zPower * f1;
      g = x * g + zPower * g1;
      xPower *= x;
      zPower *= z;
      if (n % 2 == 1) {
        sum += d * BERNOULLI[n / 2] / (n * (n + 1));
      }
    }
    return sum;
  }

  /** 1 / (b + u) + 1 / (a + b) - 1 / b - 1 / (a + b + u). */
  private static double secondDifference(
      double a, double b, double u, double x, double y, double z, double w) {
    return -(u * y) * (a * z) * ((a + 2 * b + u) * w) * x;
  }

  /**
   * The logarithm and its first and second derivatives.
   *
   * @param a above 0
   * @param b above 0, at most 1e250
   * @param u 0 or more, at most 1e250
   * @param out of {@link #SIZE}, to be filled at {@link #VALUE}, {@link #A} and so on
   */
  public static void derivatives(double a, double b, double u, double[] out) {
    Arrays.fill(out, 0, SIZE, 0);
    double product = 0;
    double base = b;
    while (base < LARGE) {
      double factor = a / base * (u / (a + base + u));
      product += factor + product * factor;
      addStep(a, base, u, out);
      base++;
    }
    double l = Math.log1p(a / base * (u / (a + base + u)));
    out[VALUE] = -Math.log1p(product) + smooth(a, base, u, l) + remainder(a, base, u);
    addSeries(a, base, u, l, out);
  }

  /** What the derivatives at b have beyond those at b + 1. */
  private static void addStep(double a, double b, double u, double[] out) {
    double x = 1 / b;
    double y = 1 / (b + u);
    double z = 1 / (a + b);
    double w = 1 / (a + b + u);
    double f1 = -u * z * w;
    double d1 = secondDifference(a, b, u, x, y, z, w);
    double h1 = a * y * w;
    out[A] += f1;
    out[B] -= d1;
    out[U] -= h1;
    out[AA] -= f1 * (z + w);
    out[BB] += y * d1 + h1 * f1 + x * d1 + a * x * z * f1;
    out[AU] -= w * w;
    out[BU] += h1 * (y + w);
  }

  private static void addSeries(double a, double b, double u, double l, double[] out) {
    double x = 1 / b;
    double y = 1 / (b + u);
    double z = 1 / (a + b);
    double w = 1 / (a + b + u);
    // f: w^n - z^n, g: x^n - z^n, h: y^n - w^n, d: y^n + z^n - x^n - w^n
    double f1 = -u * z * w;
    double g1 = a * x * z;
    double h1 = a * y * w;
    double d1 = secondDifference(a, b, u, x, y, z, w);
    double f = f1;
    double g = g1;
    double h = h1;
    double d = d1;
    double xPower = x;
    double zPower = z;
    double wPower = w;
    out[A] -= Math.log1p(u / (a + b)) - f / 2;
    out[B] += l - d / 2;
    out[U] -= Math.log1p(a / (b + u)) + h / 2;
    out[AA] -= f;
    out[BB] += d;
    out[AU] -= w;
    out[BU] += h;
    for (int n = 2; n <= POWERS; n++) {
      d = y * d + h1 * f + xPower * d1 + g * f1;
      f = w * f + zPower * f1;
      g = x * g + zPower * g1;
      h = y * h + wPower * h1;
      xPower *= x;
      zPower *= z;
      wPower *= w;
      if (n % 2 == 0) {
        double e = BERNOULLI[n / 2 - 1] / n;
        out[A] += e * f;
        out[B] -= e * d;
        out[U] -= e * h;
      }
      double e = n == 2 ? 0.5 : n % 2 == 1 ? BERNOULLI[n / 2 - 1] : 0;
      out[AA] -= e * f;
      out[BB] += e * d;
      out[AU] -= e * wPower;
      out[BU] += e * h;
    }
  }
}
