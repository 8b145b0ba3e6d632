package org.clv4j.segments.affinity;

import java.util.Locale;

/**
 * How p-values allow for the number of tests. With the p-values of all m tests in ascending order,
 * p<sub>1</sub> to p<sub>m</sub>:
 */
public enum Correction {
  /** m p: the chance that any rule is false stays below the level, whatever depends on what. */
  BONFERRONI,
  /**
   * The largest (m - j + 1) p<sub>j</sub> of j up to i: the same promise, and never fewer rules
   * (Holm 1979).
   */
  HOLM,
  /**
   * The smallest m p<sub>j</sub> / j of j from i on: the expected share of false rules among those
   * found stays below the level where tests do not depend on each other negatively (Benjamini and
   * Hochberg 1995).
   */
  BENJAMINI_HOCHBERG;

  /**
   * Adjusts the smallest p-values of a number of tests; the others are taken as larger.
   *
   * @param ascending the smallest p-values, in order
   * @param tests m, at least as many
   * @return the adjusted p-values, in the same order
   */
  double[] adjusted(double[] ascending, long tests) {
    double[] adjusted = ascending.clone();
    double most = 0;
    for (int i = 0; i < adjusted.length; i++) {
      double tested =
          switch (this) {
            case BONFERRONI -> (double) tests;
            case HOLM -> (double) (tests - i);
            case BENJAMINI_HOCHBERG -> (double) tests / (i + 1);
          };
      adjusted[i] = Math.min(1, tested * ascending[i]);
      most = Math.max(most, adjusted[i]);
      adjusted[i] = this == HOLM ? most : adjusted[i];
    }
    if (this == BENJAMINI_HOCHBERG) {
      for (int i = adjusted.length - 2; i >= 0; i--) {
        adjusted[i] = Math.min(adjusted[i], adjusted[i + 1]);
      }
    }
    return adjusted;
  }

  /**
   * The largest p-value that can still have an adjusted one of up to a level, if all but some tests
   * have p-values of 1.
   *
   * @param level of the adjusted p-value
   * @param tests m
   * @param candidates how many of them may have less than 1
   */
  double largest(double level, long tests, long candidates) {
    if (level == 1 || tests == 0) {
      return 1;
    }
    return switch (this) {
      case BONFERRONI -> level / (double) tests;
      case HOLM -> level / (double) (tests - Math.min(tests - 1, candidates));
      case BENJAMINI_HOCHBERG -> level * ((double) Math.min(tests, candidates) / (double) tests);
    };
  }

  /** As it is typed, for example {@code benjamini-hochberg}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
