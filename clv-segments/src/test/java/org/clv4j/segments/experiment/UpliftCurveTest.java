package org.clv4j.segments.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpliftCurveTest {
  /** Four customers of each arm, two of each per score. */
  private static final double[] SCORE = {9, 9, 9, 9, 1, 1, 1, 1};

  private static final boolean[] TREATED = {true, true, false, false, true, true, false, false};

  /** The best half gains (10 - 4) x 2, the rest loses (2 - 5) x 2, of four treated. */
  @Test
  void byHand() {
    double[] value = {8, 12, 3, 5, 1, 3, 4, 6};
    UpliftCurve curve = UpliftCurve.of(SCORE, TREATED, value);
    assertEquals(
        List.of(new UpliftCurve.Point(9, 0.5, 3), new UpliftCurve.Point(1, 1, 1.5)),
        curve.points());
    // 0.75 + 1.125 under the curve, 0.75 under the line
    assertEquals(1.125, curve.qini(), 1e-15);
    assertEquals(0.5, curve.best(0).orElseThrow().share());
    assertEquals(0.5, curve.best(5).orElseThrow().share());
    assertTrue(curve.best(6).isEmpty());
    double[] opposite = Arrays.stream(SCORE).map(s -> -s).toArray();
    assertEquals(-1.125, UpliftCurve.of(opposite, TREATED, value).qini(), 1e-15);
  }

  @Test
  void aScoreThatIsTheSameForAllSaysNothing() {
    UpliftCurve curve =
        UpliftCurve.of(new double[8], TREATED, new double[] {8, 12, 3, 5, 1, 3, 4, 6});
    assertEquals(0, curve.qini());
    assertEquals(List.of(new UpliftCurve.Point(0, 1, 1.5)), curve.points());
  }

  @Test
  void badInputIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> UpliftCurve.of(SCORE, TREATED, new double[] {1}));
    assertThrows(
        IllegalArgumentException.class, () -> UpliftCurve.of(SCORE, new boolean[8], new double[8]));
    double[] broken = SCORE.clone();
    broken[3] = Double.NaN;
    assertThrows(
        IllegalArgumentException.class, () -> UpliftCurve.of(broken, TREATED, new double[8]));
  }
}
