package org.clv4j.benchmarks;

import java.util.Random;

/**
 * Random numbers that are the same on every Java virtual machine.
 *
 * <p>{@link Random} specifies its algorithm for {@code nextDouble} and {@code nextGaussian} to the
 * bit; everything here is built on these two and on {@link StrictMath}.
 */
final class Draws {
  private final Random random;

  Draws(long seed) {
    random = new Random(seed);
  }

  double uniform() {
    return random.nextDouble();
  }

  boolean happens(double probability) {
    return uniform() < probability;
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - uniform());
  }

  double logNormal(double mu, double sigma) {
    return StrictMath.exp(mu + sigma * random.nextGaussian());
  }

  /** Gamma with scale 1, by Marsaglia and Tsang (2000); a shape below 1 by their section 6. */
  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * StrictMath.pow(1 - uniform(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double root = 1 + c * x;
      double v = root * root * root;
      if (v > 0
          && StrictMath.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  double beta(double a, double b) {
    double x = gamma(a);
    return x / (x + gamma(b));
  }
}
