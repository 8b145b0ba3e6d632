package org.clv4j.cli;

import static org.clv4j.cli.Clv.line;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.ModelFile;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CovariateCommandTest {
  private static final int CUSTOMERS = 600;
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  @TempDir Path dir = Path.of(".");

  private Path orders = Path.of("orders.csv");
  private Path covariates = Path.of("covariates.csv");

  @BeforeEach
  void simulate() throws IOException {
    orders = dir.resolve("orders.csv");
    Clv simulated =
        line(
            "simulate --model mbg-nbd --parameters r=0.9,alpha=8,a=0.7,b=2.4 --customers "
                + CUSTOMERS
                + " --seed 5 --start 2023-01-02 --end 2024-06-30 --out "
                + orders);
    assertEquals(0, simulated.status(), simulated.err());
    StringBuilder csv = new StringBuilder("id,age,channel\n");
    for (int customer = 1; customer <= CUSTOMERS; customer++) {
      String channel = customer % 3 == 0 ? "web" : customer % 3 == 1 ? "shop" : "\"fax, phone\"";
      csv.append(customer + "," + (20 + customer * 7 % 50) + "," + channel + "\n");
    }
    covariates = Files.writeString(dir.resolve("covariates.csv"), csv);
  }

  private String fit(String more) {
    return "fit " + orders + " --covariates " + covariates + " " + more;
  }

  @Test
  void whatIsFittedWithCovariatesIsScoredWithThem() throws IOException {
    Path model = dir.resolve("model.json");
    Clv fit = line(fit("--model mbg-nbd --reference channel=shop --quiet --out " + model));
    assertEquals(0, fit.status(), fit.err());
    ModelFile file = ModelFile.read(model);
    assertEquals(
        List.of(
            "r",
            "alpha",
            "a",
            "b",
            "rate.age",
            "rate.channel=fax, phone",
            "rate.channel=web",
            "dropout.age",
            "dropout.channel=fax, phone",
            "dropout.channel=web"),
        List.copyOf(file.parameters().keySet()));
    assertEquals(Map.of("channel", "shop"), file.referenceLevels());

    Clv predict =
        line("predict " + orders + " --model-file " + model + " --covariates " + covariates);
    assertEquals(0, predict.status(), predict.err());
    List<String[]> rows = predict.out().lines().skip(1).map(line -> line.split(",", -1)).toList();
    assertEquals(CUSTOMERS, rows.size());

    // The same from a summary, and by hand for its first customer, who is 27 and of the shop.
    Path summary = dir.resolve("summary.csv");
    assertEquals(0, line("summarize " + orders + " --time-unit week --out " + summary).status());
    Clv again =
        line("predict " + summary + " --model-file " + model + " --covariates " + covariates);
    assertEquals(predict.out(), again.out());
    String[] first = rows.get(0);
    TransactionModel by =
        file.covariateModel()
            .at(Map.of("age", 27.0, "channel=web", 0.0, "channel=fax, phone", 0.0));
    String[] history = Files.readAllLines(summary).get(1).split(",", -1);
    List<String> header = List.of(Files.readAllLines(summary).get(0).split(",", -1));
    assertEquals("1", first[0]);
    assertEquals(
        by.probabilityAlive(
            Integer.parseInt(history[header.indexOf("frequency")]),
            Double.parseDouble(history[header.indexOf("recency")]),
            Double.parseDouble(history[header.indexOf("age")])),
        Double.parseDouble(first[1]),
        1e-12);

    String interval = "predict " + orders + " --model-file " + model + " --covariates ";
    Clv intervals = line(interval + covariates + " --intervals 0.9");
    assertEquals(0, intervals.status(), intervals.err());
    assertTrue(
        intervals.err().contains("all 600 customers together: ")
            && intervals.err().contains("with a probability of 0.9 if the model holds\n"),
        intervals.err());
    List<String> lines = intervals.out().lines().toList();
    assertTrue(lines.get(0).endsWith(",clv,purchases_low,purchases_high"), lines.get(0));
    for (int row = 0; row < CUSTOMERS; row++) {
      assertTrue(lines.get(row + 1).startsWith(String.join(",", rows.get(row))));
      String[] cells = lines.get(row + 1).split(",", -1);
      double expected = Double.parseDouble(cells[2]);
      assertTrue(Integer.parseInt(cells[6]) <= Math.ceil(expected), lines.get(row + 1));
      assertTrue(Integer.parseInt(cells[7]) >= Math.floor(expected), lines.get(row + 1));
    }
    Clv forEver =
        line(interval + covariates + " --intervals 0.9 --horizon infinite --discount-rate 0.1");
    assertEquals(2, forEver.status());
    assertTrue(forEver.err().contains("--intervals needs a finite --horizon"), forEver.err());

    Clv plain = line("predict " + orders + " --model-file " + model);
    assertEquals(2, plain.status());
    assertTrue(plain.err().contains("give those of the customers with --covariates"), plain.err());
    Path stranger = dir.resolve("stranger.csv");
    Files.writeString(
        stranger, Files.readString(covariates).replace("\n1,27,shop", "\n1,27,carrier pigeon"));
    Clv strange =
        line("predict " + orders + " --model-file " + model + " --covariates " + stranger);
    assertEquals(1, strange.status());
    assertTrue(
        strange.err().contains("channel of customer \"1\" must be one of [fax, phone, shop, web]"),
        strange.err());
  }

  @Test
  void optionsReachTheFit() {
    String free = line(fit("--model bg-nbd --quiet")).out();
    assertNotEquals(free, line(fit("--model bg-nbd --l2 50 --quiet")).out());
    Clv separate = line(fit("--model bg-nbd --separate-dropout --format csv"));
    assertTrue(separate.out().contains("\ndropout-b.age,"), separate.out() + separate.err());
    Clv some =
        line(
            fit(
                "--model pareto-nbd --rate-covariates age,channel --dropout-covariates age --equal age"
                    + " --format csv"));
    assertEquals(
        List.of("r", "alpha", "s", "beta", "rate.channel=shop", "rate.channel=web", "both.age"),
        some.out().lines().skip(1).map(line -> line.replaceAll(",[^,]*,[^,]*,[^,]*$", "")).toList(),
        some.err());
    Clv none = line(fit("--model bg-nbd --dropout-covariates none --format csv"));
    assertTrue(!none.out().contains("dropout.") && none.out().contains("rate.age"), none.err());
    String apart = line(fit("--model bg-nbd --rate-l2 0 --dropout-l2 50 --quiet")).out();
    assertNotEquals(free, apart);
    assertEquals(apart, line(fit("--model bg-nbd --l2 50 --rate-l2 0 --quiet")).out());
    Clv levels = line(fit("--model bg-nbd --reference age=20 --format csv"));
    assertTrue(levels.out().contains("\nrate.age=21,"), levels.out() + levels.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --model nbd                                    | 2 | --covariates needs one of [pareto-nbd, bg-nbd, mbg-nbd]
          --model pareto-nbd --separate-dropout          | 1 | pareto-nbd has none
          --model bg-nbd --l2 -1                         | 2 | L2 penalty
          --model bg-nbd --dropout-l2 -1                 | 2 | L2 penalty of dropout
          --model bg-nbd --rate-covariates age --equal channel | 2 | must act on rate and dropout, but channel acts on one
          --model bg-nbd --rate-covariates shoe          | 1 | covariate must be one of [age, channel], but was "shoe"
          --model bg-nbd --reference shoe=7              | 1 | must be one of [age, channel], but was "shoe"
          --model bg-nbd --reference channel=boat        | 1 | must be one of [fax, phone, shop, web], but was "boat"
          """)
  void wrongOptionsAreNamed(String options, int status, String message) {
    Clv clv = line(fit(options));
    assertEquals(status, clv.status(), clv.err());
    assertTrue(clv.err().contains(message), clv.err());
  }

  @ParameterizedTest
  @CsvSource({
    "--separate-dropout,",
    "--l2, 1",
    "--rate-l2, 1",
    "--dropout-l2, 1",
    "--rate-covariates, age",
    "--dropout-covariates, age",
    "--equal, age"
  })
  void optionsOfCovariatesNeedThem(String option, @Nullable String value) {
    String stated = value == null ? option : option + " " + value;
    for (String command :
        List.of("fit " + orders + " --model bg-nbd ", "backtest " + orders + " ")) {
      Clv clv = line(command + stated);
      assertEquals(2, clv.status());
      assertTrue(clv.err().contains(option + " needs --covariates"), clv.err());
    }
  }

  @Test
  void effectsAndTheirTestAreInTheJson() {
    ModelFile file =
        ModelFile.parse(line(fit("--model mbg-nbd --reference channel=shop --quiet")).out());
    assertEquals(6, file.effects().size());
    FitResult.LikelihoodRatio test = file.likelihoodRatioTest().orElseThrow();
    assertEquals(6, test.degreesOfFreedom());
    ModelFile without = ModelFile.parse(line("fit " + orders + " --model mbg-nbd --quiet").out());
    assertEquals(2 * (file.logLikelihood() - without.logLikelihood()), test.statistic(), 1e-9);

    Clv drawn = line(fit("--model mbg-nbd --dropout-l2 3"));
    ModelFile penalised = ModelFile.parse(drawn.out());
    assertTrue(penalised.penalised() && penalised.likelihoodRatioTest().isEmpty());
    assertTrue(drawn.out().contains("\"aic\": null"), drawn.out());
    assertTrue(
        drawn.err().contains("likelihood-ratio tests, AIC and BIC do not hold")
            && drawn
                .err()
                .contains("no likelihood-ratio test against no effects: a likelihood-ratio"),
        drawn.err());
  }

  @Test
  void aBacktestComparesWithAndWithout() {
    String backtest = "backtest " + orders + " --covariates " + covariates + " --model ";
    Clv clv = line(backtest + "nbd,mbg-nbd --reference channel=shop --rate-covariates channel");
    assertEquals(0, clv.status(), clv.err());
    assertEquals(
        List.of("nbd", "mbg-nbd", "mbg-nbd+covariates"),
        clv.out().lines().skip(1).map(line -> line.split(",", -1)[0]).limit(3).toList());
    assertTrue(clv.err().contains(": its log score per customer is "), clv.err());
    Clv none = line(backtest + "nbd");
    assertEquals(2, none.status());
    assertTrue(
        none.err().contains("models must hold one of [pareto-nbd, bg-nbd, mbg-nbd]"), none.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          7,69,shop  | 7,,shop     | covariates.csv:8: age "" must not be blank
          7,69,shop  | 7,NA,shop   | covariates.csv:8: age "NA" is not a finite number
          7,69,shop  | 7,NaN,shop  | covariates.csv:8: age "NaN" is not a finite number
          7,69,shop  | 7,69        | covariates.csv:8: the row has 2 fields, but the header has 3
          7,69,shop  | 7,69,shop,1 | covariates.csv:8: the row has 4 fields, but the header has 3
          7,69,shop  | 6,69,shop   | covariates.csv:8: id "6" stands in line 7 too
          7,69,shop  | x,69,shop   | 1 of 600 had none, the first of them "7"
          id,age     | id,channel  | the column "channel" must have a name of its own
          """)
  void badRowsAreNamed(String before, String after, String message) throws IOException {
    String text = Files.readString(covariates);
    assertTrue(text.contains("\n" + before) || text.startsWith(before), before);
    Files.writeString(
        covariates,
        text.startsWith(before)
            ? after + text.substring(before.length())
            : text.replace("\n" + before + "\n", "\n" + after + "\n"));
    Clv clv = line(fit("--model bg-nbd"));
    assertEquals(1, clv.status());
    assertTrue(clv.err().contains(message), clv.err());
  }

  /** The optimum that the likelihood-ratio statistic of CLVTools, 54.07024, stands for. */
  @Tag("reference-data")
  @Test
  void apparelIsFittedAsByClvTools() {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA);
    Clv clv =
        line(
            "fit "
                + DATA.resolve("apparel.csv")
                + " --customer Id --as-of 2006-12-31 --model pareto-nbd --covariates "
                + DATA.resolve("apparel_static_covariates.csv"));
    assertEquals(0, clv.status(), clv.err());
    ModelFile file = ModelFile.parse(clv.out());
    assertEquals(-5848.097826922 + 27.03512, file.logLikelihood(), 5e-5);
    assertEquals(PeriodUnit.WEEK, file.unit());
    assertEquals(8, file.parameters().size());
    FitResult.LikelihoodRatio test = file.likelihoodRatioTest().orElseThrow();
    assertEquals(54.07024, test.statistic(), 1e-4);
    assertEquals(4, test.degreesOfFreedom());
    assertEquals(5.0874e-11, test.pValue(), 5e-15);
  }

  /** The figures of docs/uncertainty.md: 389 purchases came in 2007, at the lower end. */
  @Tag("reference-data")
  @Test
  void apparelIsForetoldWithIntervals() {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA);
    Path model = dir.resolve("apparel.json");
    String orders = " " + DATA.resolve("apparel.csv") + " --customer Id --as-of 2006-12-31 ";
    String known = " --covariates " + DATA.resolve("apparel_static_covariates.csv");
    Clv fit = line("fit" + orders + "--model pareto-nbd --out " + model + known);
    assertEquals(0, fit.status(), fit.err());
    Clv clv = line("predict" + orders + "--model-file " + model + " --intervals 0.9" + known);
    assertEquals(0, clv.status(), clv.err());
    assertTrue(
        clv.err().contains("all 600 customers together: 439.8 purchases expected, from 383 to 501"),
        clv.err());
  }

  /** The figures of docs/evaluation.md. */
  @Tag("reference-data")
  @Test
  void apparelIsForetoldWithAndWithout() {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA);
    Clv clv =
        line(
            "backtest "
                + DATA.resolve("apparel.csv")
                + " --customer Id --calibration-end 2006-12-31 --model pareto-nbd,bg-nbd --covariates "
                + DATA.resolve("apparel_static_covariates.csv"));
    assertEquals(0, clv.status(), clv.err());
    List<String> lines = clv.out().lines().toList();
    int score = List.of(lines.get(0).split(",", -1)).indexOf("log_score");
    double[] scores =
        lines.stream()
            .skip(1)
            .limit(4)
            .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[score]))
            .toArray();
    // Pareto/NBD without and with, BG/NBD without and with; fits end within 1e-5.
    assertArrayEquals(new double[] {-1.46696, -1.45619, -1.54094, -1.55802}, scores, 2e-5);
    assertTrue(
        clv.err().contains("neither help nor harm pareto-nbd by more than chance")
            && clv.err().contains("Covariates harm bg-nbd:"),
        clv.err());
  }
}
