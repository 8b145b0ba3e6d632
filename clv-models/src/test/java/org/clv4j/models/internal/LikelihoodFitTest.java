package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitOptions;
import org.junit.jupiter.api.Test;

class LikelihoodFitTest {
  private static final LikelihoodFit.Problem PROBLEM =
      new LikelihoodFit.Problem(
          "slope",
          List.of("rising", "flat"),
          new double[][] {{1, 0}, {0, 1}},
          new double[] {-3, -3},
          new double[] {0, 3},
          List.of(new double[] {-2, 0}),
          new String[][] {{"", ""}, {"", ""}});

  /** Rises by the log of the first parameter up to its bound, and is flat in the other. */
  private static final LikelihoodFit.Likelihood SLOPE =
      new LikelihoodFit.Likelihood() {
        @Override
        public double evaluate(double[] logs, double[] gradient, double[][] hessian) {
          gradient[0] = 1;
          return logs[0];
        }

        @Override
        public double[][] outerProducts(double[] logs) {
          return new double[][] {{1, 0}, {0, 0}};
        }

        @Override
        public double customers() {
          return 10;
        }
      };

  @Test
  void anEndWithNothingFreeIsNoMaximum() {
    FitException none =
        assertThrows(
            FitException.class,
            () -> LikelihoodFit.fit(PROBLEM, SLOPE, FitOptions.DEFAULT, p -> p));
    assertEquals(
        "slope has no maximum within the bounds of its parameters: all ended at a bound or where"
            + " nothing changes any more; the log-likelihood may be flat or unbounded for these"
            + " data; more customers, a model with fewer parameters or a longer history may help",
        none.getMessage());
    assertEquals(Map.of("rising", 1.0, "flat", 1.0), none.bestParameters());
    assertEquals(0, none.bestLogLikelihood());
  }
}
