package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CNBD-k against figures that others made, and against its simplest case. */
class CnbdKTest {
  private static final BgCnbdK BG = new BgCnbdK(3, .85, 1.45, .79, 2.42, PeriodUnit.WEEK);
  private static final MbgCnbdK MBG = new MbgCnbdK(3, .85, 1.45, .79, 2.42, PeriodUnit.WEEK);

  /** Half a unit of the last of nine printed digits, and a little. */
  private static final double PRINTED = 6e-9;

  /** BTYDplus 1.2.0 at these parameters: exact there too. */
  @Test
  void figuresOfBtydPlus() {
    double litt = Math.log(10) + Math.log(20);
    assertEquals(-8.53450444, BG.logLikelihood(2, 30, 40, litt), PRINTED);
    assertEquals(-8.76108886, MBG.logLikelihood(2, 30, 40, litt), PRINTED);
    assertEquals(-1.91292475, BG.logLikelihood(0, 0, 40, 0), PRINTED);
    assertEquals(-1.02885263, MBG.logLikelihood(0, 0, 40, 0), PRINTED);
    assertEquals(.733683109, BG.probabilityAlive(2, 30, 40), PRINTED);
    assertEquals(.780723819, MBG.probabilityAlive(2, 30, 40), PRINTED);
    assertArrayEquals(
        new double[] {
          .194826527, .301437586, .161098558, .0980554082, .064397818, .0444507754, .0317738366
        },
        probabilities(BG),
        PRINTED);
    assertArrayEquals(
        new double[] {
          .392984485, .19780489, .118527901, .0772150899, .0530263114, .0377688153, .0276302807
        },
        probabilities(MBG),
        PRINTED);
  }

  private static double[] probabilities(CnbdK model) {
    return IntStream.range(0, 7).mapToDouble(n -> model.probabilityOfPurchases(n, 28)).toArray();
  }

  /** BTYDplus 1.2.0, BG/CNBD-2 of the grocery log: x = 0, then x = 1 .. 5 with t_x = 12. */
  @Test
  void probabilityAliveOfBtydPlus() {
    BgCnbdK grocery = new BgCnbdK(2, .35906101, 1.12938745, .52281320, 2.78534141, PeriodUnit.WEEK);
    double[] printed = {1, .353489999, .0654131867, .00725070452, .00067906282, 5.87155272e-05};
    for (int x = 0; x < printed.length; x++) {
      // The parameters are printed to 8 digits, and x stages multiply what is cut off.
      double alive = grocery.probabilityAlive(x, x == 0 ? 0 : 12, 52);
      assertEquals(printed[x], alive, 1e-6 * printed[x], "x = " + x);
    }
  }

  record Case(CnbdK model, int x, double recency, double age, double t, List<Double> figures) {}

  static Stream<Case> definitions() throws IOException {
    return read("cnbd-definitions.csv");
  }

  static Stream<Case> extremes() throws IOException {
    return read("cnbd-extremes.csv");
  }

  private static Stream<Case> read(String file) throws IOException {
    try (InputStream in = CnbdKTest.class.getResourceAsStream(file)) {
      String text =
          new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
      List<String[]> rows =
          text.lines()
              .filter(line -> line.startsWith("bg,") || line.startsWith("mbg,"))
              .map(line -> line.split(",", -1))
              .toList();
      return rows.stream().map(CnbdKTest::of);
    }
  }

  private static Case of(String[] row) {
    double[] v = Stream.of(row).skip(1).mapToDouble(Double::parseDouble).toArray();
    CnbdK model =
        row[0].equals("bg")
            ? new BgCnbdK((int) v[0], v[1], v[2], v[3], v[4], PeriodUnit.WEEK)
            : new MbgCnbdK((int) v[0], v[1], v[2], v[3], v[4], PeriodUnit.WEEK);
    List<Double> figures = Arrays.stream(v).skip(9).boxed().toList();
    return new Case(model, (int) v[5], v[6], v[7], v[8], figures);
  }

  /** Integrals over lambda of what the definition says, by mpmath, good to 1e-11 or better. */
  @ParameterizedTest
  @MethodSource("definitions")
  void isWhatTheDefinitionSays(Case c) {
    CnbdK model = c.model;
    double discount = c.figures.get(0);
    int purchases = c.figures.get(1).intValue();
    double log = model.logLikelihood(c.x, c.recency, c.age);
    assertEquals(c.figures.get(2), log, 1e-11 * Math.max(1, Math.abs(log)));
    assertNear(c.figures.get(3), model.probabilityAlive(c.x, c.recency, c.age), 1e-10);
    assertNear(c.figures.get(4), model.expectedPurchases(c.x, c.recency, c.age, c.t), 1e-10);
    assertNear(c.figures.get(5), model.probabilityAlive(c.x, c.recency, c.age, c.t), 1e-10);
    assertNear(
        c.figures.get(6),
        model.probabilityOfPurchases(c.x, c.recency, c.age, purchases, c.t),
        1e-10);
    double residual = model.discountedExpectedResidualTransactions(c.x, c.recency, c.age, discount);
    assertNear(c.figures.get(7), residual, 1e-9);
  }

  /** The same sums with 40 digits, by mpmath. */
  @ParameterizedTest
  @MethodSource("extremes")
  void keepsItsDigitsFarOut(Case c) {
    CnbdK model = c.model;
    assertNear(c.figures.get(0), model.logLikelihood(c.x, c.recency, c.age), 1e-10);
    assertNear(c.figures.get(1), model.probabilityAlive(c.x, c.recency, c.age), 1e-9);
    assertNear(c.figures.get(2), model.expectedPurchases(c.x, c.recency, c.age, c.t), 1e-9);
    assertNear(c.figures.get(3), model.probabilityAlive(c.x, c.recency, c.age, c.t), 1e-9);
  }

  static Stream<Case> within() throws IOException {
    return read("cnbd-within.csv");
  }

  /** Integrals over time of the density of purchases, by cnbd-within.py. */
  @ParameterizedTest
  @MethodSource("within")
  void discountedWithinAHorizon(Case c) {
    double found =
        c.model.discountedExpectedResidualTransactions(
            c.x, c.recency, c.age, c.t, c.figures.get(0));
    assertNear(c.figures.get(1), found, 1e-11);
  }

  private static void assertNear(double expected, double found, double relative) {
    assertEquals(expected, found, relative * Math.abs(expected));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 60})
  void withKEqualTo1ItIsBgNbdOrMbgNbd(int x) {
    List<TransactionModel> plain =
        List.of(
            new BgNbd(.85, 1.45, .79, 2.42, PeriodUnit.WEEK),
            new MbgNbd(.85, 1.45, .79, 2.42, PeriodUnit.WEEK));
    List<CnbdK> condensed =
        List.of(
            new BgCnbdK(1, .85, 1.45, .79, 2.42, PeriodUnit.WEEK),
            new MbgCnbdK(1, .85, 1.45, .79, 2.42, PeriodUnit.WEEK));
    double tx = x == 0 ? 0 : 31;
    for (int i = 0; i < 2; i++) {
      TransactionModel p = plain.get(i);
      CnbdK c = condensed.get(i);
      assertNear(p.logLikelihood(x, tx, 40), c.logLikelihood(x, tx, 40), 1e-13);
      assertNear(p.logLikelihood(x, tx, 40), c.logLikelihood(x, tx, 40, x == 0 ? 0 : 2), 1e-13);
      assertNear(p.probabilityAlive(x, tx, 40), c.probabilityAlive(x, tx, 40), 1e-11);
      assertNear(p.probabilityAlive(x, tx, 40, 9), c.probabilityAlive(x, tx, 40, 9), 1e-10);
      assertNear(p.expectedPurchases(52), c.expectedPurchases(52), 1e-11);
      assertNear(p.expectedPurchases(x, tx, 40, 52), c.expectedPurchases(x, tx, 40, 52), 1e-11);
      for (int n = 0; n < 5; n++) {
        assertNear(
            p.probabilityOfPurchases(x, tx, 40, n, 52),
            c.probabilityOfPurchases(x, tx, 40, n, 52),
            1e-10);
      }
      // Two quadratures, each with an error below 1e-10.
      assertNear(
          p.discountedExpectedResidualTransactions(x, tx, 40, .0027),
          c.discountedExpectedResidualTransactions(x, tx, 40, .0027),
          2e-10);
      assertNear(
          p.discountedExpectedResidualTransactions(x, tx, 40, .0027, 52),
          c.discountedExpectedResidualTransactions(x, tx, 40, .0027, 52),
          2e-10);
      assertNear(p.expectedTransactionRate(x, tx, 40), c.expectedTransactionRate(x, tx, 40), 1e-12);
      assertEquals(
          p.expectedTimeToNextPurchase(x, tx, 40).orElse(-1),
          c.expectedTimeToNextPurchase(x, tx, 40).orElse(-1),
          1e-12);
    }
    assertNear(
        ((BgNbd) plain.get(0)).expectedDropoutProbability(x, tx, 40),
        condensed.get(0).expectedDropoutProbability(x, tx, 40),
        1e-12);
  }

  @Test
  void theNextPurchaseIsDueSoonerTheLongerTheSilence() {
    // Three stages at a rate of nearly 3 a week: a week between purchases. Nobody leaves, nearly.
    BgCnbdK steady = new BgCnbdK(3, 3e4, 1e4, 1e-6, 1, PeriodUnit.WEEK);
    assertEquals(1, steady.expectedTimeToNextPurchase(8, 8, 8).orElseThrow(), 1e-3);
    double soon = steady.expectedTimeToNextPurchase(8, 8, 8.8).orElseThrow();
    // A silence of 0.8 leaves stages of weight 1, 2.4 and 2.88: (3 + 4.8 + 2.88) / 6.28 of 1/3.
    assertEquals((3 + 4.8 + 2.88) / 6.28 / 3, soon, 1e-3);
    assertTrue(steady.expectedTimeToNextPurchase(8, 8, 9).orElseThrow() < soon);
    assertTrue(
        new BgCnbdK(2, 0.5, 1, 1, 1, PeriodUnit.WEEK)
            .expectedTimeToNextPurchase(0, 0, 9)
            .isEmpty());
    assertEquals(1, steady.expectedTransactionRate(8, 8, 8), 1e-3);
  }

  @Test
  void namesAndParameters() {
    assertEquals("bg-cnbd-k", BG.name());
    assertEquals("mbg-cnbd-k", MBG.name());
    assertEquals(List.of("k", "r", "alpha", "a", "b"), List.copyOf(BG.parameters().keySet()));
    assertEquals(1, BG.probabilityAlive(0, 0, 500), 0);
    assertTrue(MBG.probabilityAlive(0, 0, 500) < 0.2);
  }
}
