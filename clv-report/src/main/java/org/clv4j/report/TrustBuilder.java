package org.clv4j.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    List<String> answers = new ArrayList<>();
    OptionalDouble bias = test.forecast(model).accuracy().relativeBias();
    if (bias.isEmpty()) {
      answers.add("Nobody bought in that time, so that nothing can be said of the total.");
    } else if (Math.abs(bias.getAsDouble()) <= RIGHT) {
      answers.add("In the total the model was right to within a tenth.");
    } else if (Math.abs(bias.getAsDouble()) <= UNFIT) {
      answers.add(
          "In the total the model was off by " + off(bias) + ": plan with a margin of that size.");
    } else {
      answers.add(
          "In the total the model was off by " + off(bias) + ": do not plan with the total.");
    }
    Verdict verdict = test.verdict();
    String rule = PLAIN.getOrDefault(verdict.bestNaive(), verdict.bestNaive());
    answers.add(
        verdict.modelIsBetter()
            ? "Of single customers it was nearer than the best of the rules, "
                + rule
                + ", by more than chance explains in this one trial."
            : "Of single customers it was not clearly nearer than the rule "
                + rule
                + ": to choose customers, the rule does as well.");
    return answers;
  }

  private static List<String> doubts(HtmlReport.Trial trial) {
    return trial.readiness().gates().stream()
        .filter(gate -> gate.status() == Gate.Status.WARNING || gate.status() == Gate.Status.FAILED)
        .map(
            gate ->
                (gate.status() == Gate.Status.FAILED ? "Not enough: " : "Look at this: ")
                    + gate.finding()
                    + "; "
                    + gate.remedy()
                    + ".")
        .toList();
  }
}
