package org.clv4j.core.formula;

import java.util.SplittableRandom;
import org.clv4j.core.internal.Check;

/**
 * How sure a number is: a distribution around or in place of it.
 *
 * @param shape of the distribution
 * @param low the smallest value; of a normal the standard deviation
 * @param mode the most likely value of a triangle; else 0
 * @param high the largest value; of a normal 0
 */
public record Spread(Shape shape, double low, double mode, double high) {

  /** The distributions there are. */
  public enum Shape {
    /** Around the number as it is, with a standard deviation: what was measured. */
    NORMAL,
    /** Anything from the smallest to the largest: all that is known are the ends. */
    UNIFORM,
    /** From the smallest by the most likely to the largest: what experts say. */
    TRIANGULAR
  }

  /** Checks the order of the numbers. */
  public Spread {
    if (shape == Shape.NORMAL) {
      Check.notNegative(low, "standard deviation");
    } else {
      Check.finite(low, "low");
      Check.inRange(high, low, Double.MAX_VALUE, "high");
      if (shape == Shape.TRIANGULAR) {
        Check.inRange(mode, low, high, "mode");
      }
    }
  }

  /**
   * A normal distribution around the number as it is.
   *
   * @param standardDeviation 0 or more, for example the standard error of an estimate
   * @return the spread
   */
  public static Spread normal(double standardDeviation) {
    return new Spread(Shape.NORMAL, standardDeviation, 0, 0);
  }

  /**
   * All values equally likely.
   *
   * @param low the smallest
   * @param high the largest
   * @return the spread
   */
  public static Spread uniform(double low, double high) {
    return new Spread(Shape.UNIFORM, low, 0, high);
  }

  /**
   * A triangle.
   *
   * @param low the smallest
   * @param mode the most likely
   * @param high the largest
   * @return the spread
   */
  public static Spread triangular(double low, double mode, double high) {
    return new Spread(Shape.TRIANGULAR, low, mode, high);
  }

  /** A value; StrictMath, so that the same seed gives the same bits everywhere. */
  double draw(double center, SplittableRandom random) {
    return switch (shape) {
      case NORMAL -> center + low * normal(random);
      case UNIFORM -> low + (high - low) * random.nextDouble();
      case TRIANGULAR -> triangle(random.nextDouble());
    };
  }

  private double triangle(double u) {
    if (high == low) {
      return low;
    }
    return u * (high - low) < mode - low
        ? low + StrictMath.sqrt(u * (high - low) * (mode - low))
        : high - StrictMath.sqrt((1 - u) * (high - low) * (high - mode));
  }

  /** Marsaglia's polar method. */
  private static double normal(SplittableRandom random) {
    while (true) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return x * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }
}
