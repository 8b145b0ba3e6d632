package org.clv4j.segments.economics;

import java.util.HashMap;
import java.util.Map;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.segments.internal.CompensatedSum;

/**
 * What customers are worth with those whom they referred.
 *
 * <pre>value(i) = CLV(i) - given(i) + sum(j referred by i) (credit w(j) - reward)
 * w(j)     = incremental CLV(j) + (1 - incremental) acquisition cost saved
 * given(i) = credit incremental CLV(i) if i was referred and counting is TRANSFERRED, else 0</pre>
 *
 * <p>Who had ordered before the day of the referral was a customer already, and was not referred.
 * Only direct referrals count: what those bring whom a referred customer refers is that customer's.
 * Where the one who referred has not ordered, nothing is credited, and the reward is taken from the
 * value of the referred customer, whom it won.
 *
 * <p>So, with {@code TRANSFERRED}, the values add up to the CLVs less all rewards and plus what is
 * credited of the acquisition cost saved, and nothing is counted twice; with {@code TWICE} {@link
 * #countedTwice()} is what they exceed that by.
 *
 * @see "Kumar, Petersen &amp; Leone (2010), Driving profitability by encouraging customer
 *     referrals: who, when, and how, Journal of Marketing 74(5)"
 */
public final class ReferralValues {
  private final double[] value;
  private final int[] referred;
  private final long withoutOrder;
  private final long alreadyCustomers;
  private final double countedTwice;

  private ReferralValues(
      double[] value,
      int[] referred,
      long withoutOrder,
      long alreadyCustomers,
      double countedTwice) {
    this.value = value;
    this.referred = referred;
    this.withoutOrder = withoutOrder;
    this.alreadyCustomers = alreadyCustomers;
    this.countedTwice = countedTwice;
  }

  /**
   * Adds what referrals brought.
   *
   * @param orders who ordered, and when first
   * @param clv the value of each customer, by the index in the orders, before acquisition cost
   * @param referrals who referred whom and when: the event is of the one who referred, its label is
   *     the id of the other
   * @param rules what counts
   * @return the values by the same index
   * @throws IllegalArgumentException if there is not one finite value per customer, a referral
   *     names nobody, somebody referred himself or was referred by two, or a reward is negative
   */
  public static ReferralValues of(
      CustomerOrders orders, double[] clv, CustomerEvents referrals, ReferralRules rules) {
    CustomerIds ids = orders.customers();
    if (clv.length != ids.size()) {
      throw new IllegalArgumentException(
          "values must be one for each of the "
              + ids.size()
              + " customers, but were "
              + clv.length);
    }
    CompensatedSum[] sums = new CompensatedSum[clv.length];
    for (int row = 0; row < clv.length; row++) {
      sums[row] = new CompensatedSum();
      sums[row].add(Check.finite(clv[row], "row " + row + ": value"));
    }
    int[] referred = new int[clv.length];
    Map<String, String> referrerOf = new HashMap<>();
    int[] rows = referrals.customers().indicesIn(ids);
    long withoutOrder = 0;
    long alreadyCustomers = 0;
    CompensatedSum twice = new CompensatedSum();
    for (int r = 0; r < rows.length; r++) {
      for (int e = referrals.start(r); e < referrals.start(r + 1); e++) {
        String name = referrals.customers().id(r);
        String other = other(referrals, e, name, referrerOf);
        int to = ids.indexOf(other);
        if (to < 0 || orders.start(to) == orders.start(to + 1)) {
          withoutOrder++;
        } else if (orders.day(orders.start(to)) < referrals.day(e)) {
          alreadyCustomers++;
        } else if (rows[r] < 0) {
          sums[to].add(-rules.reward());
        } else {
          referred[rows[r]]++;
          double credited = rules.credit() * rules.incremental() * clv[to];
          double saved = rules.credit() * (1 - rules.incremental()) * rules.acquisitionCostSaved();
          sums[rows[r]].add(credited + saved - rules.reward());
          if (rules.counting() == ReferralRules.Counting.TRANSFERRED) {
            sums[to].add(-credited);
          } else {
            twice.add(credited);
          }
        }
      }
    }
    double[] value = new double[clv.length];
    for (int row = 0; row < value.length; row++) {
      value[row] = Check.result(sums[row].value(), "value with referrals");
    }
    return new ReferralValues(value, referred, withoutOrder, alreadyCustomers, twice.value());
  }

  private static String other(
      CustomerEvents referrals, int event, String name, Map<String, String> referrerOf) {
    String other = referrals.label(event);
    if (other == null || other.isBlank()) {
      throw new IllegalArgumentException(
          "a referral by " + name + " must name who was referred, but has no label");
    }
    if (other.equals(name)) {
      throw new IllegalArgumentException(name + " must not refer himself, but did");
    }
    String first = referrerOf.putIfAbsent(other, name);
    if (first != null) {
      throw new IllegalArgumentException(
          other + " must be referred once, but was by " + first + " and by " + name);
    }
    return other;
  }

  /**
   * The value of a customer with those referred.
   *
   * @param row of the customer
   * @return CLV, less what is given, plus what is credited, less rewards
   */
  public double value(int row) {
    return value[row];
  }

  /**
   * How many customers a customer referred who ordered.
   *
   * @param row of the customer
   * @return 0 or more
   */
  public int referred(int row) {
    return referred[row];
  }

  /**
   * How many referred customers have not ordered.
   *
   * @return 0 or more; they count nothing and cost nothing
   */
  public long withoutOrder() {
    return withoutOrder;
  }

  /**
   * How many had ordered before the day on which they were referred.
   *
   * @return 0 or more; they count nothing and cost nothing
   */
  public long alreadyCustomers() {
    return alreadyCustomers;
  }

  /**
   * All values together, each counted once.
   *
   * @return the sum of the values less {@link #countedTwice()}
   */
  public double total() {
    return CompensatedSum.of(value) - countedTwice;
  }

  /**
   * What the sum of the values counts twice.
   *
   * @return 0 if what is credited is taken from the referred
   */
  public double countedTwice() {
    return countedTwice;
  }

  /** For example {@code values of 2000 customers with referrals, 0.0 of them counted twice}. */
  @Override
  public String toString() {
    return "values of "
        + value.length
        + " customers with referrals, "
        + countedTwice
        + " of them counted twice";
  }
}
