package org.clv4j.models.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.numbers.gamma.Erfc;
import org.clv4j.models.spend.SpendSummaries;

/** The gates of the Gamma-Gamma model. */
final class SpendGates {
  private static final String CORRELATION = "spend-correlation";
  private static final String EXCLUDED = "spend-excluded";
  private static final String HEAVIEST = "spend-heaviest";
  private static final double SLIGHT = 0.1;
  private static final double STRONG = 0.3;

  private SpendGates() {}

  static List<Gate> unknown() {
    String finding = "there are no amounts";
    String remedy = "give the amounts of the orders";
    return List.of(
        Gate.unknown(CORRELATION, SLIGHT, STRONG, finding, remedy),
        Gate.unknown(EXCLUDED, 0.01, 0.2, finding, remedy),
        Gate.unknown(HEAVIEST, 0.05, 0.25, finding, remedy));
  }

  static List<Gate> of(SpendSummaries data) {
    return List.of(correlation(data), excluded(data), heaviest(data));
  }

  /** Fisher's test: atanh(r) sqrt(n - 3) is standard normal if both are independent. */
  private static Gate correlation(SpendSummaries data) {
    OptionalDouble correlation = data.correlation();
    String remedy =
        "fit groups of customers apart who buy alike, or expect too little of frequent buyers if it"
            + " is positive, too much if it is negative: the model takes spend as independent of"
            + " frequency";
    if (correlation.isEmpty() || data.customers() <= 3) {
      return Gate.unknown(CORRELATION, SLIGHT, STRONG, "frequency or spend hardly varies", remedy);
    }
    double r = correlation.getAsDouble();
    double capped = Math.min(Math.abs(r), 1 - 1e-12);
    double z = 0.5 * Math.log((1 + capped) / (1 - capped)) * Math.sqrt(data.customers() - 3);
    double p = Erfc.value(z / Math.sqrt(2));
    String finding =
        OrderGates.text("the correlation of frequency and mean spend is %.3f, p-value %.2g", r, p);
    double size = p < OrderGates.SIGNIFICANT ? Math.abs(r) : Math.min(SLIGHT, Math.abs(r));
    Gate judged = Gate.atMost(CORRELATION, size, SLIGHT, STRONG, finding, remedy);
    return new Gate(
        CORRELATION,
        OptionalDouble.of(r),
        SLIGHT,
        STRONG,
        judged.status(),
        finding,
        judged.remedy());
  }

  private static Gate excluded(SpendSummaries data) {
    double repeaters = data.customers() + data.withoutSpend();
    String remedy =
        "look why orders cost nothing; gifts and samples are best left out of the orders";
    String finding =
        Contest.number(data.withoutRepeat())
            + " customers bought once and "
            + Contest.number(data.withoutSpend())
            + " bought again for nothing; neither is in the fit of "
            + Contest.number(data.customers());
    return repeaters == 0
        ? Gate.unknown(EXCLUDED, 0.01, 0.2, finding, remedy)
        : Gate.atMost(EXCLUDED, data.withoutSpend() / repeaters, 0.01, 0.2, finding, remedy);
  }

  private static Gate heaviest(SpendSummaries data) {
    String remedy = "look whether it is a reseller or a mistyped amount, and leave it out";
    if (data.rows() == 0) {
      return Gate.unknown(HEAVIEST, 0.05, 0.25, "nobody has repeat spend", remedy);
    }
    double most = 0;
    double sum = 0;
    for (int row = 0; row < data.rows(); row++) {
      double spend = data.frequency(row) * data.meanSpend(row);
      most = Math.max(most, spend);
      sum += data.weight(row) * spend;
    }
    double share = Math.min(1, most / sum);
    return Gate.atMost(
        HEAVIEST,
        share,
        0.05,
        0.25,
        OrderGates.text("one customer made %.2g %% of all repeat spend", 100 * share),
        remedy);
  }
}
