package org.clv4j.cli;

import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.ValueOptions;
import picocli.CommandLine.Option;

/** By which model the report foretells, and what its values are to cover. */
final class ForecastOptions {
  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "Of the forecast: nbd, bg-nbd, mbg-nbd, bg-cnbd-k, mbg-cnbd-k, pareto-nbd or"
              + " ggompertz-nbd; default: ${DEFAULT-VALUE}, in which customers who bought once may"
              + " be gone.")
  String model = "mbg-nbd";

  @Option(
      names = "--discount-rate",
      paramLabel = "RATE",
      description =
          "Of the forecast, per year, discounted continuously; default: ${DEFAULT-VALUE}. Its"
              + " values are the --margin of spend, else revenue, within --horizon, else a year.")
  double discountRate = 0;

  /** Checks what is asked for before the orders are read. */
  ValueOptions check(OrderInput input, UnitEconomicsInput unit) {
    if (!TransactionModels.names().contains(model)) {
      throw input.usage(
          "--model must be one of " + TransactionModels.names() + ", but was \"" + model + "\"");
    }
    input.interpurchaseTimes = TransactionModels.needsInterpurchaseTimes(model);
    try {
      TimeSpan horizon =
          input.states("--horizon")
              ? TimeSpan.of(unit.horizon, PeriodUnit.DAY)
              : TimeSpan.of(1, PeriodUnit.YEAR);
      return ValueOptions.DEFAULT
          .withHorizon(horizon)
          .withDiscountRate(DiscountRate.annual(discountRate))
          .withMargin(unit.margin == null ? 1 : unit.margin)
          .withThreads(threads());
    } catch (IllegalArgumentException e) {
      throw input.usage(String.valueOf(e.getMessage()));
    }
  }

  /** Times are in weeks; warnings go to the notes. */
  TransactionModel fit(CustomerBase base, List<String> notes) {
    CustomerSummaries customers =
        TransactionModels.needsInterpurchaseTimes(model)
            ? CustomerSummaries.withInterpurchaseTimes(base, PeriodUnit.WEEK)
            : CustomerSummaries.of(base, PeriodUnit.WEEK);
    FitResult<? extends TransactionModel> fit =
        TransactionModels.fit(model, customers, null, FitOptions.DEFAULT.withThreads(threads()));
    notes.addAll(fit.warnings());
    return fit.model();
  }

  static int threads() {
    return Runtime.getRuntime().availableProcessors();
  }
}
