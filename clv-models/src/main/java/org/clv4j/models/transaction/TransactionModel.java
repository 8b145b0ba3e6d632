package org.clv4j.models.transaction;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.internal.Check;
import org.clv4j.core.internal.Ranges;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.internal.Discounting;

/**
 * A model of when customers buy and when they are gone for good, with its parameters.
 *
 * <p>Every question can be asked in two ways. With a {@link CustomerSummary} and a {@link
 * TimeSpan}, units are checked and converted. With plain numbers, all times are in {@link #unit()}:
 * that is for loops over columns. Both give the same bits, whatever else is scored.
 *
 * <p>All methods throw an {@link IllegalArgumentException} that names the argument unless
 *
 * <ul>
 *   <li>0 &lt;= t<sub>x</sub> &lt;= T &lt;= 1e15, and x is from 0 to 10 000 000. That t<sub>x</sub>
 *       is 0 exactly when x is, a rule of {@link CustomerSummary}, is not checked again, but by the
 *       likelihood of the CNBD-k models for x above 0;
 *   <li>horizons and other times to come are from 0 to 1e15, numbers of purchases from 0 to 10 000
 *       000;
 *   <li>discount rates are from 1e-100 to 1e15 per unit, or 0 where that is allowed.
 * </ul>
 *
 * <p>Purchases are repeat purchases: a customer's first is at time 0 and is never counted. A
 * <em>new</em> customer is one who has just made it.
 */
public interface TransactionModel {
  /**
   * The name, as the command knows it.
   *
   * @return for example {@code bg-nbd}
   */
  String name();

  /**
   * The unit of the parameters.
   *
   * @return the unit of all plain times
   */
  PeriodUnit unit();

  /**
   * The parameters.
   *
   * @return by name, in the model's order
   */
  Map<String, Double> parameters();

  /**
   * ln of the probability (density) of a history.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return the log-likelihood of one customer
   */
  double logLikelihood(int frequency, double recency, double age);

  /**
   * The probability that a customer is still there at T.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return in [0, 1]
   */
  double probabilityAlive(int frequency, double recency, double age);

  /**
   * The probability that a customer is still there at T + {@code later}.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param later 0 or more
   * @return in [0, 1], falling in {@code later}
   */
  double probabilityAlive(int frequency, double recency, double age, double later);

  /**
   * E[X(t)], the purchases expected of a new customer.
   *
   * @param horizon t, 0 or more
   * @return 0 or more
   */
  double expectedPurchases(double horizon);

  /**
   * The purchases expected in (T, T + t] given the history.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param horizon t, 0 or more
   * @return 0 or more
   */
  double expectedPurchases(int frequency, double recency, double age, double horizon);

  /**
   * The purchases expected of a new customer in an interval.
   *
   * @param from its begin, 0 or more
   * @param to its end, not before {@code from}
   * @return 0 or more, with all its digits however short or far off, but for the CNBD-k models, of
   *     which it is the difference of two expectations with their error
   */
  default double expectedPurchases(double from, double to) {
    return expectedPurchases(0, 0, 0, from, to);
  }

  /**
   * The purchases expected in (T + from, T + to] given the history.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param from how long after T the interval begins, 0 or more
   * @param to how long after T it ends, not before {@code from}
   * @return 0 or more, with all its digits however short or far off, but for the CNBD-k models, of
   *     which it is the difference of two expectations with their error
   */
  default double expectedPurchases(
      int frequency, double recency, double age, double from, double to) {
    Ranges.interval(from, to);
    return Math.max(
        0,
        expectedPurchases(frequency, recency, age, to)
            - expectedPurchases(frequency, recency, age, from));
  }

  /**
   * P(X(t) = n) for a new customer.
   *
   * @param purchases n, 0 or more
   * @param horizon t, 0 or more
   * @return in [0, 1]
   */
  double probabilityOfPurchases(int purchases, double horizon);

  /**
   * The probability of n purchases in (T, T + t] given the history.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param purchases n, 0 or more
   * @param horizon t, 0 or more
   * @return in [0, 1]
   */
  double probabilityOfPurchases(
      int frequency, double recency, double age, int purchases, double horizon);

  /**
   * DERT: the purchases expected after T, for ever, each discounted back to T.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param discount the continuous rate per unit, above 0
   * @return 0 or more
   */
  double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount);

  /**
   * The purchases expected in (T, T + t], each discounted back to T.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param discount the continuous rate per unit, 0 or more
   * @param horizon t, 0 or more
   * @return from 0 to {@link #expectedPurchases(int, double, double, double)}
   */
  default double discountedExpectedResidualTransactions(
      int frequency, double recency, double age, double discount, double horizon) {
    return Discounting.of(t -> expectedPurchases(frequency, recency, age, t), discount, horizon);
  }

  /**
   * The posterior mean of the customer's rate of purchases while there.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return purchases per unit
   */
  double expectedTransactionRate(int frequency, double recency, double age);

  /**
   * The mean time from T to the next purchase, of a customer who makes one.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @return the time after T, empty where the mean is infinite
   */
  OptionalDouble expectedTimeToNextPurchase(int frequency, double recency, double age);

  /**
   * The time by which the next purchase comes with a given probability: the least t with P(any
   * purchase in (T, T + t]) = p, with the chance that the customer is gone counted in.
   *
   * <p>It exists more often than {@link #expectedTimeToNextPurchase}, whose mean can be infinite.
   * As foreseen at the last purchase it is that of T = t<sub>x</sub>; with T the silence since is
   * taken into account.
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param probability p in (0, 1), for example 0.5 for the median
   * @return the time after T, empty where it is beyond 10 million units or never comes
   * @throws IllegalArgumentException if the probability is out of range
   */
  default OptionalDouble timeToNextPurchase(
      int frequency, double recency, double age, double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "probability must be between 0 and 1, but was " + probability);
    }
    DoubleUnaryOperator any = t -> probabilityOfAnyPurchase(frequency, recency, age, t);
    double high = 1;
    while (any.applyAsDouble(high) < probability) {
      high *= 4;
      if (high > 1e7) {
        return OptionalDouble.empty();
      }
    }
    double low = 0;
    while (high - low > 1e-12 * high) {
      double middle = low + (high - low) / 2;
      if (any.applyAsDouble(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(high);
  }

  /**
   * The day by which the next purchase comes with a given probability.
   *
   * @param customer the history
   * @param asOf the day at whose end T was reached
   * @param probability in (0, 1), for example 0.5: sooner and later are as likely
   * @return the day, empty where {@link #timeToNextPurchase} is
   * @throws IllegalArgumentException if its unit is not that of the model, or the probability is
   *     out of range
   */
  default Optional<LocalDate> nextPurchase(
      CustomerSummary customer, LocalDate asOf, double probability) {
    requireSameUnit(customer);
    OptionalDouble time =
        timeToNextPurchase(customer.frequency(), customer.recency(), customer.age(), probability);
    return time.isPresent()
        ? Optional.of(asOf.plusDays((long) Math.ceil(unit().toDays(time.getAsDouble()))))
        : Optional.empty();
  }

  /**
   * ln of the probability (density) of a history.
   *
   * @param customer the history
   * @return the log-likelihood
   * @throws IllegalArgumentException if its unit is not that of the model
   */
  default double logLikelihood(CustomerSummary customer) {
    requireSameUnit(customer);
    return logLikelihood(customer.frequency(), customer.recency(), customer.age());
  }

  /**
   * The log-likelihood of many customers.
   *
   * @param customers the histories, with their weights
   * @return the weighted sum
   * @throws IllegalArgumentException if the unit is not that of the model
   */
  default double logLikelihood(CustomerSummaries customers) {
    if (customers.unit() != unit()) {
      throw new IllegalArgumentException(
          "customers must be measured in "
              + unit()
              + " like this model, but were in "
              + customers.unit());
    }
    return org.clv4j.models.internal.BlockedSum.of(
        customers.rows(),
        1,
        1,
        (from, to, sums) -> {
          for (int row = from; row < to; row++) {
            sums[0] +=
                customers.weight(row)
                    * logLikelihood(
                        customers.frequency(row), customers.recency(row), customers.age(row));
          }
        })[0];
  }

  /**
   * The probability that a customer is still there.
   *
   * @param customer the history
   * @return in [0, 1]
   * @throws IllegalArgumentException if its unit is not that of the model
   */
  default double probabilityAlive(CustomerSummary customer) {
    requireSameUnit(customer);
    return probabilityAlive(customer.frequency(), customer.recency(), customer.age());
  }

  /**
   * The probability that a customer is still there some time from now.
   *
   * @param customer the history
   * @param later how much later than T
   * @return in [0, 1]
   * @throws IllegalArgumentException if its unit is not that of the model
   */
  default double probabilityAlive(CustomerSummary customer, TimeSpan later) {
    requireSameUnit(customer);
    return probabilityAlive(
        customer.frequency(), customer.recency(), customer.age(), later.in(unit()));
  }

  /**
   * The purchases expected of a new customer.
   *
   * @param horizon how long
   * @return 0 or more
   */
  default double expectedPurchases(TimeSpan horizon) {
    return expectedPurchases(horizon.in(unit()));
  }

  /**
   * The purchases expected of a new customer in an interval.
   *
   * @param from how long after the first purchase it begins
   * @param to how long after the first purchase it ends, not before {@code from}
   * @return 0 or more
   * @throws IllegalArgumentException if the interval ends before it begins
   */
  default double expectedPurchases(TimeSpan from, TimeSpan to) {
    return expectedPurchases(from.in(unit()), to.in(unit()));
  }

  /**
   * The purchases expected from now on.
   *
   * @param customer the history
   * @param horizon how long from T
   * @return 0 or more
   * @throws IllegalArgumentException if its unit is not that of the model
   */
  default double expectedPurchases(CustomerSummary customer, TimeSpan horizon) {
    requireSameUnit(customer);
    return expectedPurchases(
        customer.frequency(), customer.recency(), customer.age(), horizon.in(unit()));
  }

  /**
   * The purchases expected in an interval to come.
   *
   * @param customer the history
   * @param from how long after T it begins
   * @param to how long after T it ends, not before {@code from}
   * @return 0 or more
   * @throws IllegalArgumentException if the unit is not that of the model, or the interval ends
   *     before it begins
   */
  default double expectedPurchases(CustomerSummary customer, TimeSpan from, TimeSpan to) {
    requireSameUnit(customer);
    return expectedPurchases(
        customer.frequency(), customer.recency(), customer.age(), from.in(unit()), to.in(unit()));
  }

  /**
   * The probability that a new customer buys n times.
   *
   * @param purchases n, 0 or more
   * @param horizon how long
   * @return in [0, 1]
   */
  default double probabilityOfPurchases(int purchases, TimeSpan horizon) {
    return probabilityOfPurchases(Check.notNegative(purchases, "purchases"), horizon.in(unit()));
  }

  /**
   * The probability that a customer buys n times from now on.
   *
   * @param customer the history
   * @param purchases n, 0 or more
   * @param horizon how long from T
   * @return in [0, 1]
   * @throws IllegalArgumentException if its unit is not that of the model
   */
  default double probabilityOfPurchases(CustomerSummary customer, int purchases, TimeSpan horizon) {
    requireSameUnit(customer);
    return probabilityOfPurchases(
        customer.frequency(),
        customer.recency(),
        customer.age(),
        Check.notNegative(purchases, "purchases"),
        horizon.in(unit()));
  }

  /**
   * The probability that a customer buys at least once from now on.
   *
   * @param customer the history
   * @param horizon how long from T
   * @return in [0, 1]
   * @throws IllegalArgumentException if its unit is not that of the model
   */
  default double probabilityOfAnyPurchase(CustomerSummary customer, TimeSpan horizon) {
    requireSameUnit(customer);
    return probabilityOfAnyPurchase(
        customer.frequency(), customer.recency(), customer.age(), horizon.in(unit()));
  }

  /**
   * The probability that a customer buys at least once from T on, exact to its own scale: a
   * customer who is almost surely gone has a small one, not the rounding of 1 - P(0).
   *
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param horizon how long from T
   * @return in [0, 1]
   */
  double probabilityOfAnyPurchase(int frequency, double recency, double age, double horizon);

  /**
   * DERT: the purchases expected from now on, for ever, each discounted back to T.
   *
   * @param customer the history
   * @param rate above 0; discounted continuously at ln(1 + rate)
   * @return 0 or more
   * @throws IllegalArgumentException if the unit is not that of the model, or the rate is 0
   */
  default double discountedExpectedResidualTransactions(
      CustomerSummary customer, DiscountRate rate) {
    requireSameUnit(customer);
    return discountedExpectedResidualTransactions(
        customer.frequency(),
        customer.recency(),
        customer.age(),
        Check.positive(rate.continuous(unit()), "discount rate"));
  }

  /**
   * The purchases expected from now on, each discounted back to T.
   *
   * @param customer the history
   * @param rate discounted continuously at ln(1 + rate)
   * @param horizon how long from T
   * @return 0 or more
   * @throws IllegalArgumentException if its unit is not that of the model
   */
  default double discountedExpectedResidualTransactions(
      CustomerSummary customer, DiscountRate rate, TimeSpan horizon) {
    requireSameUnit(customer);
    return discountedExpectedResidualTransactions(
        customer.frequency(),
        customer.recency(),
        customer.age(),
        rate.continuous(unit()),
        horizon.in(unit()));
  }

  private void requireSameUnit(CustomerSummary customer) {
    if (customer.unit() != unit()) {
      throw new IllegalArgumentException(
          "customer must be measured in "
              + unit()
              + " like this model, but was in "
              + customer.unit());
    }
  }
}
