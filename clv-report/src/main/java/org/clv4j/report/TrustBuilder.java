package org.clv4j.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.Forecast;
import org.clv4j.models.evaluate.ForecastAccuracy;
import org.clv4j.models.evaluate.Gate;
import org.clv4j.models.evaluate.Verdict;
import org.clv4j.report.ReportPage.Tried;
import org.clv4j.report.ReportPage.Trust;

/** Says in plain words how good a forecast of the past was. */
final class TrustBuilder {
  /** A total that is off by less is called right, by more unfit to plan with. */
  private static final double RIGHT = 0.1;

  private static final double UNFIT = 0.25;

  /** Purchases of which chance alone moves the total by a tenth. */
  private static final double FEW = 100;

  /** Rank correlations that differ by less are called alike. */
  private static final double CLOSE = 0.02;

  private static final Map<String, String> PLAIN =
      Map.of(
          Backtest.SAME_RATE, "everybody as often as before",
          Backtest.LAST_YEAR, "everybody as in the year before",
          Backtest.COHORT_MEAN, "all who began in the same month alike");

  private TrustBuilder() {}

  static Trust trust(HtmlReport.Trial trial, String model) {
    Backtest test = trial.backtest();
    long days = ChronoUnit.DAYS.between(test.calibration().asOf(), test.holdoutEnd());
    String question =
        "The same model was fitted again to the orders up to "
            + test.calibration().asOf()
            + " only and asked for the "
            + days
            + " days after that, which are known.";
    List<Tried> tried = new ArrayList<>();
    double actual = test.forecast(model).accuracy().totalActual();
    tried.add(new Tried("what came", Numbers.decimal(actual, 0), ""));
    for (Forecast forecast : test.forecasts()) {
      if (forecast.isNaive() || forecast.name().equals(model)) {
        ForecastAccuracy accuracy = forecast.accuracy();
        tried.add(
            new Tried(
                forecast.isNaive()
                    ? "rule: " + PLAIN.getOrDefault(forecast.name(), forecast.name())
                    : "the model",
                Numbers.decimal(accuracy.totalPredicted(), 0),
                off(accuracy.relativeBias())));
      }
    }
    return new Trust(question, tried, answers(test, model), doubts(trial));
  }

  private static String off(OptionalDouble part) {
    if (part.isEmpty()) {
      return "";
    }
    return (part.getAsDouble() > 0 ? "+" : "")
        + Numbers.decimal(100 * part.getAsDouble(), 1)
        + " %";
  }

  private static List<String> answers(Backtest test, String model) {
    ForecastAccuracy accuracy = test.forecast(model).accuracy();
    List<String> answers = new ArrayList<>();
    answers.add(ofTheTotal(accuracy));
    answers.add(ofCustomers(test.verdict()));
    ofRanking(test, model).ifPresent(answers::add);
    return answers;
  }

  private static String ofTheTotal(ForecastAccuracy accuracy) {
    OptionalDouble bias = accuracy.relativeBias();
    if (bias.isEmpty()) {
      return "Nobody bought in that time, so that nothing can be said of the total.";
    }
    if (accuracy.totalActual() < FEW) {
      return "In the total the model was off by "
          + off(bias)
          + ", but "
          + Numbers.decimal(accuracy.totalActual(), 0)
          + " purchases are too few to tell skill from luck.";
    }
    if (Math.abs(bias.getAsDouble()) <= RIGHT) {
      return "In the total the model was right to within a tenth.";
    }
    return "In the total the model was off by "
        + off(bias)
        + (Math.abs(bias.getAsDouble()) <= UNFIT
            ? ": plan with a margin of that size."
            : ": do not plan with the total.");
  }

  private static String ofCustomers(Verdict verdict) {
    String rule = PLAIN.getOrDefault(verdict.bestNaive(), verdict.bestNaive());
    if (verdict.modelIsBetter()) {
      return "Of single customers it was nearer than the best of the rules, "
          + rule
          + ", by more than chance explains in this one trial.";
    }
    return verdict.naiveIsBetter()
        ? "Of single customers the rule "
            + rule
            + " was nearer than the model by more than chance explains: prefer the rule."
        : "Of single customers this trial is too small to tell whether the model or the rule "
            + rule
            + " is nearer.";
  }

  /** Whom to choose is a question of the order, not of the numbers. */
  private static Optional<String> ofRanking(Backtest test, String model) {
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
    return Optional.of(
        "To choose customers by rank, "
            + (Math.abs(ahead) < CLOSE
                ? "model and best rule did alike"
                : ahead > 0 ? "the model did better than every rule" : "a rule did better")
            + ": rank correlation "
            + Numbers.decimal(ofModel.getAsDouble(), 2)
            + " against "
            + Numbers.decimal(ofRules.getAsDouble(), 2)
            + ".");
  }

  private static List<String> doubts(HtmlReport.Trial trial) {
    return trial.readiness().gates().stream()
        .filter(gate -> gate.status() == Gate.Status.WARNING || gate.status() == Gate.Status.FAILED)
        .map(
            gate ->
                (gate.status() == Gate.Status.FAILED ? "Fails: " : "Look at this: ")
                    + gate.finding()
                    + "; "
                    + gate.remedy()
                    + ".")
        .toList();
  }
}
