package org.clv4j.cli;

import java.util.Arrays;
import java.util.List;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.io.NumberCsv;
import org.clv4j.io.Table;
import org.clv4j.models.contract.ContractModel;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.BgBb;
import org.clv4j.models.value.ValueOptions;
import org.jspecify.annotations.Nullable;

/** What predict prints for models of contracts and of opportunities. */
final class DiscretePrediction {
  private DiscretePrediction() {}

  /**
   * A row for each row of the file. Customers who left have no time and no value to come.
   *
   * @param cashFlow of a period, before margin
   */
  static Table contracts(
      HistoryFile file, ContractModel model, double cashFlow, ValueOptions options) {
    List<HistoryFile.Tenure> rows = file.rows();
    double value = cashFlow * options.margin();
    return new Table(rows.size())
        .with("customer_id", row -> rows.get(row).id())
        .with("survival", row -> model.survival(rows.get(row).time()))
        .with(
            "retention",
            row -> rows.get(row).churned() ? 0 : model.retentionRate(rows.get(row).time()))
        .with("expected_residual_lifetime", row -> lifetime(model, rows.get(row), options))
        .with(
            "discounted_expected_residual_lifetime",
            row -> discounted(model, rows.get(row), options))
        .with("clv", row -> value * discounted(model, rows.get(row), options));
  }

  private static @Nullable Double lifetime(
      ContractModel model, HistoryFile.Tenure tenure, ValueOptions options) {
    if (tenure.churned()) {
      return 0.0;
    }
    TimeSpan horizon = options.horizon();
    if (horizon != null) {
      return model.expectedResidualLifetime(tenure.time(), horizon.in(model.unit()));
    }
    var mean = model.expectedResidualLifetime(tenure.time());
    return mean.isPresent() ? (Double) mean.getAsDouble() : null;
  }

  private static double discounted(
      ContractModel model, HistoryFile.Tenure tenure, ValueOptions options) {
    if (tenure.churned()) {
      return 0;
    }
    DiscountRate rate = options.discountRate();
    TimeSpan horizon = options.horizon();
    return horizon == null
        ? model.discountedExpectedResidualLifetime(tenure.time(), rate)
        : model.discountedExpectedResidualLifetime(tenure.time(), rate, horizon.in(model.unit()));
  }

  /**
   * A row for each row of the file. P(alive) is that at the next opportunity, as Fader, Hardie and
   * Shang (2010) print it.
   *
   * @param perOpportunity d, from one opportunity to the next
   * @param further the opportunities to come; null for ever
   */
  static Table opportunities(
      NumberCsv file,
      BgBb model,
      @Nullable GammaGamma spend,
      double perOpportunity,
      @Nullable Integer further,
      double margin) {
    int[] x = file.wholeNumbers("frequency");
    int[] tx = file.wholeNumbers("recency");
    int[] n = file.wholeNumbers("opportunities");
    double[] discounted = new double[n.length];
    double[] perPurchase = spend == null ? null : expectedSpend(file, spend, x);
    Arrays.setAll(
        discounted,
        row ->
            further == null
                ? model.discountedExpectedResidualTransactions(
                    x[row], tx[row], n[row], perOpportunity)
                : model.discountedExpectedResidualTransactions(
                    x[row], tx[row], n[row], perOpportunity, further));
    return new Table(n.length)
        .with("customer_id", file::id)
        .with("probability_alive", row -> model.probabilityAlive(x[row], tx[row], n[row], 1))
        .with(
            "expected_purchases",
            row ->
                further == null
                    ? null
                    : (Double) model.expectedPurchases(x[row], tx[row], n[row], further))
        .with("expected_spend", row -> perPurchase == null ? null : (Double) perPurchase[row])
        .with("discounted_expected_residual_transactions", row -> discounted[row])
        .with(
            "clv",
            row ->
                perPurchase == null
                    ? null
                    : (Double) (discounted[row] * perPurchase[row] * margin));
  }

  private static double[] expectedSpend(NumberCsv file, GammaGamma spend, int[] frequency) {
    double[] means = file.numbers("mean_repeat_spend");
    double[] expected = new double[means.length];
    Arrays.setAll(expected, row -> spend.expectedSpend(frequency[row], means[row]));
    return expected;
  }
}
