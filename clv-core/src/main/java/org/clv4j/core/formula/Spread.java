package org.clv4j.core.formula;

import java.util.SplittableRandom;
import org.clv4j.core.internal.Check;

/** How sure a number is: a distribution around or in place of it. */
public sealed interface Spread {

  /**
   * Around the number as it is: what was measured.
   *
   * @param standardDeviation 0 or more, for example the standard error of an estimate
   */
  record Normal(double standardDeviation) implements Spread {
    /** Checks the range. */
    public Normal {
      Check.notNegative(standardDeviation, "standard deviation");
    }

    /** Marsaglia's polar method. */
    @Override
    public double draw(double center, SplittableRandom random) {
      while (true) {
        double x = 2 * random.nextDouble() - 1;
        double y = 2 * random.nextDouble() - 1;
        double s = x * x + y * y;
        if (s > 0 && s < 1) {
          double unit = x * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
          return center + standardDeviation * unit;
        }
      }
    }
  }

  /**
   * Anything from the smallest to the largest: all that is known are the ends.
   *
   * @param low the smallest
   * @param high the largest
   */
  record Uniform(double low, double high) implements Spread {
    /** Checks the order. */
    public Uniform {
      Check.finite(low, "low");
      Check.inRange(high, low, Double.MAX_VALUE, "high");
    }

    @Override
    public double draw(double center, SplittableRandom random) {
      return low + (high - low) * random.nextDouble();
    }
  }

  /**
   * From the smallest by the most likely to the largest: what experts say.
   *
   * @param low the smallest
   * @param mode the most likely
   * @param high the largest
   */
  record Triangular(double low, double mode, double high) implements Spread {
    /** Checks the order. */
    public Triangular {
      Check.finite(low, "low");
      Check.inRange(high, low, Double.MAX_VALUE, "high");
      Check.inRange(mode, low, high, "mode");
    }

    @Override
    public double draw(double center, SplittableRandom random) {
      double u = random.nextDouble();
      if (high == low) {
        return low;
      }
      return u * (high - low) < mode - low
          ? low + StrictMath.sqrt(u * (high - low) * (mode - low))
          : high - StrictMath.sqrt((1 - u) * (high - low) * (high - mode));
    }
  }

  /**
   * A normal distribution around the number as it is.
   *
   * @param standardDeviation 0 or more, for example the standard error of an estimate
   * @return the spread
   */
  static Spread normal(double standardDeviation) {
    return new Normal(standardDeviation);
  }

  /**
   * All values equally likely.
   *
   * @param low the smallest
   * @param high the largest
   * @return the spread
   */
  static Spread uniform(double low, double high) {
    return new Uniform(low, high);
  }

  /**
   * A triangle.
   *
   * @param low the smallest
   * @param mode the most likely
   * @param high the largest
   * @return the spread
   */
  static Spread triangular(double low, double mode, double high) {
    return new Triangular(low, mode, high);
  }

  /**
   * A value; by StrictMath, so that the same seed gives the same bits everywhere.
   *
   * @param center the number as it is
   * @param random where the value comes from
   * @return a value of the distribution
   */
  double draw(double center, SplittableRandom random);
}
