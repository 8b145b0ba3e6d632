package org.clv4j.cli;

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
import org.clv4j.models.transaction.TransactionModel;
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

  private static Clv run(String line) {
    return Clv.run(line.split(" ", -1));
  }

  @BeforeEach
  void simulate() throws IOException {
    orders = dir.resolve("orders.csv");
    Clv simulated =
        run(
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
    Clv fit = run(fit("--model mbg-nbd --reference channel=shop --quiet --out " + model));
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
        run("predict " + orders + " --model-file " + model + " --covariates " + covariates);
    assertEquals(0, predict.status(), predict.err());
    List<String[]> rows = predict.out().lines().skip(1).map(line -> line.split(",", -1)).toList();
    assertEquals(CUSTOMERS, rows.size());

    // The same from a summary, and by hand for its first customer, who is 27 and of the shop.
    Path summary = dir.resolve("summary.csv");
    assertEquals(0, run("summarize " + orders + " --time-unit week --out " + summary).status());
    Clv again =
        run("predict " + summary + " --model-file " + model + " --covariates " + covariates);
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
    Clv intervals = run(interval + covariates + " --intervals 0.9");
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
        run(interval + covariates + " --intervals 0.9 --horizon infinite --discount-rate 0.1");
    assertEquals(2, forEver.status());
    assertTrue(forEver.err().contains("--intervals needs a finite --horizon"), forEver.err());

    Clv plain = run("predict " + orders + " --model-file " + model);
    assertEquals(2, plain.status());
    assertTrue(plain.err().contains("give those of the customers with --covariates"), plain.err());
    Path stranger = dir.resolve("stranger.csv");
    Files.writeString(
        stranger, Files.readString(covariates).replace("\n1,27,shop", "\n1,27,carrier pigeon"));
    Clv strange = run("predict " + orders + " --model-file " + model + " --covariates " + stranger);
    assertEquals(1, strange.status());
    assertTrue(
        strange.err().contains("channel of customer \"1\" must be one of [fax, phone, shop, web]"),
        strange.err());
  }

  @Test
  void optionsReachTheFit() {
    String free = run(fit("--model bg-nbd --quiet")).out();
    assertNotEquals(free, run(fit("--model bg-nbd --l2 50 --quiet")).out());
    Clv separate = run(fit("--model bg-nbd --separate-dropout --format csv"));
    assertTrue(separate.out().contains("\ndropout-b.age,"), separate.out() + separate.err());
    Clv levels = run(fit("--model bg-nbd --reference age=20 --format csv"));
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
          --model bg-nbd --reference shoe=7              | 1 | must be one of [age, channel], but was "shoe"
          --model bg-nbd --reference channel=boat        | 1 | must be one of [fax, phone, shop, web], but was "boat"
          """)
  void wrongOptionsAreNamed(String options, int status, String message) {
    Clv clv = run(fit(options));
    assertEquals(status, clv.status(), clv.err());
    assertTrue(clv.err().contains(message), clv.err());
  }

  @Test
  void optionsOfCovariatesNeedThem() {
    Clv clv = run("fit " + orders + " --model bg-nbd --separate-dropout");
    assertEquals(2, clv.status());
    assertTrue(clv.err().contains("--separate-dropout needs --covariates"), clv.err());
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
    Clv clv = run(fit("--model bg-nbd"));
    assertEquals(1, clv.status());
    assertTrue(clv.err().contains(message), clv.err());
  }

  /** The optimum that the likelihood-ratio statistic of CLVTools, 54.07024, stands for. */
  @Tag("reference-data")
  @Test
  void apparelIsFittedAsByClvTools() {
    assumeTrue(Files.isDirectory(DATA), "there are no reference data at " + DATA);
    Clv clv =
        run(
            "fit "
                + DATA.resolve("apparel.csv")
                + " --customer Id --as-of 2006-12-31 --model pareto-nbd --covariates "
                + DATA.resolve("apparel_static_covariates.csv"));
    assertEquals(0, clv.status(), clv.err());
    ModelFile file = ModelFile.parse(clv.out());
    assertEquals(-5848.097826922 + 27.03512, file.logLikelihood(), 5e-5);
    assertEquals(PeriodUnit.WEEK, file.unit());
    assertEquals(8, file.parameters().size());
  }
}
