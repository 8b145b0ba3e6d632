package org.clv4j.segments.survival;

import static org.clv4j.segments.survival.KaplanMeierTest.assertMessage;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be fitted is refused, and says why. */
class CoxRefusalTest {
  @Test
  void noFiniteCoefficientIsRefusedByName() {
    SurvivalTimes times =
        SurvivalTimes.of(
            new double[] {1, 2, 3, 4, 5, 6}, new boolean[] {true, true, true, false, true, false});
    double[] fine = {3, 1, 4, 1, 5, 9};
    double[] heavy = {1, 1, 1, 0, 0, 0};
    assertMessage(
        "coefficients must be finite, but the likelihood only rises with that of column \"heavy\""
            + " to +infinity, because at every time whoever leaves has the most, or the least, of it",
        () -> CoxModel.fit(times, List.of("fine", "heavy"), new double[][] {fine, heavy}));
    // Those who leave always have the least, among continuous values.
    double[] order = {0.1, 0.2, 0.35, 0.9, 1.5, 8};
    assertMessage(
        "coefficients must be finite, but the likelihood only rises with that of column \"order\""
            + " to -infinity, because at every time whoever leaves has the most, or the least, of it",
        () -> CoxModel.fit(times, List.of("order"), new double[][] {order}));
    // Thousands of equal customers leave at once: the information is all but rounding.
    assertMessage(
        "coefficients must be finite, but the likelihood only rises with that of column \"heavy\""
            + " to +infinity, because at every time whoever leaves has the most, or the least, of it",
        () ->
            CoxModel.fit(
                SurvivalTimes.of(
                        new double[] {2, 3, 6, 4}, new boolean[] {false, true, false, true})
                    .withWeight(1, 2, 31_176, 34_461),
                List.of("heavy"),
                new double[][] {{0, 1, 0, 1}},
                CoxOptions.DEFAULT.withTies(CoxTies.BRESLOW)));
    // Neither column tells alone who leaves, but their sum does.
    assertMessage(
        "coefficients must be finite, but the likelihood only rises with that of column \"a\" to"
            + " +infinity, \"b\" to +infinity, because at every time whoever leaves has the most,"
            + " or the least, of these together",
        () ->
            CoxModel.fit(
                SurvivalTimes.of(
                    new double[] {1, 2, 3, 4}, new boolean[] {true, true, true, false}),
                List.of("a", "b"),
                new double[][] {{5, 1, 4, 0}, {1, 4, 0, 2}}));
    assertMessage(
        "column \"sum\" must not be a linear combination of others, but is one of \"fine\","
            + " \"heavy\"",
        () ->
            CoxModel.fit(
                times,
                List.of("fine", "more", "heavy", "sum"),
                new double[][] {fine, {2, 7, 1, 8, 2, 8}, heavy, {7, 3, 9, 2, 10, 18}}));
    assertMessage(
        "column \"x\" must have different values, but all were 7.0",
        () -> CoxModel.fit(times, List.of("x"), new double[][] {{7, 7, 7, 7, 7, 7}}));
    assertMessage(
        "column \"x\" must differ among the customers at risk when somebody leaves, but never did",
        () ->
            CoxModel.fit(
                times,
                List.of("x"),
                new double[][] {{7, 7, 7, 8, 8, 8}},
                CoxOptions.DEFAULT.withStrata(7, 7, 7, 8, 8, 8)));
  }

  /** All who left on plan 7 left before anybody on plan 8 did: docs/survival.md. */
  @Test
  void aPlanThatLeavesFirstHasNoFiniteCoefficient() {
    SurvivalTimes ten =
        SurvivalData.of(new double[] {10, 20, 20, 40, 60, 80}, new double[] {30, 50, 60, 100});
    assertMessage(
        "coefficients must be finite, but the likelihood only rises with that of column \"plan 7\""
            + " to +infinity, because at every time whoever leaves has the most, or the least, of it",
        () ->
            CoxModel.fit(ten, List.of("plan 7"), new double[][] {{1, 1, 1, 1, 0, 0, 1, 0, 0, 0}}));
  }

  @Test
  void whatBreaksARuleIsTold() {
    SurvivalTimes times = SurvivalTimes.of(new double[] {1, 2}, new boolean[] {true, false});
    double[][] column = {{0, 1}};
    assertMessage(
        "events must be at least one, but none of the 2 customers left",
        () ->
            CoxModel.fit(
                SurvivalTimes.of(new double[] {1, 2}, new boolean[2]), List.of("x"), column));
    assertMessage(
        "columns must be at least one, but were none",
        () -> CoxModel.fit(times, List.of(), new double[0][]));
    assertMessage(
        "columns must be as many as names, 2, but were 1",
        () -> CoxModel.fit(times, List.of("x", "y"), column));
    assertMessage(
        "names of columns must be different and not blank, but one was \"x\"",
        () -> CoxModel.fit(times, List.of("x", "x"), new double[][] {{0, 1}, {1, 0}}));
    assertMessage(
        "row 1: x must be between -1.0E100 and 1.0E100, but was NaN",
        () -> CoxModel.fit(times, List.of("x"), new double[][] {{0, Double.NaN}}));
    assertMessage(
        "column \"x\" must have a value for each of the 2 rows, but had 1",
        () -> CoxModel.fit(times, List.of("x"), new double[][] {{0}}));
    CoxModel model =
        CoxModel.fit(
            SurvivalTimes.of(new double[] {1, 2, 3}, new boolean[] {true, true, true}),
            List.of("x"),
            new double[][] {{1, 0, 1}});
    assertMessage(
        "x must have a value for each of the columns [x], but had 2",
        () -> model.relativeRisk(1, 2));
  }

  @Test
  void aConcordanceWithoutPairsIsEmpty() {
    CoxModel model =
        CoxModel.fit(
            SurvivalTimes.of(new double[] {5, 5, 5, 3}, new boolean[] {true, true, true, false}),
            List.of("x"),
            new double[][] {{0, 1, 0, 1}});
    assertTrue(model.concordance().isEmpty());
  }
}
