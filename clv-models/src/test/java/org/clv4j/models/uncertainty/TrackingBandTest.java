package org.clv4j.models.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.SimulationOptions;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.value.CohortTracking;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrackingBandTest {
  private static final BgNbd MODEL = new BgNbd(0.8, 6, 0.6, 2.4, PeriodUnit.WEEK);
  private static final LocalDate START = LocalDate.of(2024, 1, 1);

  private static CustomerBase cohort() {
    return CustomerBase.of(
        OrderSimulation.of(
                TransactionModels.process(MODEL),
                SimulationOptions.of(300, 5, START, START.plusDays(200))
                    .withBirthsUntil(START.plusDays(60)))
            .orders());
  }

  private static TrackingBand band(Covariance covariance, double level, int threads) {
    return TrackingBand.of(
        ParameterUncertainty.of(MODEL, covariance),
        cohort(),
        7,
        START.plusDays(200),
        level,
        new TrackingBand.Options(200, 3, threads));
  }

  /** The mean of the curves is what the model expects, within 4 of its standard errors. */
  @Test
  void theMeanIsTheExpectation() {
    TrackingBand band = band(Covariance.NONE, 0.9, 1);
    CohortTracking expected =
        CohortTracking.of(MODEL, cohort(), TimeSpan.of(7, PeriodUnit.DAY), START.plusDays(200));
    assertEquals(expected.periods(), band.periods().size());
    for (int i = 0; i < band.periods().size(); i++) {
      TrackingBand.Period period = band.periods().get(i);
      assertEquals(expected.end(i), period.end());
      double deviation = (period.high() - period.expected()) / 2;
      assertEquals(
          expected.expectedCumulative(i),
          period.expected(),
          4 * deviation / Math.sqrt(200) + 0.02 * period.expected());
      assertTrue(period.low() >= 0 && period.low() <= period.expected());
    }
  }

  @Test
  void uncertainParametersAndHigherLevelsWidenIt() {
    Covariance covariance = Covariance.of(List.of("alpha"), new double[][] {{0.04}});
    double known = width(band(Covariance.NONE, 0.9, 2));
    assertTrue(width(band(covariance, 0.9, 2)) > 1.5 * known);
    assertTrue(width(band(Covariance.NONE, 0.99, 2)) > known);
    assertEquals(band(covariance, 0.9, 1), band(covariance, 0.9, 3));
    assertThrows(IllegalArgumentException.class, () -> band(Covariance.NONE, 1, 1));
  }

  private static double width(TrackingBand band) {
    TrackingBand.Period last = band.periods().get(band.periods().size() - 1);
    return last.high() - last.low();
  }

  /**
   * Of new cohorts with the same births, whose band comes from a fit to another cohort, about 90 %
   * lie within as a whole: within 3.5 standard errors of 1.7 %.
   */
  @Tag("recovery")
  @Test
  void itHoldsWholeCurvesWhereParametersAreEstimates() {
    CustomerBase cohort = cohort();
    int within = 0;
    for (int seed = 0; seed < 300; seed++) {
      List<CustomerSummary> seen = new ArrayList<>();
      for (int row = 0; row < cohort.size(); row++) {
        double age = (START.plusDays(200).toEpochDay() - cohort.firstOrderDay(row)) / 7.0;
        double[] times = TransactionModels.process(MODEL).purchaseTimes(10_000 + seed, row, age);
        double last = times.length == 0 ? 0 : times[times.length - 1];
        seen.add(new CustomerSummary(times.length, last, age, PeriodUnit.WEEK));
      }
      TrackingBand band =
          TrackingBand.of(
              ParameterUncertainty.of(BgNbd.fit(CustomerSummaries.of(seen))),
              cohort,
              7,
              START.plusDays(200),
              0.9,
              new TrackingBand.Options(200, seed, 2));
      within += holds(band, curve(cohort, seed, band.periods().size())) ? 1 : 0;
    }
    assertTrue(within >= 252 && within <= 288, "within, of 300: " + within);
  }

  /** Of 100 new cohorts of the same births, the whole curve of about 90 lies within. */
  @Test
  void itHoldsWholeCurves() {
    TrackingBand band = band(Covariance.NONE, 0.9, 2);
    CustomerBase cohort = cohort();
    int within = 0;
    for (int seed = 100; seed < 200; seed++) {
      within += holds(band, curve(cohort, seed, band.periods().size())) ? 1 : 0;
    }
    // 90 within 3.3 standard errors of 3.
    assertTrue(within >= 80 && within <= 99, "within: " + within);
  }

  /** Repeat purchases up to each period of new customers with the births of the cohort. */
  private static double[] curve(CustomerBase cohort, long seed, int periods) {
    double[] curve = new double[periods];
    int first = (int) START.toEpochDay();
    for (int row = 0; row < cohort.size(); row++) {
      int birth = cohort.firstOrderDay(row);
      double end = MODEL.unit().fromDays(first + 7 * periods - 1 - birth);
      for (double time : TransactionModels.process(MODEL).purchaseTimes(seed, row, end)) {
        int day = birth - first + (int) Math.ceil(7 * time);
        for (int period = day / 7; period < periods; period++) {
          curve[period]++;
        }
      }
    }
    return curve;
  }

  private static boolean holds(TrackingBand band, double[] curve) {
    for (int i = 0; i < curve.length; i++) {
      TrackingBand.Period period = band.periods().get(i);
      if (curve[i] < period.low() || curve[i] > period.high()) {
        return false;
      }
    }
    return true;
  }
}
