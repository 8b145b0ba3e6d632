package org.clv4j.core.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.clv4j.core.internal.Check;

/**
 * What levers change: the economics of before, the levers, and the economics of after.
 *
 * <pre>{@code
 * CustomerEconomics today = CustomerEconomics.of(50, 4, 0.4, 0.6, 0.12);
 * Scenario.of(today, Lever.percent(Driver.RETENTION, 5)).rows().forEach(System.out::println);
 * }</pre>
 *
 * <p>Levers are moved one after the other. What a lever costs is a lever too ({@code reward_cost},
 * {@code acquisition_cost}, {@code margin}); without it the difference is what may be spent.
 *
 * @param before the base
 * @param levers what is changed
 * @param after the base with all levers moved
 * @param activeCustomers how many the base has; 0 where it is not known
 * @param inactiveCustomers how many the base has, who are worth something where customers are
 *     reactivated; 0 where it is not known
 */
public record Scenario(
    CustomerEconomics before,
    List<Lever> levers,
    CustomerEconomics after,
    long activeCustomers,
    long inactiveCustomers) {

  /** Takes a copy of the levers. */
  public Scenario {
    Objects.requireNonNull(before, "before must not be null");
    Objects.requireNonNull(after, "after must not be null");
    levers = List.copyOf(levers);
    if (Math.min(activeCustomers, inactiveCustomers) < 0) {
      throw new IllegalArgumentException(
          "customers must not be negative, but were "
              + activeCustomers
              + " active and "
              + inactiveCustomers
              + " inactive");
    }
  }

  /**
   * One figure before and after.
   *
   * @param metric its name
   * @param before empty where it has no value
   * @param after empty where it has no value
   */
  public record Row(String metric, OptionalDouble before, OptionalDouble after) {
    /**
     * What the levers add.
     *
     * @return after - before; empty where one is
     * @throws ArithmeticException if it is not finite
     */
    public OptionalDouble difference() {
      return before.isPresent() && after.isPresent()
          ? OptionalDouble.of(Check.result(after.getAsDouble() - before.getAsDouble(), metric))
          : OptionalDouble.empty();
    }

    /**
     * What the levers add in parts of before.
     *
     * @return (after - before) / |before|; empty where one is or before is 0
     * @throws ArithmeticException if it is not finite
     */
    public OptionalDouble relative() {
      OptionalDouble difference = difference();
      return difference.isPresent() && before.orElse(0) != 0
          ? OptionalDouble.of(
              Check.result(difference.getAsDouble() / Math.abs(before.getAsDouble()), metric))
          : OptionalDouble.empty();
    }
  }

  /**
   * Moves levers.
   *
   * @param before the base
   * @param levers moved in this order
   * @return the scenario
   * @throws IllegalArgumentException if a driver leaves its range or is not known
   */
  public static Scenario of(CustomerEconomics before, Lever... levers) {
    return of(before, List.of(levers));
  }

  /**
   * Moves levers.
   *
   * @param before the base
   * @param levers moved in this order
   * @return the scenario
   * @throws IllegalArgumentException if a driver leaves its range or is not known
   */
  public static Scenario of(CustomerEconomics before, List<Lever> levers) {
    CustomerEconomics after = before;
    for (Lever lever : levers) {
      after = lever.apply(after);
    }
    return new Scenario(before, levers, after, 0, 0);
  }

  /**
   * The same for a base of so many customers.
   *
   * @param active this year, 0 or more
   * @param inactive this year, who had ordered before, 0 or more
   * @return new scenario
   */
  public Scenario forCustomers(long active, long inactive) {
    return new Scenario(before, levers, after, active, inactive);
  }

  /**
   * The figures before and after: the drivers that were moved, then what follows from them.
   *
   * @return {@code contribution_per_year}, {@code active_years}, {@code lifetime_value}, {@code
   *     referral_value}, {@code value}, {@code residual_value}, {@code value_of_inactive}, {@code
   *     BASIS_ltv_to_cac_within_N_years}, {@code payback_months} and, where the number of customers
   *     is known, {@code residual_value_of_base}, of active and inactive ones together
   */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Driver driver : Driver.values()) {
      if (before.get(driver) != after.get(driver)) {
        rows.add(row(driver.toString(), economics -> OptionalDouble.of(economics.get(driver))));
      }
    }
    rows.add(row("contribution_per_year", e -> OptionalDouble.of(e.contributionPerYear())));
    rows.add(row("active_years", e -> OptionalDouble.of(e.activeYears())));
    rows.add(row("lifetime_value", e -> OptionalDouble.of(e.lifetimeValue())));
    rows.add(row("referral_value", e -> OptionalDouble.of(e.referralValue())));
    rows.add(row("value", e -> OptionalDouble.of(e.value())));
    rows.add(row("residual_value", e -> OptionalDouble.of(e.residualValue())));
    rows.add(row("value_of_inactive", e -> OptionalDouble.of(e.valueOfInactive())));
    rows.add(
        row(
            LtvToCac.metricName(before.basis(), before.horizon()),
            e -> e.ltvToCac().stream().mapToDouble(LtvToCac::ratio).findFirst()));
    rows.add(row("payback_months", CustomerEconomics::paybackMonths));
    if (activeCustomers + inactiveCustomers > 0) {
      rows.add(row("residual_value_of_base", e -> OptionalDouble.of(ofBase(e))));
    }
    return List.copyOf(rows);
  }

  private double ofBase(CustomerEconomics economics) {
    return Check.result(
        economics.residualValue() * activeCustomers
            + economics.valueOfInactive() * inactiveCustomers,
        "value of the base");
  }

  private Row row(String metric, Function<CustomerEconomics, OptionalDouble> figure) {
    return new Row(metric, figure.apply(before), figure.apply(after));
  }
}
