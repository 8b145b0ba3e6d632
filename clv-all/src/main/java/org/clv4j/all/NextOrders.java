package org.clv4j.all;

import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Function;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.segments.economics.CampaignTiming;
import org.clv4j.segments.economics.ContactWindows;
import org.clv4j.segments.economics.NextOrder;

/**
 * When the next order comes, as fitted models have it: what {@link ContactWindows} and {@link
 * CampaignTiming} ask for.
 *
 * <pre>{@code
 * TransactionModel model = BgNbd.fit(CustomerSummaries.of(base, PeriodUnit.WEEK)).model();
 * System.out.println(NextOrders.of(model, base).probability(0, 30));
 * }</pre>
 *
 * <p>It is P(any purchase in (T, T + t]) as foreseen on the day of the last order, at T =
 * t<sub>x</sub>: of a customer with x repeat purchases, who may be gone since the last of them.
 */
public final class NextOrders {
  private NextOrders() {}

  /**
   * The distributions of one model.
   *
   * @param model of a customer's purchases, for all customers
   * @param base the customers; an order of a {@link ContactWindows} as of the same day has the same
   *     rows
   * @return by row of the base
   */
  public static NextOrder of(TransactionModel model, CustomerBase base) {
    Objects.requireNonNull(model, "model must not be null");
    return (row, days) -> {
      double recency = model.unit().fromDays(base.recencyDays(row));
      return model.probabilityOfAnyPurchase(
          base.frequency(row), recency, recency, model.unit().fromDays(days));
    };
  }

  /**
   * The distributions that could be known on an evening: of a model fitted to the orders up to it.
   *
   * @param orders the orders
   * @param fit a model of the customers who are known on an evening
   * @return for an evening the distributions of the customers who had ordered by then
   */
  public static Function<LocalDate, NextOrder> refitted(
      CustomerOrders orders, Function<CustomerBase, ? extends TransactionModel> fit) {
    return evening -> {
      CustomerBase known = orders.base(CustomerBase.Options.DEFAULT.withAsOf(evening));
      return of(fit.apply(known), known);
    };
  }
}
