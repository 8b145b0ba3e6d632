package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forecast of the page is the one that was asked for, and says so. */
class ReportForecastTest {
  private static final Path SAMPLE = Path.of("../samples/orders.csv");

  @TempDir Path dir = Path.of(".");

  private String page(Path orders, String... options) throws IOException {
    List<String> line = new ArrayList<>(List.of("report", orders.toString()));
    line.addAll(List.of(options));
    line.addAll(List.of("--out", dir.resolve("out").toString()));
    Clv clv = Clv.run(line.toArray(String[]::new));
    assertEquals(0, clv.status(), clv.err());
    return Files.readString(dir.resolve("out/report.html"));
  }

  private double predicted(String column) throws IOException {
    List<String> lines = Files.readAllLines(dir.resolve("out/predictions.csv"));
    int at = List.of(lines.get(0).split(",", -1)).indexOf(column);
    assertTrue(at >= 0, lines.get(0));
    return lines.stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[at]))
        .sum();
  }

  @Test
  void revenueOfAYearUnlessAskedOtherwise() throws IOException {
    String page = page(SAMPLE);
    assertTrue(page.contains("within 1 year times expected spend: revenue."), page);
    assertTrue(page.contains("<dd>revenue</dd>"), "value");
    assertTrue(page.contains("mbg-nbd, r 0."), "parameters of purchases");
    assertTrue(page.contains("gamma-gamma, p "), "parameters of spend");
    double revenue = predicted("clv");
    double year = predicted("expected_purchases");

    String margin =
        page(SAMPLE, "--margin", "0.4", "--horizon", "90", "--discount-rate", "0.1", "--quiet");
    assertTrue(
        margin.contains(
            "within 90 days times expected spend: a margin of 40.0%, discounted at 10.0% a year."),
        margin);
    assertTrue(margin.contains("<dd>10.0% a year</dd>"), "rate");
    assertTrue(margin.contains("<dd>90 days</dd>"), "horizon");
    assertTrue(margin.contains("<dd>an order within 365 days</dd>"), "active window");
    double quarter = predicted("expected_purchases");
    assertTrue(quarter < year / 3, quarter + " of " + year);
    assertTrue(predicted("clv") < 0.4 * revenue * quarter / year * 1.05);
  }

  @Test
  void anotherModelIsFittedAndTriedOnThePast() throws IOException {
    String page = page(SAMPLE, "--model", "nbd");
    assertTrue(page.contains("by the model nbd."), page);
    assertTrue(page.contains("nbd, r 0.") && !page.contains("mbg-nbd, r"), "parameters");
    assertTrue(page.contains("Can this forecast be trusted?"), page);
  }

  @Test
  void whatCannotBeIsWrongUsage() {
    Clv model = Clv.run("report", SAMPLE.toString(), "--model", "arima", "--out", dir.toString());
    assertEquals(2, model.status());
    assertTrue(model.err().contains("--model must be one of [nbd, "), model.err());
    Clv rate =
        Clv.run("report", SAMPLE.toString(), "--discount-rate", "-0.1", "--out", dir.toString());
    assertEquals(2, rate.status());
    assertTrue(rate.err().contains("discount rate must be"), rate.err());
  }

  /** A shop that is closed every August. */
  @Test
  void aMonthWithoutOrdersStopsNothing() throws IOException {
    Path orders = dir.resolve("closed.csv");
    try (Stream<String> lines = Files.lines(SAMPLE)) {
      Files.write(orders, lines.filter(line -> !line.contains("-08-")).toList());
    }
    String page = page(orders, "--quiet");
    assertTrue(page.contains("Can this forecast be trusted?"), page);
    assertTrue(page.contains("August has 0 % of the repeat orders"), page);
    assertFalse(page.contains("NaN"));
    Clv fit = Clv.run("fit", orders.toString(), "--model", "mbg-nbd");
    assertEquals(0, fit.status(), fit.err());
    assertTrue(fit.err().contains("the data: seasonality ("), fit.err());
  }
}
