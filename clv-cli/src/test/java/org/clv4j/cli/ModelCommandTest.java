package org.clv4j.cli;

import static org.clv4j.cli.Clv.line;
import static org.clv4j.cli.Clv.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.clv4j.io.ModelFile;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.FitException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ModelCommandTest {
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));
  private static final String BG =
      "--model bg-nbd --parameters r=0.243,alpha=4.414,a=0.793,b=2.426 --spend-parameters"
          + " p=6.25,q=3.74,gamma=15.44";

  @TempDir Path dir = Path.of(".");

  @Test
  void predictScoresASummary() throws IOException {
    Path summary =
        Files.writeString(
            dir.resolve("summary.csv"),
            """
            customer_id,frequency,recency,age,mean_repeat_spend
            1,2,30.43,38.86,22.35
            2,0,0,38.86,
            """);
    Clv clv = line("predict " + summary + " " + BG + " --horizon 39");
    assertEquals(
        "customer_id,probability_alive,expected_purchases,expected_spend,"
            + "discounted_expected_residual_transactions,clv",
        clv.out().lines().findFirst().orElseThrow());
    List<String[]> rows = rows(clv);
    // Published: P(alive) .72658, 1.226 purchases in 39 weeks, expected spend 24.66; 35.17 of all.
    assertEquals(0.7265785701, Double.parseDouble(rows.get(0)[1]), 5e-11);
    assertEquals(1.226028175, Double.parseDouble(rows.get(0)[2]), 5e-10);
    assertEquals(24.66, Double.parseDouble(rows.get(0)[3]), 0.005);
    assertEquals(rows.get(0)[2], rows.get(0)[4]);
    assertEquals(
        Double.parseDouble(rows.get(0)[2]) * Double.parseDouble(rows.get(0)[3]),
        Double.parseDouble(rows.get(0)[5]),
        1e-12);
    assertEquals("1.0", rows.get(1)[1]);
    assertEquals(6.25 * 15.44 / 2.74, Double.parseDouble(rows.get(1)[3]), 1e-12);
    assertTrue(clv.err().contains("alive for ever"), clv.err());
    Clv discounted = line("predict " + summary + " " + BG + " --horizon 39 --discount-rate 0.1");
    assertTrue(Double.parseDouble(rows(discounted).get(0)[5]) < Double.parseDouble(rows.get(0)[5]));
    Clv forEver = line("predict " + summary + " " + BG + " --horizon infinite --discount-rate 0.1");
    assertEquals("", rows(forEver).get(0)[2]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nbd --parameters r=0.8,alpha=5",
        "bg-nbd --parameters r=0.8,alpha=5,a=0.6,b=2.5",
        "mbg-nbd --parameters r=0.8,alpha=5,a=0.6,b=2.5",
        "bg-cnbd-k --parameters k=2,r=0.9,alpha=3,a=0.6,b=2.5",
        "mbg-cnbd-k --parameters k=2,r=0.9,alpha=3,a=0.6,b=2.5",
        "pareto-nbd --parameters r=0.8,alpha=5,s=0.6,beta=10",
        "ggompertz-nbd --parameters r=0.8,alpha=5,b=0.05,s=0.6,beta=0.5"
      })
  void whatIsSimulatedIsFittedAndScored(String model) throws IOException {
    String name = model.substring(0, model.indexOf(' '));
    Path orders = dir.resolve("orders.csv");
    Path fitted = dir.resolve("model.json");
    String simulate =
        "simulate --model "
            + model
            + " --customers 1500 --seed 7 --start 2023-01-01 --end 2024-12-31"
            + " --births-until 2023-06-30 --spend-parameters p=6,q=4,gamma=15";
    Clv simulated = line(simulate + " --out " + orders);
    assertEquals(0, simulated.status(), simulated.err());
    assertEquals(line(simulate).out(), Files.readString(orders));

    Clv fit = line("fit " + orders + " --model " + name + " --out " + fitted + " --quiet");
    assertEquals(0, fit.status(), fit.err());
    assertEquals(name, ModelFile.read(fitted).model());
    Path spend = dir.resolve("spend.json");
    assertEquals(0, line("fit " + orders + " --model gamma-gamma --out " + spend).status());
    List<String[]> rows =
        rows(
            line("predict " + orders + " --model-file " + fitted + " --spend-model-file " + spend));
    assertEquals(1500, rows.size());
    for (String[] row : rows) {
      double alive = Double.parseDouble(row[1]);
      assertTrue(alive >= 0 && alive <= 1, row[1]);
      assertTrue(Double.parseDouble(row[5]) >= 0, row[5]);
    }
  }

  @Test
  void allModelsOfTheCatalogAreTriedAbove() {
    assertEquals(7, TransactionModels.names().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fit ORDERS --model xyz                                   | 2 | model must be one of
          fit ORDERS                                               | 2 | Missing required option: '--model=NAME'
          fit ORDERS --model bg-nbd --k 2                          | 1 | k must be left out for bg-nbd
          fit ORDERS --model bg-nbd                                | 1 | nobody did
          predict ORDERS                                           | 2 | give --model-file, or --model
          predict ORDERS --model bg-nbd --parameters r=1           | 2 | parameters of bg-nbd must be
          predict ORDERS --model nbd --parameters r=-1,alpha=2     | 2 | r must be positive
          predict ORDERS --model nbd --parameters r=1,alpha=2 --horizon infinite | 2 | discount rate
          predict ORDERS --model nbd --parameters r=1,alpha=2 --horizon x        | 2 | length must be
          predict ORDERS --model-file none.json                    | 1 | there is no file none.json
          predict ORDERS --model-file ORDERS                       | 1 | a model file must be JSON
          predict ORDERS --model-file x.json --parameters r=1      | 2 | give --model-file, or --model
          predict ORDERS --model nbd --parameters r=1,alpha=2 --spend-model-file x --spend-parameters p=1 | 2 | give --spend-model-file or
          predict ORDERS --model nbd --parameters r=1,alpha=2 --spend-parameters p=1 | 2 | spend parameters
          simulate --model nbd --parameters r=1,alpha=2 --customers 0 --start 2024-01-01 --end 2024-02-01 | 2 | customers must be
          """)
  void mistakesAreNamed(String line, int status, String message) throws IOException {
    Path orders =
        Files.writeString(
            dir.resolve("orders.csv"), "customer,date,amount\na,2024-01-01,1\nb,2024-02-01,2\n");
    Clv clv = Clv.run(line.replace("ORDERS", orders.toString()).split(" +", -1));
    assertTrue(clv.err().contains(message), clv.err());
    assertEquals(status, clv.status(), clv.err());
  }

  @Test
  void theUnitIsThatOfTheModelFile() throws IOException {
    String simulate = " --customers 300 --seed 5 --start 2024-01-01 --end 2024-12-31";
    Path orders = dir.resolve("orders.csv");
    Path fitted = dir.resolve("model.json");
    line(
        "simulate --model nbd --parameters r=1,alpha=20 --time-unit day"
            + simulate
            + " --out "
            + orders);
    assertEquals(
        0, line("fit " + orders + " --model nbd --time-unit day --out " + fitted).status());
    String predict = "predict " + orders + " --model-file " + fitted;
    Clv days = line(predict + " --time-unit day --horizon 30");
    assertEquals(0, days.status(), days.err());
    assertEquals(days.out(), line(predict + " --horizon 30").out());
    for (String line : List.of(predict, "simulate --model-file " + fitted + simulate)) {
      Clv weeks = line(line + " --time-unit week");
      assertEquals(2, weeks.status());
      assertTrue(weeks.err().contains("--time-unit must be day, that of the model"), weeks.err());
    }
    assertEquals(0, line("simulate --model-file " + fitted + simulate).status());
  }

  @Test
  void regularityIsFoundWithInterpurchaseTimesOnly() throws IOException {
    Path summary =
        Files.writeString(
            dir.resolve("summary.csv"),
            "frequency,recency,age,litt\n2,10,20,3.2\n0,0,20,\n3,15,30,4.7\n1,4,25,1.3862943611198906\n");
    String fit = "fit " + summary + " --model bg-cnbd-k";
    assertEquals(0, line(fit).status(), line(fit).err());
    Files.writeString(summary, "frequency,recency,age,litt\n2,10,20,3.2\n1,4,20,\n3,15,30,4.7\n");
    Clv blank = line(fit);
    assertEquals(1, blank.status());
    assertTrue(blank.err().contains("litt of customer \"2\" must not be blank"), blank.err());
    Files.writeString(summary, "frequency,recency,age\n2,10,20\n0,0,20\n3,15,30\n1,4,25\n");
    Clv without = line(fit);
    assertEquals(1, without.status());
    assertTrue(without.err().contains("must have a column litt"), without.err());
    assertEquals(0, line(fit + " --k 2").status());
  }

  @Test
  void aSummaryWithLittFitsAsItsOrdersDo() throws IOException {
    Path orders = dir.resolve("orders.csv");
    Path summary = dir.resolve("summary.csv");
    line(
        "simulate --model bg-cnbd-k --parameters k=2,r=0.9,alpha=3,a=0.6,b=2.5 --customers 500"
            + " --seed 3 --start 2023-01-01 --births-until 2023-06-30 --end 2024-06-30 --out "
            + orders);
    assertEquals(0, line("summarize " + orders + " --litt --out " + summary).status());
    ModelFile expected = ModelFile.parse(line("fit " + orders + " --model bg-cnbd-k").out());
    ModelFile actual = ModelFile.parse(line("fit " + summary + " --model bg-cnbd-k").out());
    assertEquals(expected, actual);
    Clv table = line("fit " + summary + " --model nbd --format csv");
    assertEquals(
        "parameter,value,standard_error,sandwich_error",
        table.out().lines().findFirst().orElse(""));
    assertEquals(3, table.out().lines().count());
  }

  @Test
  void aFitThatFailsIsNoCrash() throws Exception {
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
    FitException failure = new FitException("nbd did not converge", Map.of("r", 2.5), -7.5);
    int status =
        command.getExecutionExceptionHandler().handleExecutionException(failure, command, null);
    assertEquals(1, status);
    assertEquals(
        List.of("clv: nbd did not converge", "the best found: {r=2.5}, log-likelihood -7.5"),
        err.toString().lines().toList());
  }

  @Test
  void aFixedKIsNoEstimate() throws IOException {
    Path summary =
        Files.writeString(
            dir.resolve("summary.csv"),
            "frequency,recency,age\n2,10,20\n0,0,20\n3,15,30\n1,4,25\n5,20,22\n");
    ModelFile file =
        ModelFile.parse(line("fit " + summary + " --model mbg-cnbd-k --k 2 --quiet").out());
    assertEquals(4, file.estimated());
    assertEquals(5, file.parameters().size());
  }

  /** Twenty customers are too few, 5000 of this kind are not: with value, threshold and remedy. */
  @Test
  void aFitTellsWhatIsWrongWithTheData() {
    String customers = "the data: customers failed (20, should be at least 500): 20 customers; ";
    for (String model : List.of("nbd", "auto")) {
      Clv few = line("fit " + simulated(20) + " --model " + model);
      assertEquals(0, few.status(), few.err());
      assertTrue(few.err().contains("warning: " + customers + "wait for more"), few.err());
      List<String> warnings = ModelFile.parse(few.out()).warnings();
      assertTrue(warnings.stream().anyMatch(w -> w.startsWith(customers)), warnings::toString);
      assertTrue(warnings.stream().noneMatch(w -> w.contains("spend-")), warnings::toString);
    }
    Clv many = line("fit " + simulated(5000) + " --model nbd");
    assertFalse(many.err().contains("the data: "), many.err());
  }

  private Path simulated(int customers) {
    Path orders = dir.resolve(customers + ".csv");
    String nbd = "simulate --model nbd --parameters r=1,alpha=5 --seed 4 --customers " + customers;
    line(nbd + " --start 2023-01-01 --births-until 2023-06-30 --end 2024-06-30 --out " + orders);
    return orders;
  }

  @Test
  void intervalsHoldTheExpectedPurchases() throws IOException {
    Path orders = dir.resolve("orders.csv");
    Path fitted = dir.resolve("model.json");
    line(
        "simulate --model mbg-nbd --parameters r=0.9,alpha=3,a=0.6,b=2.5 --customers 300"
            + " --seed 3 --start 2023-01-01 --end 2024-06-30 --out "
            + orders);
    line("fit " + orders + " --model mbg-nbd --quiet --out " + fitted);
    String predict = "predict " + orders + " --model-file " + fitted + " --intervals 0.9";
    Clv clv = line(predict);
    int level = clv.out().lines().findFirst().orElse("").split(",", -1).length;
    for (String[] row : rows(clv)) {
      double expected = Double.parseDouble(row[2]);
      assertTrue(Long.parseLong(row[level - 2]) <= expected + 1, String.join(",", row));
      assertTrue(Long.parseLong(row[level - 1]) >= expected - 1, String.join(",", row));
    }
    assertTrue(clv.err().contains("all 300 customers together: "), clv.err());
    assertTrue(line(predict + " --horizon infinite --discount-rate 0.1").err().contains("finite"));
    assertEquals(2, line(predict.replace("0.9", "9")).status());
    Clv exact = line("predict " + orders + " --model nbd --parameters r=1,alpha=3 --intervals 0.5");
    assertTrue(exact.err().contains("and its parameters are exact"), exact.err());
    assertFalse(clv.err().contains("exact"), clv.err());
  }

  /** Where nobody leaves a and b of BG/NBD have no standard errors. */
  @Test
  void parametersWithoutStandardErrorsAreTakenAsExact() {
    Path orders = dir.resolve("orders.csv");
    Path fitted = dir.resolve("model.json");
    line(
        "simulate --model nbd --parameters r=0.9,alpha=3 --customers 300 --seed 3 --start"
            + " 2023-01-01 --end 2024-06-30 --out "
            + orders);
    line("fit " + orders + " --model bg-nbd --quiet --out " + fitted);
    Clv clv = line("predict " + orders + " --model-file " + fitted + " --intervals 0.9");
    assertTrue(clv.err().contains("holds and a, b, without standard errors, are exact"), clv.err());
  }

  @Tag("reference-data")
  @Test
  void cdnowIsFittedFromOrdersAndFromItsSummary() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA.toAbsolutePath());
    String orders =
        DATA.resolve("cdnow_sample.csv")
            + " --customer sample_id --amount dollar_value --as-of 1997-09-30";
    ModelFile fromOrders = ModelFile.parse(line("fit " + orders + " --model bg-nbd").out());
    assertEquals(-9582.429206674, fromOrders.logLikelihood(), 1e-8);
    Path summary = dir.resolve("summary.csv");
    assertEquals(0, line("summarize " + orders + " --out " + summary).status());
    ModelFile fromSummary = ModelFile.parse(line("fit " + summary + " --model bg-nbd").out());
    assertEquals(fromOrders, fromSummary);
    ModelFile spend = ModelFile.parse(line("fit " + summary + " --model gamma-gamma").out());
    assertEquals(-4055.917694802, spend.logLikelihood(), 1e-8);
    ModelFile pareto = ModelFile.parse(line("fit " + orders + " --model pareto-nbd").out());
    assertEquals(-9594.976178940, pareto.logLikelihood(), 1e-8);
  }

  @Test
  void contractsAreFittedFromSurvivorsAndFromTenures() throws IOException {
    // Fader & Hardie (2007), Table 1, regular customers, years 0 to 7: LL -1680.265188.
    Path survivors =
        Files.writeString(
            dir.resolve("survivors.csv"),
            "period,survivors\n0,1000\n1,631\n2,468\n3,382\n4,326\n5,289\n6,262\n7,241\n");
    Clv clv = line("fit " + survivors + " --model sbg --time-unit year");
    assertEquals(0, clv.status(), clv.err());
    ModelFile sbg = ModelFile.parse(clv.out());
    assertEquals(-1680.265188, sbg.logLikelihood(), 1e-6);
    assertEquals("sbg", sbg.contractModel().name());
    Path tenures =
        Files.writeString(
            dir.resolve("tenures.csv"),
            """
            tenure,churned,weight
            1,true,369
            2,1,163
            3,1,86
            4,1,56
            5,1,37
            6,1,27
            7,1,21
            7,false,241
            """);
    for (String model : List.of("sbg", "bdw", "exponential-gamma")) {
      Clv fit = line("fit " + tenures + " --model " + model + " --time-unit year");
      assertEquals(0, fit.status(), fit.err());
      assertEquals(model, ModelFile.parse(fit.out()).contractModel().name());
      if (model.equals("sbg")) {
        assertEquals(sbg.parameters(), ModelFile.parse(fit.out()).parameters());
      }
    }
    Files.writeString(survivors, "period,survivors\n0,10\n2,5\n");
    assertTrue(
        line("fit " + survivors + " --model sbg").err().contains("period of row 2 must be 1"));
    Files.writeString(tenures, "tenure,churned\n1,x\n");
    assertTrue(
        line("fit " + tenures + " --model sbg")
            .err()
            .contains(tenures + ":2: churned \"x\" is not a finite number"));
    Files.writeString(tenures, "tenure,churned\n1.5,1\n");
    assertTrue(line("fit " + tenures + " --model sbg").err().contains("must be a whole number"));
    Files.writeString(tenures, "tenure\n1\n");
    assertTrue(line("fit " + tenures + " --model bdw").err().contains("a column \"churned\""));
  }

  @Tag("reference-data")
  @Test
  void donationsAreFitted() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA.toAbsolutePath());
    Path matrix =
        Files.writeString(
            dir.resolve("donations.csv"),
            Files.readString(DATA.resolve("donations.csv"))
                .replace(
                    "\"x\",\"t.x\",\"n.cal\",\"custs\"", "frequency,recency,opportunities,weight"));
    Clv clv = line("fit " + matrix + " --model bg-bb");
    assertEquals(0, clv.status(), clv.err());
    ModelFile file = ModelFile.parse(clv.out());
    assertEquals(-33225.58127435, file.logLikelihood(), 1e-7);
    assertEquals(1.2035, file.opportunityModel().alpha(), 1e-4);
  }
}
