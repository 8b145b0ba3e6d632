package org.clv4j.segments.lifecycle;

import java.util.Objects;
import java.util.Optional;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.survival.KaplanMeier;

/**
 * A stage of the lifecycle.
 *
 * @param stage the stage
 * @param customers how many have reached it by the as-of day
 * @param conversion the part of those who could that did; unknown with the reason where the data
 *     cannot say, as for the first stage
 * @param time the curve of those who have not reached it yet, by days since the stage before it:
 *     {@linkplain LifecycleStage#ACTIVATED activated} from the acquisition on, all others from the
 *     first order on; empty where there is nobody, or nothing to count from
 * @param medianDays the time by which half have reached it, by that curve
 * @param cost what was spent on it per customer who reached it
 */
public record StageResult(
    LifecycleStage stage,
    int customers,
    Metric conversion,
    Optional<KaplanMeier> time,
    Metric medianDays,
    Metric cost) {

  /** Checks that nothing is missing. */
  public StageResult {
    Objects.requireNonNull(stage, "stage must not be null");
    Objects.requireNonNull(conversion, "conversion must not be null");
    Objects.requireNonNull(time, "time must not be null");
    Objects.requireNonNull(medianDays, "medianDays must not be null");
    Objects.requireNonNull(cost, "cost must not be null");
  }

  /** The number of customers, and the three metrics. */
  @Override
  public String toString() {
    return stage + ": " + customers + " customers, " + conversion + ", " + medianDays + ", " + cost;
  }
}
