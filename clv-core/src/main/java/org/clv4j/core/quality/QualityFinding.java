package org.clv4j.core.quality;

import java.util.Objects;

/**
 * One thing that was found about the orders of a shop.
 *
 * @param id its stable name, such as {@code gap}
 * @param severity whether somebody should look at it
 * @param count how many there are
 * @param of how many there could be, at least the count
 * @param unit what is counted, such as {@code orders}
 * @param finding what it is, in a sentence without full stop
 * @param example places or values; empty without
 * @param remedy what to do, in a sentence without full stop; empty if nothing needs to be done
 */
public record QualityFinding(
    String id,
    Severity severity,
    long count,
    long of,
    String unit,
    String finding,
    String example,
    String remedy) {

  /** How much a finding matters. */
  public enum Severity {
    /** Told for the record. */
    INFO,
    /** Worth a look: figures may be somewhat wrong. */
    WARNING,
    /** Figures are wrong until this is looked at. */
    SERIOUS
  }

  /** Checks that the count is a part of the whole. */
  public QualityFinding {
    Objects.requireNonNull(id, "id must not be null");
    Objects.requireNonNull(severity, "severity must not be null");
    Objects.requireNonNull(unit, "unit must not be null");
    Objects.requireNonNull(finding, "finding must not be null");
    Objects.requireNonNull(example, "example must not be null");
    Objects.requireNonNull(remedy, "remedy must not be null");
    if (count < 0 || count > of) {
      throw new IllegalArgumentException(
          "count must be between 0 and " + of + ", but was " + count);
    }
  }

  /**
   * The count as a part of the whole.
   *
   * @return from 0 to 1; 0 of nothing
   */
  public double share() {
    return of == 0 ? 0 : (double) count / of;
  }

  /** For example {@code gap: 14 of 366 days: no order for 14 days (2024-03-01 to 2024-03-14)}. */
  @Override
  public String toString() {
    return id
        + ": "
        + count
        + " of "
        + of
        + " "
        + unit
        + ": "
        + finding
        + (example.isEmpty() ? "" : " (" + example + ")")
        + (remedy.isEmpty() ? "" : "; " + remedy);
  }
}
