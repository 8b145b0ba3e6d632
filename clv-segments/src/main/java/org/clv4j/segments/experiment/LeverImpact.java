package org.clv4j.segments.experiment;

import java.util.Locale;

/**
 * What a lever did, as it goes into the minutes.
 *
 * @param plan what was fixed before: the metric, the estimator, where values are cut, the planned
 *     shares, the seed
 * @param effect by the planned estimator, with both arms, their sizes and the interval
 * @param horizonDays within how many days values came in; 0 if it is not known
 * @param sampleRatio whether the arms have the planned sizes
 * @param decision what follows
 */
public record LeverImpact(
    ExperimentPlan plan,
    Effect effect,
    int horizonDays,
    SampleRatio sampleRatio,
    Decision decision) {

  /** What follows of an experiment. */
  public enum Decision {
    /** The whole interval is above 0. */
    BETTER,
    /** The whole interval is below 0. */
    WORSE,
    /** The interval holds 0: neither is shown, which is no proof that there is no effect. */
    UNDECIDED,
    /** The arms have not the planned sizes: nothing can be said. */
    INVALID;

    /** The name in lower case, for example {@code undecided}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static LeverImpact of(ExperimentPlan plan, Effect effect, int horizonDays, SampleRatio ratio) {
    Decision decision =
        ratio.isMismatch()
            ? Decision.INVALID
            : effect.low() > 0
                ? Decision.BETTER
                : effect.high() < 0 ? Decision.WORSE : Decision.UNDECIDED;
    return new LeverImpact(plan, effect, horizonDays, ratio, decision);
  }

  /** For example {@code revenue in 90 days: better, cuped letter - control: 2.1, …}. */
  @Override
  public String toString() {
    return plan.metric()
        + (horizonDays == 0 ? "" : " in " + horizonDays + " days")
        + cut()
        + ": "
        + decision
        + ", "
        + effect
        + ", sample ratio p "
        + sampleRatio.test().pValue();
  }

  private String cut() {
    double lower = plan.lowerWinsorQuantile();
    double upper = plan.winsorQuantile();
    if (lower == 0) {
      return upper == 1 ? "" : " cut at the " + upper + " quantile";
    }
    return " cut at the " + lower + (upper == 1 ? " quantile" : " and " + upper + " quantiles");
  }
}
