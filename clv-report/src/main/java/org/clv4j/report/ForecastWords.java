package org.clv4j.report;

import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.Valuation;

/** What a forecast was made with, as every section says it. */
final class ForecastWords {
  private final Valuation valuation;
  private final Words words;

  ForecastWords(Valuation valuation, Words words) {
    this.valuation = valuation;
    this.words = words;
  }

  String horizon() {
    TimeSpan horizon = valuation.options().horizon();
    if (horizon == null) {
      throw new IllegalStateException("the horizon of the page is finite");
    }
    return words.significant(horizon.length())
        + " "
        + words.of((horizon.length() == 1 ? "unit-one." : "unit.") + horizon.unit());
  }

  /** Revenue, or which margin of it. */
  String measure() {
    double margin = valuation.options().margin();
    return margin == 1
        ? words.of("forecast.revenue")
        : words.of("forecast.margin", words.percent(margin));
  }

  /** The end of a sentence on values; nothing where none is discounted. */
  String discounting() {
    double rate = rate();
    return rate == 0 ? "" : words.of("forecast.discounted", words.percent(rate));
  }

  private double rate() {
    return valuation.options().discountRate().per(PeriodUnit.YEAR);
  }

  void addFacts(SectionBuilder section) {
    TransactionModel model = valuation.transactions();
    section
        .fact(
            "purchase-model",
            parameters(model.name(), model.parameters())
                + ", "
                + words.of("forecast.unit." + model.unit()))
        .fact("horizon", horizon());
    GammaGamma spend = valuation.spend();
    if (spend != null) {
      section
          .fact("spend-model", parameters(spend.name(), spend.parameters()))
          .fact("value", measure())
          .fact(
              "discount-rate",
              rate() == 0
                  ? words.of("fact.discount-rate.none")
                  : words.of("fact.discount-rate.value", words.percent(rate())));
    }
  }

  private String parameters(String model, Map<String, Double> parameters) {
    StringBuilder text = new StringBuilder(model);
    parameters.forEach(
        (name, value) ->
            text.append(", ").append(name).append(' ').append(words.significant(value)));
    return text.toString();
  }
}
