package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.clv4j.io.CsvSource;
import org.clv4j.io.RowsCsv;
import org.clv4j.io.Table;
import org.clv4j.segments.experiment.BcaInterval;
import org.clv4j.segments.experiment.Comparison;
import org.clv4j.segments.experiment.Effect;
import org.clv4j.segments.experiment.Estimator;
import org.clv4j.segments.experiment.Experiment;
import org.clv4j.segments.experiment.ExperimentData;
import org.clv4j.segments.experiment.ExperimentPlan;
import org.clv4j.segments.experiment.PowerAnalysis;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "experiment",
    description = {
      "An A/B test read on customer value: every customer who was assigned, with 0 for who bought"
          + " nothing.",
      "The file has customer_id, arm and value, and perhaps pre_value (known before the assignment)"
          + " and stratum."
    })
final class ExperimentCommand implements Callable<Integer> {
  /** What is told of beside the results, as is usual. */
  private static final double POWER = 0.8;

  @Mixin final TableOutput output = new TableOutput();

  @Spec @Nullable CommandSpec command;

  @Parameters(paramLabel = "INPUT", description = "A CSV file, gzipped or not.")
  @Nullable Path input;

  @Option(
      names = "--control",
      paramLabel = "ARM",
      description = "The arm that the others are held against; default: ${DEFAULT-VALUE}.")
  String control = "control";

  @Option(
      names = "--metric",
      paramLabel = "TEXT",
      description = "What the values are, in words; default: ${DEFAULT-VALUE}.")
  String metric = "value";

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description = "Within how many days of the assignment values came in; default: not stated.")
  int horizon = 0;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "Of the intervals, of all arms together; default: ${DEFAULT-VALUE}.")
  double level = 0.95;

  @Option(
      names = "--estimator",
      paramLabel = "difference-in-means|cuped|stratified",
      description = "Which figure decides; default: difference-in-means.")
  Estimator estimator = Estimator.DIFFERENCE_IN_MEANS;

  @Option(
      names = "--winsorize",
      paramLabel = "QUANTILE",
      description =
          "Larger values count as much as this quantile, for example 0.99, and those of before as"
              + " much as that of theirs; to be fixed before the values are seen.")
  double winsorize = 1;

  @Option(
      names = "--winsorize-below",
      paramLabel = "QUANTILE",
      description =
          "Smaller values count as much as this quantile, for example 0.01, where refunds or"
              + " margins make some far below 0; default: none.")
  double winsorizeBelow = 0;

  @Option(
      names = "--shares",
      paramLabel = "ARM=SHARE",
      split = ",",
      description = "The planned share of each arm; default: equal ones.")
  Map<String, Double> shares = new LinkedHashMap<>();

  @Option(
      names = "--replicates",
      paramLabel = "N",
      description = "Of the bootstrap; default: ${DEFAULT-VALUE}.")
  int replicates = 2000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the bootstrap; default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Override
  public Integer call() throws IOException {
    ExperimentPlan plan = plan();
    Path file = Objects.requireNonNull(input, "INPUT must be set by picocli");
    RowsCsv read = RowsCsv.read(CsvSource.of(file));
    ExperimentData data = data(read);
    Experiment experiment = Experiment.of(data, plan, Runtime.getRuntime().availableProcessors());
    List<Row> rows = new ArrayList<>();
    boolean single = experiment.comparisons().size() == 1;
    experiment
        .comparisons()
        .forEach((arm, comparison) -> add(rows, single ? "" : arm + ".", comparison));
    int treated = data.size() - data.size(control);
    rows.add(
        new Row(
            "sample_ratio_mismatch",
            treated / (double) data.size(),
            null,
            null,
            experiment.sampleRatio().test().pValue(),
            data.size(control),
            treated));
    output.write(table(rows), spec().commandLine().getOut());
    experiment.comparisons().keySet().forEach(arm -> tell(experiment.impact(arm).toString()));
    experiment
        .comparisons()
        .forEach((arm, comparison) -> tellMissing(single ? "" : arm + ".", comparison, read));
    if (single && 1 - level < POWER) {
      experiment.comparisons().values().forEach(comparison -> tellPower(comparison, data.size()));
    }
    return 0;
  }

  private record Row(
      String metric,
      double estimate,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double pValue,
      int control,
      int treated) {}

  private static void add(List<Row> rows, String prefix, Comparison comparison) {
    add(rows, prefix + "difference_in_means", comparison.difference());
    BcaInterval bootstrap = comparison.bootstrap();
    rows.add(
        new Row(
            prefix + "bootstrap_difference",
            bootstrap.estimate(),
            bootstrap.low(),
            bootstrap.high(),
            null,
            comparison.difference().controlCustomers(),
            comparison.difference().treatedCustomers()));
    if (comparison.cuped() != null) {
      add(rows, prefix + "cuped_difference", comparison.cuped());
    }
    if (comparison.stratified() != null) {
      add(rows, prefix + "stratified_difference", comparison.stratified());
    }
  }

  private static void add(List<Row> rows, String metric, Effect effect) {
    rows.add(
        new Row(
            metric,
            effect.estimate(),
            effect.low(),
            effect.high(),
            effect.pValue(),
            effect.controlCustomers(),
            effect.treatedCustomers()));
  }

  private static Table table(List<Row> rows) {
    return new Table(rows.size())
        .with("metric", row -> rows.get(row).metric())
        .with("estimate", row -> rows.get(row).estimate())
        .with("ci_low", row -> rows.get(row).low())
        .with("ci_high", row -> rows.get(row).high())
        .with("p_value", row -> rows.get(row).pValue())
        .with("n_control", row -> rows.get(row).control())
        .with("n_treated", row -> rows.get(row).treated());
  }

  private ExperimentPlan plan() {
    try {
      return ExperimentPlan.of(metric, control)
          .withHorizonDays(horizon)
          .withLevel(level)
          .withEstimator(estimator)
          .withWinsorQuantiles(winsorizeBelow, winsorize)
          .withShares(shares)
          .withBootstrap(replicates, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private static ExperimentData data(RowsCsv rows) {
    rows.keys("customer_id");
    ExperimentData data = ExperimentData.of(rows.texts("arm"), rows.numbers("value"));
    if (rows.has("pre_value")) {
      data = data.withPreValues(rows.numbers("pre_value"));
    }
    if (rows.has("stratum")) {
      List<String> texts = rows.texts("stratum");
      List<String> names = List.copyOf(new TreeSet<>(texts));
      data = data.withStrata(texts.stream().mapToInt(names::indexOf).toArray());
    }
    return data;
  }

  /** Which estimators the data have columns for and yet no effect. */
  private void tellMissing(String prefix, Comparison comparison, RowsCsv rows) {
    comparison
        .missing()
        .forEach(
            (of, reason) -> {
              if (rows.has(of == Estimator.CUPED ? "pre_value" : "stratum")) {
                tell(prefix + of + ": none, it " + reason);
              }
            });
  }

  /** What an experiment of this size can find at all. */
  private void tellPower(Comparison comparison, int customers) {
    Effect effect = comparison.effect(estimator).orElseThrow();
    double share = effect.treatedCustomers() / (double) customers;
    double sd = effect.standardError() * Math.sqrt(customers * share * (1 - share));
    PowerAnalysis power = PowerAnalysis.of(effect.controlMean(), sd).with(level, POWER, share);
    tell(
        "an effect of "
            + power.minimumDetectableEffect(customers)
            + " would be found in 80 % of such experiments");
  }

  private void tell(String line) {
    spec().commandLine().getErr().println(line);
    spec().commandLine().getErr().flush();
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(command, "command must be set by picocli");
  }
}
