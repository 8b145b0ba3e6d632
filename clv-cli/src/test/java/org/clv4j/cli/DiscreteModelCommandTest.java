package org.clv4j.cli;

import static org.clv4j.cli.Clv.line;
import static org.clv4j.cli.Clv.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clv4j.io.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscreteModelCommandTest {
  private static final String SIMULATED =
      " --customers 4000 --seed 7 --start 2022-01-03 --end 2024-12-31 --births-until 2023-12-31";

  /** Figures at an optimum whose parameters are known to 5 digits. */
  private static final double FIVE_DIGITS = 2e-5;

  @TempDir Path dir = Path.of(".");

  /**
   * Fader and Hardie (2010), Table 3, case 1: DERL 3.3098 and 3.4510, with the next renewal
   * undiscounted; here it is one period away.
   */
  @Test
  void contractsAreScored() throws IOException {
    Path tenures =
        Files.writeString(
            dir.resolve("tenures.csv"), "customer_id,tenure,churned\na,0,0\nb,1,0\nc,1,1\n");
    String predict =
        "predict " + tenures + " --model sbg --parameters alpha=3.8,beta=15.2 --time-unit year";
    Clv clv = line(predict + " --horizon infinite --discount-rate 0.1 --margin 0.5 --cash-flow 40");
    assertEquals(
        "customer_id,survival,retention,expected_residual_lifetime,"
            + "discounted_expected_residual_lifetime,clv",
        clv.out().lines().findFirst().orElseThrow());
    List<String[]> rows = rows(clv);
    assertEquals(List.of("a", "b", "c"), rows.stream().map(row -> row[0]).toList());
    assertEquals("1.0", rows.get(0)[1]);
    assertEquals(0.8, Double.parseDouble(rows.get(1)[1]), 1e-15);
    assertEquals(0.8, Double.parseDouble(rows.get(0)[2]), 1e-15);
    assertEquals(16.2 / 20, Double.parseDouble(rows.get(1)[2]), 1e-15);
    assertEquals(15.2 / 2.8, Double.parseDouble(rows.get(0)[3]), 1e-14);
    assertEquals(3.3098, 1.1 * Double.parseDouble(rows.get(0)[4]), 5e-5);
    assertEquals(3.4510, 1.1 * Double.parseDouble(rows.get(1)[4]), 5e-5);
    assertEquals(20 * Double.parseDouble(rows.get(0)[4]), Double.parseDouble(rows.get(0)[5]));
    for (int column = 2; column < 6; column++) {
      assertEquals(0, Double.parseDouble(rows.get(2)[column]));
    }
    List<String[]> year = rows(line(predict));
    assertEquals(0.8, Double.parseDouble(year.get(0)[3]), 1e-15);
    assertEquals(year.get(0)[3], year.get(0)[5]);

    Path survivors = Files.writeString(dir.resolve("s.csv"), "period,survivors\n0,1000\n1,631\n");
    List<String[]> periods = rows(line(predict.replace(tenures.toString(), survivors.toString())));
    assertEquals("1", periods.get(0)[0]);
    assertEquals(rows.get(1)[1], periods.get(1)[1]);
  }

  /**
   * Fader, Hardie and Shang (2010); figures of the reference page, at the optimum and at rounded
   * parameters.
   */
  @Test
  void opportunitiesAreScored() throws IOException {
    Path histories =
        Files.writeString(
            dir.resolve("h.csv"),
            "frequency,recency,opportunities,mean_repeat_spend\n6,6,6,30\n2,4,6,10\n0,0,6,0\n");
    String predict =
        "predict "
            + histories
            + " --model bg-bb --parameters alpha=1.20352,beta=0.74972,gamma=0.65672,delta=2.78344"
            + " --time-unit year";
    List<String[]> rows = rows(line(predict + " --horizon 5"));
    assertEquals(0.9304303301, Double.parseDouble(rows.get(0)[1]), FIVE_DIGITS);
    assertEquals(0.5896460157, Double.parseDouble(rows.get(1)[1]), FIVE_DIGITS);
    assertEquals(3.752503041, Double.parseDouble(rows.get(0)[2]), 5 * FIVE_DIGITS);
    assertEquals(0.0728638103, Double.parseDouble(rows.get(2)[2]), FIVE_DIGITS);
    assertEquals("", rows.get(0)[3]);
    assertEquals("", rows.get(0)[5]);
    Clv forEver =
        line(
            predict
                    .replace("1.20352", "1.2")
                    .replace("0.74972", "0.75")
                    .replace("0.65672", "0.66")
                    .replace("2.78344", "2.78")
                + " --horizon infinite --discount-rate 0.1 --spend-parameters"
                + " p=6.25,q=3.74,gamma=15.44 --margin 0.5");
    List<String[]> values = rows(forEver);
    assertEquals("", values.get(0)[2]);
    assertEquals(5.897601159, Double.parseDouble(values.get(0)[4]), 5e-10);
    assertEquals(
        0.5 * Double.parseDouble(values.get(0)[3]) * Double.parseDouble(values.get(0)[4]),
        Double.parseDouble(values.get(0)[5]),
        1e-13);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sbg --parameters alpha=0.7,beta=1.6",
        "bdw --parameters alpha=0.6,beta=1.4,c=1.4",
        "exponential-gamma --parameters s=0.9,beta=4"
      })
  void contractsAreSimulatedFittedAndScored(String model) throws IOException {
    String name = model.substring(0, model.indexOf(' '));
    String simulate = "simulate --model " + model + " --time-unit month" + SIMULATED;
    List<String[]> payments = rows(line(simulate));
    assertEquals(4000, payments.stream().map(row -> row[0]).distinct().count());
    assertEquals(2, payments.get(0).length);
    Path tenures = dir.resolve("tenures.csv");
    Path fitted = dir.resolve("model.json");
    assertEquals(0, line(simulate + " --tenures --out " + tenures).status());
    Clv fit = line("fit " + tenures + " --model " + name + " --time-unit month --out " + fitted);
    assertEquals(0, fit.status(), fit.err());
    ModelFile.read(fitted)
        .parameters()
        .forEach(
            (parameter, value) -> {
              double truth =
                  Double.parseDouble(model.replaceAll(".*[ ,]" + parameter + "=([0-9.]+).*", "$1"));
              assertEquals(1, value / truth, 0.3, parameter);
            });
    List<String[]> scores = rows(line("predict " + tenures + " --model-file " + fitted));
    assertEquals(4000, scores.size());
  }

  @Test
  void opportunitiesAreSimulated() {
    String simulate =
        "simulate --model bg-bb --parameters alpha=1.2,beta=0.75,gamma=0.66,delta=2.78";
    List<String[]> orders = rows(line(simulate + " --time-unit week" + SIMULATED));
    assertTrue(orders.size() > 4000);
    assertTrue(orders.stream().allMatch(row -> row[1].matches("202[2-4]-\\d\\d-\\d\\d")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          simulate --model nbd --parameters r=1,alpha=2 --tenures | --tenures needs one of [sbg, bdw
          simulate --model sbg --parameters alpha=1               | parameters of sbg must be [alpha, beta]
          simulate --model bg-bb --parameters alpha=1             | parameters of bg-bb must be
          predict FILE --model sbg --parameters alpha=1,beta=-1   | beta must be positive
          predict FILE --model bg-bb --parameters alpha=1         | parameters of bg-bb must be
          predict FILE --model bg-bb --parameters alpha=1,beta=1,gamma=1,delta=1 --horizon 2.7 | whole number of opportunities
          """)
  void mistakesAreNamed(String line, String message) throws IOException {
    Path file = Files.writeString(dir.resolve("file.csv"), "tenure\n1\n");
    String more = line.startsWith("simulate") ? SIMULATED : "";
    Clv clv = Clv.run((line + more).replace("FILE", file.toString()).split(" +", -1));
    assertEquals(2, clv.status(), clv.err());
    assertTrue(clv.err().contains(message), clv.err());
  }
}
