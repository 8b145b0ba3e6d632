package org.clv4j.segments.survival;

import java.util.Objects;
import org.clv4j.segments.internal.Tails;
import org.jspecify.annotations.Nullable;

/** How a {@link CoxModel} is fitted. */
public final class CoxOptions {
  /** Efron's ties, intervals of 95 %, one stratum. */
  public static final CoxOptions DEFAULT = new CoxOptions(CoxTies.EFRON, KaplanMeier.LEVEL, null);

  private final CoxTies ties;
  private final double level;
  private final int @Nullable [] strata;

  private CoxOptions(CoxTies ties, double level, int @Nullable [] strata) {
    this.ties = ties;
    this.level = level;
    this.strata = strata;
  }

  /**
   * Other ties.
   *
   * @param rule what is made of customers who leave at the same time
   * @return new options
   */
  public CoxOptions withTies(CoxTies rule) {
    return new CoxOptions(Objects.requireNonNull(rule, "ties must not be null"), level, strata);
  }

  /**
   * Another level of the intervals.
   *
   * @param probability above 0 and below 1
   * @return new options
   * @throws IllegalArgumentException if the level is out of range
   */
  public CoxOptions withLevel(double probability) {
    Tails.normalQuantile(probability);
    return new CoxOptions(ties, probability, strata);
  }

  /**
   * Strata with a baseline hazard each and common coefficients: for what is known to matter, but
   * not in proportion.
   *
   * @param labels of the stratum by row
   * @return new options
   */
  public CoxOptions withStrata(int... labels) {
    return new CoxOptions(ties, level, labels.clone());
  }

  /**
   * What is made of ties.
   *
   * @return the rule
   */
  public CoxTies ties() {
    return ties;
  }

  /**
   * The level of the intervals.
   *
   * @return above 0 and below 1
   */
  public double level() {
    return level;
  }

  Labels strata(int rows) {
    return Labels.of(strata == null ? new int[rows] : strata, rows, "strata");
  }
}
