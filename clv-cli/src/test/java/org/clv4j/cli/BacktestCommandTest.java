package org.clv4j.cli;

import static org.clv4j.cli.Clv.line;
import static org.clv4j.cli.Clv.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.clv4j.io.AutoChoice;
import org.clv4j.io.ModelFile;
import org.clv4j.models.evaluate.ModelChoice;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));
  private static final String HEADER =
      "model,mae,rmse,bias,total_predicted,total_actual,relative_bias,rank_correlation,"
          + "top_decile_lift,value_capture,cumulative_tracking_error,incremental_tracking_error,"
          + "log_score,coverage_90,calibration_end,holdout_end";

  @TempDir Path dir = Path.of(".");

  private static List<String> models(List<String[]> rows) {
    return rows.stream().map(row -> row[0]).toList();
  }

  private Path simulated() {
    Path orders = dir.resolve("orders.csv");
    String simulate =
        "simulate --model mbg-nbd --parameters r=0.8,alpha=6,a=0.6,b=2 --customers 600 --seed 3"
            + " --start 2020-01-01 --end 2022-06-30 --births-until 2021-01-31 --out ";
    assertEquals(0, line(simulate + orders).status());
    return orders;
  }

  @Test
  void modelsStandBesideNaiveRules() {
    Path orders = simulated();
    Clv clv = line("backtest " + orders + " --model mbg-nbd,nbd --calibration-end 2021-12-31");
    assertEquals(HEADER, clv.out().lines().findFirst().orElseThrow());
    List<String[]> rows = rows(clv);
    assertEquals(
        List.of("mbg-nbd", "nbd", "naive-same-rate", "naive-last-year", "naive-cohort-mean"),
        models(rows));
    assertEquals("2021-12-31", rows.get(0)[14]);
    for (String[] row : rows) {
      double predicted = Double.parseDouble(row[4]);
      double actual = Double.parseDouble(row[5]);
      assertEquals(predicted - actual, Double.parseDouble(row[3]), 1e-9);
      assertEquals("", row[9], "no amounts");
    }
    assertTrue(clv.err().contains("mbg-nbd predicts single customers better"), clv.err());
    Clv quiet = line("backtest " + orders + " --model nbd --quiet");
    assertEquals("", quiet.err());
    // Without --calibration-end two thirds of the days from the first order to the last.
    assertTrue(rows(quiet).get(0)[14].startsWith("2021-08-"), quiet.out());
    // Too short a history for last year's value: an empty row at the end.
    List<String[]> young =
        rows(line("backtest " + orders + " --model nbd --calibration-end 2020-11-30"));
    assertEquals("naive-last-year", young.get(3)[0]);
    assertEquals("", young.get(3)[1]);
  }

  @Test
  void calibrationTables() {
    Path orders = simulated();
    List<String[]> byFrequency =
        rows(line("backtest " + orders + " --model mbg-nbd --by frequency"));
    assertEquals("7+", byFrequency.get(7)[1]);
    assertEquals(8 * 4, byFrequency.size());
    int customers = byFrequency.stream().limit(8).mapToInt(row -> Integer.parseInt(row[2])).sum();
    Clv recency = line("backtest " + orders + " --model mbg-nbd --by recency");
    assertTrue(
        recency.out().startsWith("model,recency_days,customers,mean_actual,mean_predicted"),
        recency.out());
    assertEquals(
        customers,
        rows(recency).stream()
            .filter(row -> row[0].equals("mbg-nbd"))
            .mapToInt(row -> Integer.parseInt(row[2]))
            .sum());
  }

  @Test
  void originsRoll() {
    Clv clv =
        line(
            "backtest "
                + simulated()
                + " --model nbd --calibration-end 2022-03-31 --as-of 2022-06-29 --origins 3");
    List<String[]> rows = rows(clv);
    assertEquals(
        List.of("2021-10-02", "2021-12-31", "2022-03-31", "all"),
        rows.stream().map(row -> row[14]).distinct().toList());
    assertEquals(16, rows.size());
    double total = 0;
    for (int origin = 0; origin < 3; origin++) {
      assertEquals("nbd", rows.get(4 * origin)[0]);
      total += Double.parseDouble(rows.get(4 * origin)[4]);
    }
    assertEquals("nbd", rows.get(12)[0]);
    assertEquals(total, Double.parseDouble(rows.get(12)[4]), 1e-9 * total);
    assertTrue(clv.err().contains("all 3 origins together:"), clv.err());
    assertFalse(clv.err().contains("NaN"), clv.err());
  }

  @Test
  void mistakesAreNamed() {
    Path orders = simulated();
    Clv unknown = line("backtest " + orders + " --model gg-nbd");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("\"gg-nbd\""), unknown.err());
    Clv late = line("backtest " + orders + " --calibration-end 2023-01-01");
    assertEquals(1, late.status());
    assertTrue(late.err().contains("holdout must end after 2023-01-01"), late.err());
    assertEquals(2, line("backtest " + orders + " --origins 0").status());
    Clv by = line("backtest " + orders + " --by spend");
    assertEquals(2, by.status());
    assertTrue(by.err().contains("[frequency, recency]"), by.err());
    Clv k = line("fit " + orders + " --model auto --k 2");
    assertEquals(2, k.status());
    assertTrue(k.err().contains("--k must be left out for auto"), k.err());
  }

  @Test
  void autoFitsTheChosenModel() throws IOException {
    Path orders = simulated();
    Clv clv = line("fit " + orders + " --model auto");
    assertEquals(0, clv.status(), clv.err());
    ModelFile file = ModelFile.parse(clv.out());
    ModelFile named = ModelFile.parse(line("fit " + orders + " --model " + file.model()).out());
    assertEquals(named.parameters(), file.parameters());
    AutoChoice choice = Objects.requireNonNull(file.choice());
    assertEquals(ModelChoice.Criterion.HOLDOUT_LOG_SCORE, choice.criterion());
    assertEquals(6, choice.candidates().size());
    assertTrue(choice.difference().isPresent() && choice.runnerUp().isPresent(), clv.out());
    assertTrue(choice.reasons().get(0).startsWith("Judged by the mean log probability"));
    Path model = Files.writeString(dir.resolve("model.json"), clv.out());
    Clv predicted = line("predict " + orders + " --model-file " + model + " --horizon 10");
    assertEquals(0, predicted.status(), predicted.err());
    assertEquals(601, predicted.out().lines().count());
    assertTrue(clv.err().contains("auto: Judged by the mean log probability"), clv.err());
    Path summary = dir.resolve("summary.csv");
    assertEquals(0, line("summarize " + orders + " --out " + summary).status());
    Clv bic = line("fit " + summary + " --model auto");
    assertTrue(bic.err().contains("auto: Judged by the Bayesian criterion"), bic.err());
    assertTrue(bic.err().contains("bg-cnbd-k was not considered"), bic.err());
    ModelFile.parse(bic.out());
    assertFalse(line("fit " + summary + " --model auto --quiet").err().contains("auto:"));
  }

  @Test
  void whereNothingCanBeFittedTheReasonIsGiven() throws IOException {
    Path summary =
        Files.writeString(dir.resolve("few.csv"), "frequency,recency,age\n0,0,9\n0,0,8\n");
    Clv clv = line("fit " + summary + " --model auto");
    assertEquals(1, clv.status());
    assertTrue(clv.err().startsWith("clv: a fit needs customers who bought again"), clv.err());
    assertEquals(1, clv.err().lines().count(), clv.err());
  }

  @Tag("reference-data")
  @Test
  void regularGroceries() {
    Path orders = DATA.resolve("grocery.csv");
    assumeTrue(Files.isRegularFile(orders), orders.toAbsolutePath() + " is not there");
    List<String[]> rows =
        rows(line("backtest " + orders + " --calibration-end 2006-12-31 --as-of 2007-12-30"));
    // BTYDplus: sum of CET(52) and mean absolute error of NBD, sum of MBG/NBD.
    assertEquals(6354.75, Double.parseDouble(rows.get(0)[4]), 0.05);
    assertEquals(2.60920, Double.parseDouble(rows.get(0)[1]), 5e-5);
    assertEquals(4024.91, Double.parseDouble(rows.get(2)[4]), 0.5);
    assertEquals("naive-last-year", rows.get(7)[0]);
    assertEquals(7091, Double.parseDouble(rows.get(7)[4]));
    String auto = line("fit " + orders + " --model auto --as-of 2006-09-30").err();
    assertTrue(auto.contains("pareto-nbd scores best"), auto);
    assertTrue(auto.contains("By squared error bg-cnbd-k was nearer"), auto);
  }

  @Tag("reference-data")
  @Test
  void cdnow() {
    Path orders = DATA.resolve("cdnow_sample.csv");
    assumeTrue(Files.isRegularFile(orders), orders.toAbsolutePath() + " is not there");
    String backtest =
        "backtest "
            + orders
            + " --customer sample_id --time date --amount dollar_value --calibration-end 1997-09-30"
            + " --as-of 1998-06-30 --model bg-nbd --model pareto-nbd";
    List<String[]> rows = rows(line(backtest));
    // 1653.39 of BTYD's own fit, 1665.548 of CLVTools' GGompertz/NBD at its limit, Pareto/NBD.
    double[] totals =
        Stream.of(rows.get(0), rows.get(1))
            .mapToDouble(row -> Double.parseDouble(row[4]))
            .toArray();
    assertEquals(1653.39, totals[0], 0.02, Arrays.toString(totals));
    assertEquals(1665.548, totals[1], 0.05, Arrays.toString(totals));
    assertEquals(1882, Double.parseDouble(rows.get(0)[5]));
    Clv auto =
        line("fit " + orders + " --customer sample_id --time date --as-of 1997-12-31 --model auto");
    assertTrue(auto.err().contains("mbg-nbd scores best; pareto-nbd comes next"), auto.err());
    assertTrue(auto.err().contains("mbg-cnbd-k says the same with 5 parameters"), auto.err());
  }
}
