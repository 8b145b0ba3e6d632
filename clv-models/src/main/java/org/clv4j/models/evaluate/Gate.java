package org.clv4j.models.evaluate;

import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.internal.Check;

/**
 * One thing that data must have for a forecast to be trusted.
 *
 * @param name for example {@code repeat-buyers}; stable
 * @param value what was found, empty where the data do not tell
 * @param passesAt the value from which on it is passed: least if {@code passesAt} is above {@code
 *     failsAt}, most otherwise
 * @param failsAt the value beyond which it has failed; between both it is a warning. Equal to
 *     {@code passesAt} for gates that only warn
 * @param status passed, warning, failed or unknown
 * @param finding the value in words
 * @param remedy what would mend it, empty where it is passed
 */
public record Gate(
    String name,
    OptionalDouble value,
    double passesAt,
    double failsAt,
    Status status,
    String finding,
    String remedy) {

  /** How a gate stands. */
  public enum Status {
    /** Good enough. */
    PASSED,
    /** A fit may do, but look at it. */
    WARNING,
    /** A fit means little. */
    FAILED,
    /** The data do not tell. */
    UNKNOWN
  }

  /** Checks the numbers. */
  public Gate {
    Objects.requireNonNull(status, "status must not be null");
    value.ifPresent(found -> Check.finite(found, "value of " + name));
    Check.finite(passesAt, "threshold of " + name);
    Check.finite(failsAt, "threshold of " + name);
  }

  /** Passed from {@code passesAt} on, failed below {@code failsAt}. */
  static Gate atLeast(
      String name, double value, double passesAt, double failsAt, String finding, String remedy) {
    Status status =
        value >= passesAt ? Status.PASSED : value < failsAt ? Status.FAILED : Status.WARNING;
    return known(name, value, passesAt, failsAt, status, finding, remedy);
  }

  /** Passed up to {@code passesAt}, failed above {@code failsAt}. */
  static Gate atMost(
      String name, double value, double passesAt, double failsAt, String finding, String remedy) {
    Status status =
        value <= passesAt ? Status.PASSED : value > failsAt ? Status.FAILED : Status.WARNING;
    return known(name, value, passesAt, failsAt, status, finding, remedy);
  }

  /** Passed or a warning. */
  static Gate warning(
      String name, double value, double passesAt, boolean passed, String finding, String remedy) {
    Status status = passed ? Status.PASSED : Status.WARNING;
    return known(name, value, passesAt, passesAt, status, finding, remedy);
  }

  static Gate unknown(String name, double passesAt, double failsAt, String finding, String remedy) {
    return new Gate(
        name, OptionalDouble.empty(), passesAt, failsAt, Status.UNKNOWN, finding, remedy);
  }

  private static Gate known(
      String name,
      double value,
      double passesAt,
      double failsAt,
      Status status,
      String finding,
      String remedy) {
    return new Gate(
        name,
        OptionalDouble.of(value),
        passesAt,
        failsAt,
        status,
        finding,
        status == Status.PASSED ? "" : remedy);
  }
}
