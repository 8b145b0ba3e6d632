package org.clv4j.models.internal;

/**
 * What it means that a coordinate of {@link LikelihoodFit.Problem} ends at its lower or upper
 * bound, in pairs.
 */
public final class AtBounds {
  /** A mean, whose bounds are too far off to mean anything. */
  private static final String[] MEAN = {"", ""};

  private static final String[] RATES = {"a few buy nearly everything", "all buy at the same rate"};
  private static final String[] CHANCES = {
    "customers leave at once or never", "all leave with the same probability"
  };
  private static final String[] HAZARDS = {
    "customers leave at once or never", "all leave at the same rate"
  };
  private static final String NOBODY_LEAVES =
      "nobody seems to leave, and nbd says the same with fewer parameters";
  private static final String ALL_LEAVE = "all leave at the first chance";

  private AtBounds() {}

  /** Of (r, mean rate). */
  public static String[][] nbd() {
    return new String[][] {RATES, MEAN};
  }

  /** Of (r, mean rate, a, b/a). */
  public static String[][] betaGeometric() {
    return new String[][] {RATES, MEAN, CHANCES, {ALL_LEAVE, NOBODY_LEAVES}};
  }

  /** Of (r, mean rate, s, mean hazard) and, for GGompertz/NBD, growth. */
  public static String[][] dropout() {
    return new String[][] {
      RATES,
      MEAN,
      HAZARDS,
      {NOBODY_LEAVES, ALL_LEAVE},
      {"the hazard of leaving does not grow, and pareto-nbd says the same", "all leave at one age"}
    };
  }

  /** Of (alpha, beta/alpha, gamma, delta/gamma). */
  public static String[][] opportunities() {
    return new String[][] {
      {"customers buy always or never", "all buy with the same probability"},
      {"all buy at every opportunity", "hardly anybody buys"},
      CHANCES,
      {ALL_LEAVE, "nobody seems to leave"}
    };
  }

  /** Of (alpha, beta/alpha) and, for BdW, c. */
  public static String[][] renewals() {
    return new String[][] {
      {CHANCES[0], "all leave with the same probability: the retention rate is constant"},
      {ALL_LEAVE, "hardly anybody leaves"},
      {"who stays for a time stays for ever", "all leave at one age"}
    };
  }

  /** Of (s, mean hazard). */
  public static String[][] lifetimes() {
    return new String[][] {HAZARDS, {"hardly anybody leaves", ALL_LEAVE}};
  }

  /** Of (p, q, mean). */
  public static String[][] spend() {
    return new String[][] {
      {"the amounts of a customer spread without limit", "a customer spends always the same"},
      {"customers differ without limit", "all customers spend alike"},
      MEAN
    };
  }
}
