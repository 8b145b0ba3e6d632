package org.clv4j.models.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.clv4j.models.fit.CustomerSummaries;

/** The gates that go by (x, t_x, T). */
final class CustomerGates {
  private final CustomerSummaries data;
  private final double[] moreThanOnce;
  private final double repeaters;

  private CustomerGates(CustomerSummaries data) {
    this.data = data;
    this.moreThanOnce =
        IntStream.range(0, data.rows())
            .mapToDouble(row -> data.frequency(row) > 0 ? data.weight(row) : 0)
            .toArray();
    this.repeaters = java.util.Arrays.stream(moreThanOnce).sum();
  }

  static List<Gate> of(CustomerSummaries data) {
    CustomerGates gates = new CustomerGates(data);
    List<Gate> all = new ArrayList<>();
    all.add(
        Gate.atLeast(
            "customers",
            data.customers(),
            500,
            50,
            Contest.number(data.customers()) + " customers",
            "wait for more customers, or pool shops that are alike"));
    all.add(
        Gate.atLeast(
            "repeat-buyers",
            gates.repeaters,
            100,
            30,
            Contest.number(gates.repeaters) + " customers bought again",
            "take a longer history: only those who bought again tell how often people buy"));
    all.add(gates.historyLength());
    all.add(gates.oneTimeShare());
    all.add(gates.ageSpread());
    all.add(gates.heaviestCustomer());
    return all;
  }

  private Gate historyLength() {
    String name = "history-length";
    String remedy = "take a longer history: several purchases of a usual customer must fit in it";
    if (repeaters == 0) {
      return Gate.unknown(name, 4, 1.5, "nobody bought again", remedy);
    }
    double median =
        quantile(row -> data.recency(row) / data.frequency(row), row -> moreThanOnce[row], 0.5);
    double longest = longest();
    return Gate.atLeast(
        name,
        longest / median,
        4,
        1.5,
        OrderGates.text(
            "%.4g %ss of history, the median time between purchases is %.3g",
            longest, data.unit(), median),
        remedy);
  }

  private Gate oneTimeShare() {
    String name = "one-time-share";
    String remedy =
        "check that a customer has one id for all orders; else take mbg-nbd or pareto-nbd, in which"
            + " customers may leave after the first purchase";
    if (data.customers() == 0) {
      return Gate.unknown(name, 0.8, 0.98, "there is no customer", remedy);
    }
    double share = 1 - repeaters / data.customers();
    return Gate.atMost(
        name,
        share,
        0.8,
        0.98,
        OrderGates.text("%.1f %% of the customers bought once", 100 * share),
        remedy);
  }

  private Gate ageSpread() {
    String name = "age-spread";
    String remedy =
        "take in customers who came earlier or later: where all are of one age, nothing shows"
            + " whether the forecast holds at another";
    double longest = longest();
    if (!(longest > 0)) {
      return Gate.unknown(name, 0.1, 0.1, "no customer has an age above 0", remedy);
    }
    double low = quantile(data::age, data::weight, 0.1);
    double high = quantile(data::age, data::weight, 0.9);
    double spread = (high - low) / longest;
    return Gate.warning(
        name,
        spread,
        0.1,
        spread >= 0.1,
        OrderGates.text(
            "eight of ten customers are between %.4g and %.4g %ss old", low, high, data.unit()),
        remedy);
  }

  private Gate heaviestCustomer() {
    String name = "heaviest-customer";
    String remedy = "look whether it is a reseller or a test account, and leave it out";
    if (repeaters == 0) {
      return Gate.unknown(name, 0.05, 0.25, "nobody bought again", remedy);
    }
    double most = 0;
    double sum = 0;
    for (int row = 0; row < data.rows(); row++) {
      most = Math.max(most, data.frequency(row));
      sum += data.weight(row) * data.frequency(row);
    }
    double share = Math.min(1, most / sum);
    return Gate.atMost(
        name,
        share,
        0.05,
        0.25,
        OrderGates.text(
            "one customer made %.0f of %.0f repeat purchases, %.2g %%", most, sum, 100 * share),
        remedy);
  }

  private double longest() {
    return IntStream.range(0, data.rows()).mapToDouble(data::age).max().orElse(0);
  }

  /** The least value at which the weight up to it reaches a part of all weight. */
  private double quantile(IntToDoubleFunction value, IntToDoubleFunction weight, double part) {
    int[] rows =
        IntStream.range(0, data.rows())
            .filter(row -> weight.applyAsDouble(row) > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(value::applyAsDouble))
            .mapToInt(Integer::intValue)
            .toArray();
    double all = 0;
    for (int row : rows) {
      all += weight.applyAsDouble(row);
    }
    double sum = 0;
    for (int row : rows) {
      sum += weight.applyAsDouble(row);
      if (sum >= part * all) {
        return value.applyAsDouble(row);
      }
    }
    return value.applyAsDouble(rows[rows.length - 1]);
  }
}
