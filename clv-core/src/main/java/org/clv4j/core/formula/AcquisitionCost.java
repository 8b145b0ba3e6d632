package org.clv4j.core.formula;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.value.Money;

/**
 * What it cost to win a customer, with what was counted: three figures under one name, of which the
 * largest may be three times the smallest.
 *
 * @param kind which spend over which customers
 * @param spend what was spent, 0 or more
 * @param newCustomers how many were won, 0 or more
 */
public record AcquisitionCost(Kind kind, Money spend, long newCustomers) {

  /** Which spend and which customers. */
  public enum Kind {
    /**
     * Spend on paid channels, or on one of them, over the customers who came through them; that of
     * a channel or a campaign is of this kind.
     */
    PAID,
    /** Spend on paid channels over all new customers, those who came by themselves too. */
    BLENDED,
    /** All spend, with salaries, tools and agencies, over all customers whom it won. */
    FULLY_LOADED;

    /** The name in lower case, for example {@code fully_loaded}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks that nothing is negative. */
  public AcquisitionCost {
    Objects.requireNonNull(kind, "kind must not be null");
    if (spend.isNegative()) {
      throw new IllegalArgumentException("spend must not be negative, but was " + spend);
    }
    if (newCustomers < 0) {
      throw new IllegalArgumentException(
          "new customers must not be negative, but were " + newCustomers);
    }
  }

  /**
   * The cost of one customer: CAC.
   *
   * @return in major units; empty where nobody was won
   */
  public OptionalDouble perCustomer() {
    return newCustomers == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Money.mean(spend.minorUnits(), newCustomers, spend.currency()));
  }

  /** For example {@code blended CAC 25.0 (EUR 1000.00 of 40)}. */
  @Override
  public String toString() {
    return kind
        + " CAC "
        + (newCustomers == 0 ? "none" : perCustomer().orElseThrow())
        + " ("
        + spend
        + " of "
        + newCustomers
        + ")";
  }
}
