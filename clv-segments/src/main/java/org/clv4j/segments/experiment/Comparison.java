package org.clv4j.segments.experiment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One arm held against the control, by every estimator that the data allow.
 *
 * @param difference the difference of the means: Welch's test
 * @param bootstrap the BCa interval of the same difference
 * @param cuped adjusted by what was known before; null where that cannot be
 * @param stratified within strata; null where that cannot be
 * @param missing why not, by estimator, for example {@code needs strata, but the data have none}
 */
public record Comparison(
    Effect difference,
    BcaInterval bootstrap,
    @Nullable Effect cuped,
    @Nullable Effect stratified,
    Map<Estimator, String> missing) {

  /** Takes a copy. */
  public Comparison {
    Map<Estimator, String> sorted = new EnumMap<>(Estimator.class);
    sorted.putAll(missing);
    missing = Collections.unmodifiableMap(sorted);
  }

  /**
   * The effect by an estimator.
   *
   * @param estimator which
   * @return empty where the data do not allow it, as {@link #missing()} says
   */
  public Optional<Effect> effect(Estimator estimator) {
    return switch (estimator) {
      case DIFFERENCE_IN_MEANS -> Optional.of(difference);
      case CUPED -> Optional.ofNullable(cuped);
      case STRATIFIED -> Optional.ofNullable(stratified);
    };
  }

  /**
   * By how much the adjustment makes the variance of the difference smaller.
   *
   * @return 1 - (standard error adjusted / unadjusted)^2; empty where nothing was adjusted
   */
  public OptionalDouble varianceReduction() {
    if (cuped == null) {
      return OptionalDouble.empty();
    }
    double ratio = cuped.standardError() / difference.standardError();
    return OptionalDouble.of(1 - ratio * ratio);
  }
}
