package org.clv4j.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clv4j.charts.Charts;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.Forecast;
import org.clv4j.models.evaluate.ForecastAccuracy;
import org.clv4j.models.evaluate.Gate;
import org.clv4j.models.evaluate.Verdict;
import org.clv4j.report.ReportPage.Section;

/** Says in plain words how good a forecast of the past was. */
final class TrustSection {
  /** A total that is off by less is called right, by more unfit to plan with. */
  private static final double RIGHT = 0.1;

  private static final double UNFIT = 0.25;

  /** Purchases of which chance alone moves the total by a tenth. */
  private static final double FEW = 100;

  /** Rank correlations that differ by less are called alike. */
  private static final double CLOSE = 0.02;

  private TrustSection() {}

  static Section of(HtmlReport.Trial trial, String model, Pictures pictures) {
    Words words = pictures.words();
    Backtest test = trial.backtest();
    long days = ChronoUnit.DAYS.between(test.calibration().asOf(), test.holdoutEnd());
    return new SectionBuilder("trust", pictures)
        .intro(words.of("trust.question", words.day(test.calibration().asOf()), words.whole(days)))
        .table("table.tried", List.of("tried", "#purchases", "#off"), tried(test, model, words))
        .chart("holdout-by-frequency", () -> Charts.conditionalExpectationByFrequency(test, model))
        .chart("holdout-by-recency", () -> Charts.conditionalExpectationByRecency(test, model))
        .notes(answers(test, model, words))
        .notes(doubts(trial, words))
        .build();
  }

  private static List<List<String>> tried(Backtest test, String model, Words words) {
    List<List<String>> rows = new ArrayList<>();
    double actual = test.forecast(model).accuracy().totalActual();
    rows.add(List.of(words.of("trust.actual"), words.whole(Math.round(actual)), ""));
    for (Forecast forecast : test.forecasts()) {
      if (forecast.isNaive() || forecast.name().equals(model)) {
        ForecastAccuracy accuracy = forecast.accuracy();
        OptionalDouble bias = accuracy.relativeBias();
        rows.add(
            List.of(
                forecast.isNaive()
                    ? words.of("trust.rule", rule(forecast.name(), words))
                    : words.of("trust.model"),
                words.whole(Math.round(accuracy.totalPredicted())),
                bias.isPresent() ? words.change(bias.getAsDouble()) : ""));
      }
    }
    return rows;
  }

  private static String rule(String name, Words words) {
    return words.or("trust.rule." + name, name);
  }

  private static List<String> answers(Backtest test, String model, Words words) {
    List<String> answers = new ArrayList<>();
    answers.add(ofTheTotal(test.forecast(model).accuracy(), words));
    answers.add(ofCustomers(test.verdict(), words));
    ofRanking(test, model, words).ifPresent(answers::add);
    return answers;
  }

  private static String ofTheTotal(ForecastAccuracy accuracy, Words words) {
    OptionalDouble bias = accuracy.relativeBias();
    if (bias.isEmpty()) {
      return words.of("trust.total.none");
    }
    double off = Math.abs(bias.getAsDouble());
    if (accuracy.totalActual() < FEW) {
      return words.of(
          "trust.total.few",
          words.change(bias.getAsDouble()),
          words.whole(Math.round(accuracy.totalActual())));
    }
    return off <= RIGHT
        ? words.of("trust.total.right")
        : words.of(
            off <= UNFIT ? "trust.total.margin" : "trust.total.unfit",
            words.change(bias.getAsDouble()));
  }

  private static String ofCustomers(Verdict verdict, Words words) {
    String key = verdict.modelIsBetter() ? "better" : verdict.naiveIsBetter() ? "worse" : "unknown";
    return words.of("trust.customers." + key, rule(verdict.bestNaive(), words));
  }

  /** Whom to choose is a question of the order, not of the numbers. */
  private static Optional<String> ofRanking(Backtest test, String model, Words words) {
    OptionalDouble ofModel = test.forecast(model).accuracy().rankCorrelation();
    OptionalDouble ofRules =
        test.forecasts().stream()
            .filter(Forecast::isNaive)
            .map(forecast -> forecast.accuracy().rankCorrelation())
            .flatMapToDouble(OptionalDouble::stream)
            .max();
    if (ofModel.isEmpty() || ofRules.isEmpty()) {
      return Optional.empty();
    }
    double ahead = ofModel.getAsDouble() - ofRules.getAsDouble();
    String key = Math.abs(ahead) < CLOSE ? "alike" : ahead > 0 ? "better" : "worse";
    return Optional.of(
        words.of(
            "trust.rank." + key,
            words.decimal(ofModel.getAsDouble(), 2),
            words.decimal(ofRules.getAsDouble(), 2)));
  }

  private static List<String> doubts(HtmlReport.Trial trial, Words words) {
    return trial.readiness().gates().stream()
        .filter(gate -> gate.status() == Gate.Status.WARNING || gate.status() == Gate.Status.FAILED)
        .map(
            gate ->
                words.of(
                    gate.status() == Gate.Status.FAILED ? "trust.fails" : "trust.look",
                    words.said(gate.finding()),
                    words.said(gate.remedy())))
        .toList();
  }
}
