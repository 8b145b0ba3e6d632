package org.clv4j.models.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A model that was considered.
 *
 * @param name the model's name
 * @param parameters how many it has, k of the CNBD-k models included; 0 where it was not fitted
 * @param score mean per customer, higher is better; empty where it was not fitted
 * @param behindBest the best usable score less this one, paired over the customers; empty where it
 *     is not usable
 * @param warnings of the fit that was judged, for instance that a parameter ended at a bound
 * @param rejected why it cannot be chosen: the fit failed; empty if it can
 */
public record Candidate(
    String name,
    int parameters,
    OptionalDouble score,
    Optional<MeanDifference> behindBest,
    List<String> warnings,
    Optional<String> rejected) {

  /** Takes a copy. */
  public Candidate {
    warnings = List.copyOf(warnings);
  }
}
