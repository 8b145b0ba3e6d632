package org.clv4j.models.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.FitResult;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fader &amp; Hardie (2007), Table 1: two segments of 1000 customers, fitted on years 0 to 7. */
@Tag("reference-data")
class SbgReferenceTest {
  private static Tenures segment(int column, int years) throws IOException {
    Path file =
        Path.of(System.getProperty("clv.reference-data", "../../shared/data"))
            .resolve("sbg_survival.csv");
    Assumptions.assumeTrue(Files.exists(file), () -> "no reference data at " + file);
    List<String> lines = Files.readAllLines(file);
    double[] survivors = new double[years + 1];
    for (int t = 0; t <= years; t++) {
      double percent = Double.parseDouble(lines.get(t + 1).split(",", -1)[column]);
      survivors[t] = Math.rint(10 * percent);
    }
    return Tenures.ofSurvivors(survivors, PeriodUnit.YEAR);
  }

  /** An independent optimum of 6 digits; parameters move by less than that where LL is flat. */
  @Test
  void fits() throws IOException {
    FitResult<ShiftedBetaGeometric> regular = ShiftedBetaGeometric.fit(segment(1, 7));
    assertEquals(-1680.265188, regular.logLikelihood(), 5.01e-7);
    assertEquals(0.704077, regular.model().alpha(), 1e-6);
    assertEquals(1.182043, regular.model().beta(), 1e-6);
    FitResult<ShiftedBetaGeometric> highEnd = ShiftedBetaGeometric.fit(segment(2, 7));
    assertEquals(-1611.158147, highEnd.logLikelihood(), 5.01e-7);
    assertEquals(0.668088, highEnd.model().alpha(), 1e-6);
    assertEquals(3.806095, highEnd.model().beta(), 1e-6);
    for (FitResult<ShiftedBetaGeometric> fit : List.of(regular, highEnd)) {
      assertTrue(fit.warnings().isEmpty(), fit.toString());
      // 4 and 5 when written
      assertTrue(fit.evaluations() <= 12, fit.toString());
    }
  }

  /** What the papers are about: projected from year 7 to year 12, both within 2.5 points. */
  @Test
  void projections() throws IOException {
    double[] last = {17.3, 39.4};
    for (int column = 1; column <= 2; column++) {
      Tenures seven = segment(column, 7);
      double actual = last[column - 1] / 100;
      FitResult<ShiftedBetaGeometric> sbg = ShiftedBetaGeometric.fit(seven);
      FitResult<BetaDiscreteWeibull> bdw = BetaDiscreteWeibull.fit(seven);
      assertEquals(actual, sbg.model().survival(12), 0.025);
      assertEquals(actual, bdw.model().survival(12), 0.025);
      assertTrue(bdw.logLikelihood() >= sbg.logLikelihood());
    }
  }
}
