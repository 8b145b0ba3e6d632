package org.clv4j.core.formula;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clv4j.core.internal.Check;

/**
 * A change of one driver.
 *
 * @param driver what is moved
 * @param kind how
 * @param amount 5 for 5 % and for 5 points, else in the driver's unit
 */
public record Lever(Driver driver, Kind kind, double amount) {
  private static final Pattern TEXT =
      Pattern.compile("\\s*([A-Za-z_-]*[A-Za-z_])\\s*(=|[+-])\\s*(\\S+?)\\s*(%|pp)?\\s*");

  /** How a lever changes its driver. */
  public enum Kind {
    /** value x (1 + amount / 100). */
    PERCENT,
    /** value + amount / 100, for shares. */
    POINTS,
    /** value + amount. */
    ADD,
    /** amount. */
    SET
  }

  /** Checks the amount, and that points are added to shares. */
  public Lever {
    Objects.requireNonNull(driver, "driver must not be null");
    Objects.requireNonNull(kind, "kind must not be null");
    Check.finite(amount, "change of " + driver);
    if (kind == Kind.POINTS && !driver.isShare()) {
      throw new IllegalArgumentException(
          "points can be added to shares, but " + driver + " is none; write % or an amount");
    }
  }

  /**
   * A relative change: retention of 0.6 + 5 % is 0.63.
   *
   * @param driver what is moved
   * @param percent 5 for 5 % more, -5 for 5 % less
   * @return the lever
   */
  public static Lever percent(Driver driver, double percent) {
    return new Lever(driver, Kind.PERCENT, percent);
  }

  /**
   * A change in percentage points: retention of 0.6 + 5 points is 0.65.
   *
   * @param driver a share or a rate
   * @param points 5 for 5 points more
   * @return the lever
   */
  public static Lever points(Driver driver, double points) {
    return new Lever(driver, Kind.POINTS, points);
  }

  /**
   * A change in the driver's own unit.
   *
   * @param driver what is moved
   * @param amount what is added
   * @return the lever
   */
  public static Lever add(Driver driver, double amount) {
    return new Lever(driver, Kind.ADD, amount);
  }

  /**
   * Another value in place of the present one.
   *
   * @param driver what is moved
   * @param value the new value
   * @return the lever
   */
  public static Lever set(Driver driver, double value) {
    return new Lever(driver, Kind.SET, value);
  }

  /**
   * Reads a lever.
   *
   * @param text {@code retention+5%}, {@code retention+5pp}, {@code reward-cost+2.5}, {@code
   *     margin=0.4} or, of shares, {@code margin=40%}
   * @return the lever
   * @throws IllegalArgumentException if it does not look like that
   */
  public static Lever parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "lever must look like retention+5%, retention+5pp, reward-cost+2.5 or margin=0.4, but was"
              + " \""
              + text
              + "\"");
    }
    Driver driver = Driver.parse(matcher.group(1));
    double number = Check.number(matcher.group(3), "change of " + driver);
    String unit = matcher.group(4);
    if (matcher.group(2).equals("=")) {
      if (unit != null && unit.equals("pp")) {
        throw new IllegalArgumentException("points can be added, but not be a value: " + text);
      }
      if (unit != null && !driver.isShare()) {
        throw new IllegalArgumentException(
            "only a share can be set to a percentage, but " + driver + " is none: " + text);
      }
      return set(driver, unit == null ? number : number / 100);
    }
    double amount = matcher.group(2).equals("-") ? -number : number;
    Kind kind = unit == null ? Kind.ADD : unit.equals("%") ? Kind.PERCENT : Kind.POINTS;
    return new Lever(driver, kind, amount);
  }

  /**
   * The economics with this lever moved. Where the items of an order are not known, a percentage
   * more of them moves the spend per order.
   *
   * @param economics of before
   * @return of after
   * @throws IllegalArgumentException if the driver is not known, or leaves its range, such as
   *     retention above 1
   */
  public CustomerEconomics apply(CustomerEconomics economics) {
    Driver moved = driver;
    if (!economics.isKnown(driver)) {
      if (driver != Driver.ITEMS_PER_ORDER || kind != Kind.PERCENT) {
        throw new IllegalArgumentException(
            driver + " of the base must be known for the lever " + this + "; state it");
      }
      moved = Driver.AVERAGE_ORDER_VALUE;
    }
    double value = economics.get(moved);
    return economics.with(
        moved,
        switch (kind) {
          case PERCENT -> value * (1 + amount / 100);
          case POINTS -> value + amount / 100;
          case ADD -> value + amount;
          case SET -> amount;
        });
  }

  /** The lever that moves the driver as far the other way; a value set has none. */
  Lever opposite() {
    if (kind == Kind.SET) {
      throw new IllegalArgumentException(
          "a lever of a tornado must be a change, but " + this + " sets a value");
    }
    return new Lever(driver, kind, -amount);
  }

  /** For example {@code retention+5.0%}; {@link #parse} reads it. */
  @Override
  public String toString() {
    String sign = kind == Kind.SET ? "=" : amount < 0 || 1 / amount < 0 ? "" : "+";
    String unit = kind == Kind.PERCENT ? "%" : kind == Kind.POINTS ? "pp" : "";
    return driver + sign + amount + unit;
  }
}
