package org.clv4j.models.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Gamma-Gamma model on the CDNOW sample, 946 customers with repeat purchases. */
@Tag("reference-data")
class GammaGammaCdnowTest {
  private static CustomerBase calibration() throws IOException {
    return CustomerBase.of(Cdnow.orders(), Cdnow.CALIBRATION_END);
  }

  /**
   * Optimum and log-likelihood recomputed without peers' code (scipy on the density); Fader &amp;
   * Hardie (2013) print 6.25, 3.74, 15.44. The surface is flat along p against gamma, so the
   * parameters are compared to 6 digits only, the likelihood to all that were printed.
   */
  @Test
  void optimum() throws IOException {
    FitResult<GammaGamma> fit = GammaGamma.fit(calibration());
    assertEquals(-4055.917694802, fit.logLikelihood(), 1e-9);
    assertEquals(6.24957225, fit.model().p(), 6.25e-6);
    assertEquals(3.7442246, fit.model().q(), 3.75e-6);
    assertEquals(15.44352054, fit.model().gamma(), 1.55e-5);
    assertEquals(946, fit.customers());
    assertTrue(fit.evaluations() <= 6, "evaluations: " + fit.evaluations());
    assertTrue(fit.gradientNorm() < 1e-7, "gradient: " + fit.gradientNorm());
    assertEquals(List.of(), fit.warnings());
  }

  /**
   * methods.md section 5 gives 1.1900553, .2901331, 4.1594228 from the exact Hessian; CLVTools
   * 1.18997, .29014, 4.15953 by differences.
   */
  @Test
  void standardErrors() throws IOException {
    FitResult<GammaGamma> fit = GammaGamma.fit(calibration());
    assertEquals(1.1900553, fit.standardError("p").orElseThrow(), 2e-5);
    assertEquals(0.2901331, fit.standardError("q").orElseThrow(), 5e-6);
    assertEquals(4.1594228, fit.standardError("gamma").orElseThrow(), 8e-5);
    for (String parameter : List.of("p", "q", "gamma")) {
      double ratio =
          fit.sandwichErrors().getOrDefault(parameter, Double.NaN)
              / fit.standardError(parameter).orElseThrow();
      assertTrue(ratio > 0.5 && ratio < 2, parameter + ": " + ratio);
    }
  }

  /** The file's spends are rounded to cents: another optimum, recomputed by scipy. */
  @Test
  void optimumOfRoundedSummaries() throws IOException {
    List<String> lines = Files.readAllLines(Cdnow.folder().resolve("cdnow_summary_rounded.csv"));
    int n = lines.size() - 1;
    int[] x = new int[n];
    double[] z = new double[n];
    for (int row = 0; row < n; row++) {
      String[] fields = lines.get(row + 1).split(",", -1);
      x[row] = Integer.parseInt(fields[1]);
      z[row] = Double.parseDouble(fields[4]);
    }
    SpendSummaries data = SpendSummaries.of(x, z, null);
    FitResult<GammaGamma> fit = GammaGamma.fit(data);
    assertEquals(-4055.923244, fit.logLikelihood(), 5e-7);
    assertEquals(6.2488031, fit.model().p(), 6.3e-6);
    assertEquals(3.74458819, fit.model().q(), 3.8e-6);
    assertEquals(15.44774482, fit.model().gamma(), 1.6e-5);
    assertEquals(2357 - 946, data.withoutRepeat());
    assertEquals(0, data.withoutSpend());
  }

  /** BTYD at (6.25, 3.74, 15.44), the first ten customers; printed to 8 decimals. */
  @Test
  void expectedSpendOfTheFirstTen() throws IOException {
    GammaGamma model = new GammaGamma(6.25, 3.74, 15.44);
    CustomerBase base = calibration();
    double[] expected = {
      24.65961286, 18.91685206, 35.2189781, 35.2189781, 35.2189781,
      71.47101527, 18.91685206, 35.2189781, 27.28838583, 35.2189781
    };
    for (int row = 0; row < expected.length; row++) {
      assertEquals(
          expected[row],
          model.expectedSpend(base.frequency(row), base.meanRepeatSpend(row).orElse(0)),
          5.1e-9);
    }
  }

  /**
   * "RFM and CLV" prints mean 35, sd 30, min 3, max 300, rounded; this is the weak test it gives.
   */
  @Test
  void momentsOfTheData() throws IOException {
    SpendSummaries data = SpendSummaries.of(calibration());
    assertEquals(946, data.rows());
    assertEquals(35, data.mean(), 0.5);
    // The paper finds a correlation of .06 for these customers.
    assertEquals(0.06, data.correlation().orElseThrow(), 0.06);
  }

  @Test
  void threadsAndRowOrderChangeNoBit() throws IOException {
    CustomerBase base = calibration();
    int n = base.size();
    int[] x = new int[n];
    double[] z = new double[n];
    for (int row = 0; row < n; row++) {
      int to = (int) (row * 1009L % n);
      x[to] = base.frequency(row);
      z[to] = base.meanRepeatSpend(row).orElse(Double.NaN);
    }
    assertEquals(
        GammaGamma.fit(base),
        GammaGamma.fit(SpendSummaries.of(x, z, null), FitOptions.DEFAULT.withThreads(3)));
  }
}
