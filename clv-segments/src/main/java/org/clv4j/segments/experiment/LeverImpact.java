package org.clv4j.segments.experiment;

import java.util.Locale;

/**
 * What a lever did, as it goes into the minutes.
 *
 * @param metric what was compared, as planned
 * @param effect by the planned estimator, with both arms, their sizes and the interval
 * @param horizonDays within how many days values came in; 0 if it was not stated
 * @param decision what follows
 */
public record LeverImpact(String metric, Effect effect, int horizonDays, Decision decision) {

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

  static LeverImpact of(ExperimentPlan plan, Effect effect, SampleRatio ratio) {
    Decision decision =
        ratio.isMismatch()
            ? Decision.INVALID
            : effect.low() > 0
                ? Decision.BETTER
                : effect.high() < 0 ? Decision.WORSE : Decision.UNDECIDED;
    return new LeverImpact(plan.metric(), effect, plan.horizonDays(), decision);
  }

  /** For example {@code revenue: better, difference_in_means letter - control: 2.1, …}. */
  @Override
  public String toString() {
    return metric
        + (horizonDays == 0 ? "" : " in " + horizonDays + " days")
        + ": "
        + decision
        + ", "
        + effect;
  }
}
