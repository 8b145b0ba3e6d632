package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.junit.jupiter.api.Test;

class CovariateLikelihoodTest {
  private static final List<CovariateLikelihood.Term> TERMS =
      List.of(
          new CovariateLikelihood.Term(1, 0, 0, -1),
          new CovariateLikelihood.Term(2, 1, 1, 1),
          new CovariateLikelihood.Term(3, 1, 1, 1),
          new CovariateLikelihood.Term(3, 2, 0, 1));

  private static LikelihoodFit.Likelihood some(int x, double tx, double t) {
    CustomerSummaries customers =
        CustomerSummaries.of(
            new int[] {x, 0, x + 1},
            new double[] {tx, 0, tx + 1},
            new double[] {t, t / 2, t},
            null,
            PeriodUnit.WEEK);
    return new BetaGeometricLikelihood(customers, 1, 1);
  }

  private static CovariateLikelihood likelihood(double... penalties) {
    return new CovariateLikelihood(
        List.of(
            new CovariateLikelihood.Pattern(new double[] {0, 1}, some(2, 20, 40)),
            new CovariateLikelihood.Pattern(new double[] {1, -0.5}, some(1, 5, 30)),
            new CovariateLikelihood.Pattern(new double[] {2.5, 0}, some(7, 33, 35))),
        TERMS,
        4,
        penalties,
        9,
        1);
  }

  @Test
  void derivativesAreThoseOfFiniteDifferences() {
    double[] logs = {-0.5, 1.6, -0.1, 0.8, 0.3, -0.4, 0.2};
    Derivatives.check(likelihood(0, 0, 0), logs, "without penalty");
    Derivatives.check(likelihood(2, 0.5, 3), logs, "with penalty");
    double[] g = new double[7];
    double without = likelihood(0, 0, 0).evaluate(logs, g, new double[7][7]);
    double with = likelihood(2, 0.5, 3).evaluate(logs, g, new double[7][7]);
    assertEquals(2 * 0.09 + 0.5 * 0.16 + 3 * 0.04, without - with, 1e-13);
  }

  @Test
  void withoutEffectsItIsTheSumOfTheGroups() {
    double[] logs = {-0.5, 1.6, -0.1, 0.8, 0, 0, 0};
    double[] own = {-0.5, 1.6, -0.1, 0.8};
    double sum = 0;
    double[][] outer = new double[4][4];
    for (LikelihoodFit.Likelihood group :
        List.of(some(2, 20, 40), some(1, 5, 30), some(7, 33, 35))) {
      sum += group.evaluate(own, new double[4], new double[4][4]);
      double[][] products = group.outerProducts(own);
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
          outer[i][j] += products[i][j];
        }
      }
    }
    CovariateLikelihood likelihood = likelihood(1, 1, 1);
    assertEquals(sum, likelihood.evaluate(logs, new double[7], new double[7][7]), 1e-13);
    double[][] found = likelihood.outerProducts(logs);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        assertEquals(outer[i][j], found[i][j], 1e-12 * (1 + Math.abs(outer[i][j])));
      }
    }
  }
}
