package org.clv4j.models.internal;

/**
 * Random numbers of one customer, from the generator xoshiro256++ 1.0 whose state SplitMix64 fills
 * from seed, customer and purpose: what is drawn for one customer depends on no other.
 *
 * <p>Logarithms and exponentials are those of {@link StrictMath}, so that every JVM draws the same
 * bits.
 *
 * @see "Blackman &amp; Vigna (2021), Scrambled linear pseudorandom number generators, ACM
 *     Transactions on Mathematical Software 47(4)"
 * @see "Steele, Lea &amp; Flood (2014), Fast splittable pseudorandom number generators, OOPSLA"
 * @see "Marsaglia &amp; Tsang (2000), A simple method for generating gamma variables, ACM
 *     Transactions on Mathematical Software 26(3)"
 */
public final class Draws {
  /** Latent rates and times of purchases. */
  public static final int TIMES = 0;

  /** Amounts. */
  public static final int AMOUNTS = 1;

  /** The day of the first purchase. */
  public static final int BIRTHS = 2;

  /** Which customers a bootstrap sample has. */
  public static final int SAMPLE = 3;

  /** Parameters of a model that are known to some error. */
  public static final int PARAMETERS = 4;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Expected successes that are counted up one by one. */
  private static final double FEW = 16;

  private long s0;
  private long s1;
  private long s2;
  private long s3;

  Draws(long s0, long s1, long s2, long s3) {
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.s3 = s3;
  }

  /** The numbers of a customer for one of the purposes above. */
  public static Draws of(long seed, long customer, int purpose) {
    long state = mix(mix(seed) + GOLDEN * (customer + 1)) + purpose;
    long first = state + GOLDEN;
    long second = first + GOLDEN;
    long third = second + GOLDEN;

    return new Draws(mix(first), mix(second), mix(third), mix(third + GOLDEN));
  }

  /** The output function of SplitMix64. */
  static long mix(long z) {
    long once = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long twice = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
    return twice ^ (twice >>> 31);
  }

  /** 64 random bits. */
  public long next() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** In (0, 1), both ends excluded. */
  public double uniform() {
    return ((next() >>> 11) + 0.5) * 0x1p-53;
  }

  /** With mean 1. */
  public double exponential() {
    return -StrictMath.log(uniform());
  }

  /**
   * With mean 0 and variance 1, by the polar method of Marsaglia; of each pair the second is not
   * used.
   */
  public double normal() {
    while (true) {
      double u = 2 * uniform() - 1;
      double v = 2 * uniform() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** With rate 1; 0 where it is below the smallest double. */
  public double gamma(double shape) {
    return shape < 1 ? StrictMath.exp(logOfGamma(shape)) : gammaFromOne(shape);
  }

  /** ln of a gamma variable, which for a small shape can lie below every double. */
  public double logOfGamma(double shape) {
    return shape < 1
        ? StrictMath.log(gammaFromOne(shape + 1)) + StrictMath.log(uniform()) / shape
        : StrictMath.log(gammaFromOne(shape));
  }

  private double gammaFromOne(double shape) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = normal();
      double root = 1 + c * x;
      double v = root * root * root;
      if (v > 0 && StrictMath.log(uniform()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** In [0, 1]; from logarithms, so that small parameters give 0 or 1 and never NaN. */
  public double beta(double a, double b) {
    double x = logOfGamma(a);
    double y = logOfGamma(b);
    return 1 / (1 + StrictMath.exp(y - x));
  }

  /**
   * How many of n succeed, each with probability p: halves n at the middle order statistic of n
   * uniform numbers, a beta variable, until few successes are left, then counts up.
   *
   * @see "Relles (1972), A simple algorithm for generating binomial random variables when N is
   *     large, Journal of the American Statistical Association 67"
   */
  public long binomial(long n, double p) {
    long left = n;
    double chance = p;
    long successes = 0;
    while (left * Math.min(chance, 1 - chance) > FEW) {
      long middle = left / 2 + 1;
      double statistic = beta((double) middle, (double) (left + 1 - middle));
      if (statistic <= chance) {
        successes += middle;
        left -= middle;
        chance = (chance - statistic) / (1 - statistic);
      } else {
        left = middle - 1;
        chance /= statistic;
      }
    }
    return successes + (chance > 0.5 ? left - few(left, 1 - chance) : few(left, chance));
  }

  private long few(long n, double p) {
    double u = uniform();
    double probability = StrictMath.exp(n * StrictMath.log1p(-p));
    double odds = p / (1 - p);
    long k = 0;
    while (u > probability && k < n) {
      u -= probability;
      probability *= (n - k) / (k + 1.0) * odds;
      k++;
    }
    return k;
  }
}
