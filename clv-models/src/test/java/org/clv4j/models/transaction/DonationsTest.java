package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clv4j.models.fit.FitResult;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fader, Hardie &amp; Shang (2010): 11 104 donors, six yearly opportunities. */
@Tag("reference-data")
class DonationsTest {
  /** The paper's parameters, three decimals. */
  private static final BgBb PAPER = new BgBb(1.204, .750, .657, 2.783);

  /**
   * Where BTYD 2.4.3 stopped, 3e-6 from the optimum: the parameters for which E[p] and E[theta] of
   * (6, 6), P(alive) of (0, 0) and of (1, 1) are what it prints; all its other figures are checked.
   */
  static final BgBb BTYD = new BgBb(1.203533290, .749727203, .656778789, 2.783812058);

  private static List<int[]> cells() throws IOException {
    Path file =
        Path.of(System.getProperty("clv.reference-data", "../../shared/data"))
            .resolve("donations.csv");
    Assumptions.assumeTrue(Files.exists(file), () -> "no reference data at " + file);
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(
            line ->
                java.util.Arrays.stream(line.split(",", -1)).mapToInt(Integer::parseInt).toArray())
        .toList();
  }

  private static OpportunityHistories donors(List<int[]> cells) {
    return OpportunityHistories.of(
        column(cells, 0),
        column(cells, 1),
        column(cells, 2),
        cells.stream().mapToDouble(cell -> cell[3]).toArray());
  }

  private static int[] column(List<int[]> cells, int index) {
    return cells.stream().mapToInt(cell -> cell[index]).toArray();
  }

  /** An independent optimum, printed to 8 decimals of LL and 5 of the parameters. */
  @Test
  void fits() throws IOException {
    OpportunityHistories donors = donors(cells());
    assertEquals(11_104, donors.customers());
    FitResult<BgBb> fit = BgBb.fit(donors);
    assertEquals(-33225.58127435, fit.logLikelihood(), 1e-8);
    assertEquals(1.20352, fit.model().alpha(), 1e-5);
    assertEquals(.74972, fit.model().beta(), 1e-5);
    assertEquals(.65672, fit.model().gamma(), 1e-5);
    assertEquals(2.78344, fit.model().delta(), 2e-5);
    assertTrue(fit.warnings().isEmpty(), fit.toString());
    // 6 when written
    assertTrue(fit.evaluations() <= 15, fit.toString());
    assertEquals(-33225.58175, PAPER.logLikelihood(donors), 5.01e-6);
  }

  /** BTYD 2.4.3, ten digits, in the order of the file; the likelihood at the paper's values. */
  @Test
  void cells22() throws IOException {
    double[] log = {
      -2.182248448, -4.295124765, -5.384936538, -5.809372079, -5.652016269, -4.884145542,
      -3.716999307, -5.095675639, -5.615894746, -5.506584593, -4.767622683, -3.848303519,
      -5.059307947, -5.195697601, -4.570990414, -3.527345169, -4.51606663, -4.224770872,
      -3.011787922, -3.588050933, -2.288531686, -1.167262473
    };
    double[] alive = {
      .9304303301, .9304303301, .9304303301, .9304303301, .9304303301, .9304303301, .5219659546,
      .6967903902, .7668173988, .8045473007, .8281366893, .2001738344, .4395833075, .5896460157,
      .6803734541, .095003926, .2988953681, .4813448475, .0664134561, .2547033341, .0694611259,
      .1081339692
    };
    double[] nextFive = {
      3.752503041, 3.231577699, 2.710652357, 2.189727016, 1.668801674, 1.147876332, 1.812896123,
      2.029981668, 1.804671151, 1.44302033, 1.02167618, .5831728166, 1.034540054, 1.057577581,
      .8393799728, .2235875773, .5360928964, .5938374324, .1191178782, .3142287171, .0856945220,
      .0728638103
    };
    List<int[]> cells = cells();
    double total = 0;
    for (int i = 0; i < 22; i++) {
      int x = cells.get(i)[0];
      int tx = cells.get(i)[1];
      assertEquals(log[i], PAPER.logLikelihood(x, tx, 6), 5.01e-10);
      // ten digits here, ten in the four figures above
      assertEquals(alive[i], BTYD.probabilityAlive(x, tx, 6, 1), 5e-10);
      double expected = BTYD.expectedPurchases(x, tx, 6, 5);
      assertEquals(nextFive[i], expected, 3e-9);
      total += cells.get(i)[3] * expected;
    }
    assertEquals(12_883.98678, total, 1e-5);
  }

  /** BTYD 2.4.3, two decimals. */
  @Test
  void histogram() {
    double[] expected = {3454.83, 1888.67, 1348.91, 1113.40, 1017.93, 1027.17, 1253.10};
    for (int x = 0; x <= 6; x++) {
      assertEquals(expected[x], 11_104 * BTYD.probabilityOfPurchases(x, 6), 5.01e-3);
    }
  }
}
