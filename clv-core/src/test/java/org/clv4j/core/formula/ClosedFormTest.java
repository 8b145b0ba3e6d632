package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.junit.jupiter.api.Test;

/** Every closed form is the sum of its cash flows, written out here once more. */
class ClosedFormTest {
  private static final PeriodUnit YEAR = PeriodUnit.YEAR;

  /** Berger &amp; Nasr (1998), case 1: GC 260, M 50, n 10, r 0.75, d 0.2 give 568.78. */
  @Test
  void caseOneOfBergerAndNasr() {
    PurchaseCycleClv clv =
        new PurchaseCycleClv(260, 50, 0.75, TimeSpan.of(1, YEAR), DiscountRate.annual(0.2));
    assertEquals(568.78, clv.atAcquisition(10), 0.005);
    // the sum in 30 decimals
    assertEquals(568.783067, clv.atAcquisition(10), 5e-7);
  }

  /** Cases 1, 2a and 2b: the cycle may have any length. */
  @Property
  void purchaseCyclesAreTheSumOfContributionsAndPromotions(
      @ForAll @DoubleRange(min = 0, max = 1) double retention,
      @ForAll @DoubleRange(min = 0, max = 1) double rate,
      @ForAll @DoubleRange(min = 0.05, max = 4) double years,
      @ForAll @DoubleRange(min = 0, max = 100) double promotion,
      @ForAll @IntRange(max = 60) int cycles) {
    PurchaseCycleClv clv =
        new PurchaseCycleClv(
            260, promotion, retention, TimeSpan.of(years, YEAR), DiscountRate.annual(rate));
    double in = 0;
    double out = 0;
    for (int i = 0; i <= cycles; i++) {
      in += 260 * Math.pow(retention, i) * Math.pow(1 + rate, -i * years);
    }
    for (int i = 1; i <= cycles; i++) {
      out += promotion * Math.pow(retention, i - 1) * Math.pow(1 + rate, -(i - 0.5) * years);
    }
    assertEquals(in - out, clv.atAcquisition(cycles), 1e-12 * (in + out));
    assertEquals(in - out, clv.explainAtAcquisition(cycles).presentValue(), 1e-12 * (in + out));
  }

  /** For ever, as long as a cycle keeps at most 98 % of the value of the one before. */
  @Property
  void purchaseCyclesForEverAreTheSumOfAll(
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(4) double retention,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(4) double rate,
      @ForAll @DoubleRange(min = 0.05, max = 4) double years,
      @ForAll @DoubleRange(min = 0, max = 100) double promotion) {
    double v = Math.pow(1 + rate, -years);
    Assume.that(retention * v <= 0.98);
    PurchaseCycleClv clv =
        new PurchaseCycleClv(
            260, promotion, retention, TimeSpan.of(years, YEAR), DiscountRate.annual(rate));
    double in = 0;
    double out = 0;
    // 0.98^2000 is 3e-18
    for (int i = 2000; i >= 0; i--) {
      in += 260 * Math.pow(retention * v, i);
      out += promotion * Math.pow(retention * v, i) * Math.sqrt(v);
    }
    assertEquals(in - out, clv.atAcquisition(), 1e-12 * (in + out));
  }

  @Test
  void purchaseCyclesForEver() {
    PurchaseCycleClv clv =
        new PurchaseCycleClv(260, 50, 0.75, TimeSpan.of(6, PeriodUnit.MONTH), annual(0.2));
    assertEquals(clv.atAcquisition(400), clv.atAcquisition(), 1e-12 * clv.atAcquisition());
    PurchaseCycleClv noEnd = new PurchaseCycleClv(1, 0, 1, TimeSpan.of(1, YEAR), annual(0));
    assertThrows(ArithmeticException.class, noEnd::atAcquisition);
    assertThrows(
        IllegalArgumentException.class,
        () -> new PurchaseCycleClv(1, 0, 1, TimeSpan.of(0, YEAR), annual(0)));
  }

  @Property
  void anySurvivalCurveIsTheSumOfItsMargins(
      @ForAll @DoubleRange(min = 0.01, max = 1) double shape,
      @ForAll @DoubleRange(min = 0, max = 1) double rate,
      @ForAll @IntRange(max = 50) int periods,
      @ForAll @IntRange(max = 50) int tenure) {
    double[] survival = new double[periods + 1];
    double[] margins = new double[periods + 1];
    Arrays.setAll(survival, t -> Math.exp(-Math.pow(t, shape)));
    Arrays.setAll(margins, t -> 10.0 + t);
    SurvivalClv clv = SurvivalClv.of(survival, margins, annual(rate), YEAR);
    double sum = 0;
    for (int t = 0; t <= periods; t++) {
      sum += margins[t] * survival[t] / Math.pow(1 + rate, t);
    }
    assertEquals(sum, clv.atAcquisition(), 1e-12 * sum);
    assertEquals(sum, clv.explainAtAcquisition().presentValue(), 1e-12 * sum);
    int s = Math.min(tenure, periods);
    double left = 0;
    for (int t = s + 1; t <= periods; t++) {
      left += margins[t] * (survival[t] / survival[s]) * Math.pow(1 + rate, s - t);
    }
    assertEquals(left, clv.residual(s), 1e-12 * left);
    assertEquals(left, clv.explainResidual(s).presentValue(), 1e-12 * left);
    assertEquals(clv.residual(), sum - 10, 1e-12 * sum);
  }

  @Property
  void aGeometricCurveIsConstantRetention(
      @ForAll @DoubleRange(min = 0, max = 1) double retention,
      @ForAll @DoubleRange(min = 0, max = 1) double rate) {
    double[] survival = new double[20];
    Arrays.setAll(survival, t -> Math.pow(retention, t));
    SurvivalClv clv = SurvivalClv.of(survival, 7, annual(rate), YEAR);
    MarginRetentionClv closed = new MarginRetentionClv(7, retention, 0, annual(rate), YEAR);
    assertEquals(closed.atAcquisition(20), clv.atAcquisition(), 1e-12 * clv.atAcquisition());
    assertEquals(closed.residual(19), clv.residual(), 1e-12 * clv.atAcquisition());
  }

  @Test
  void aCurveStartsAtOneAndFalls() {
    assertCurveFails("survival must begin with 1, but was 0.9", 0.9, 0.5);
    assertCurveFails("survival at 2 must be between 0.0 and 0.5, but was 0.6", 1, 0.5, 0.6);
    assertCurveFails("survival must begin with 1, but was empty");
    SurvivalClv gone = SurvivalClv.of(new double[] {1, 0}, 1, annual(0), YEAR);
    assertThrows(IllegalArgumentException.class, () -> gone.residual(1));
  }

  private static void assertCurveFails(String message, double... survival) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> SurvivalClv.of(survival, 1, annual(0), YEAR));
    assertEquals(message, error.getMessage());
  }

  @Property(tries = 200)
  void continuousFlowIsTheIntegral(
      @ForAll @DoubleRange(min = 0.2, max = 1) double retention,
      @ForAll @DoubleRange(min = -0.3, max = 0.3) double growth,
      @ForAll @DoubleRange(min = 0, max = 0.5) double rate,
      @ForAll @IntRange(min = 1, max = 12) int periods) {
    ContinuousClv clv = new ContinuousClv(100, retention, growth, annual(rate), YEAR);
    double q = retention * (1 + growth) / (1 + rate);
    double sum = integral(t -> 100 * Math.pow(q, t), periods);
    assertEquals(sum, clv.fromNow(periods), 1e-12 * sum);
    assertEquals(sum, clv.explainFromNow(periods).presentValue(), 1e-12 * sum);
  }

  @Test
  void continuousFlowForEver() {
    ContinuousClv clv = new ContinuousClv(100, 0.8, 0.05, annual(0.1), YEAR);
    assertEquals(100 / (Math.log(1.1) - Math.log(0.8) - Math.log(1.05)), clv.fromNow(), 1e-10);
    assertEquals(clv.fromNow(200), clv.fromNow(), 1e-12 * clv.fromNow());
    assertThrows(
        ArithmeticException.class, new ContinuousClv(1, 1, 0.1, annual(0.1), YEAR)::fromNow);
  }

  /** Many short periods come to the same: between margins due now and at the end of each. */
  @Test
  void continuousFlowLiesBetweenMarginsOfBothEnds() {
    double year = new ContinuousClv(365.25, 0.6, 0, annual(0.12), YEAR).fromNow();
    MarginRetentionClv daily =
        new MarginRetentionClv(1, Math.pow(0.6, 1 / 365.25), 0, annual(0.12), PeriodUnit.DAY);
    assertTrue(daily.residual() < year && year < daily.atAcquisition());
    assertEquals(year, (daily.residual() + daily.atAcquisition()) / 2, 1e-3);
  }

  /** Berger &amp; Nasr's cases 3 and 4 against sum and integral of their own profit curve. */
  @Property(tries = 200)
  void growingProfitIsTheSumAndTheIntegral(
      @ForAll @DoubleRange(min = 0, max = 20) double h,
      @ForAll @IntRange(max = 8) int g,
      @ForAll @DoubleRange(min = 0, max = 200) double gain,
      @ForAll @DoubleRange(min = 0.3, max = 1) double retention,
      @ForAll @DoubleRange(min = 0, max = 0.5) double rate,
      @ForAll @IntRange(min = 1, max = 12) int periods) {
    ProfitGrowthClv clv = new ProfitGrowthClv(50, h, g, gain, retention, annual(rate), YEAR);
    double q = retention / (1 + rate);
    double sum = 0;
    for (int t = 0; t <= periods; t++) {
      sum += profit(h, g, gain, t) * Math.pow(q, t);
    }
    assertEquals(sum, clv.atAcquisition(periods), 1e-12 * sum);
    int early = Math.min(g, periods);
    double flow = integral(t -> profit(h, g, gain, t) * Math.pow(q, t), early);
    if (periods > g) {
      flow += integral(t -> profit(h, g, gain, t + g) * Math.pow(q, t + g), periods - g);
    }
    assertEquals(flow, clv.fromNow(periods), 1e-12 * flow);
  }

  private static double profit(double h, double g, double gain, double t) {
    return t <= g ? 50 + h * t * t : 50 + h * g * g + gain * (1 - Math.exp(g - t));
  }

  /** The branch of large k T is the other one's value where they meet. */
  @Test
  void growingProfitHasNoStep() {
    ProfitGrowthClv clv = new ProfitGrowthClv(0, 1, 1000, 0, Math.exp(-1), annual(0), YEAR);
    assertEquals(clv.fromNow(30), clv.fromNow(Math.nextUp(30.000001)), 1e-9);
    assertEquals(2, clv.fromNow(100), 1e-14);
    ProfitGrowthClv flat = new ProfitGrowthClv(0, 3, 10, 0, 1, annual(0), YEAR);
    assertEquals(8, flat.fromNow(2), 1e-14);
  }

  /** Gauss and Legendre's rule of five points on 300 panels. */
  private static double integral(DoubleUnaryOperator f, double to) {
    double[] place = {0.5384693101056831, 0.9061798459386640};
    double[] weight = {0.4786286704993665, 0.2369268850561891};
    double half = to / 600;
    double sum = 0;
    for (int panel = 299; panel >= 0; panel--) {
      double middle = (2 * panel + 1) * half;
      sum += 128.0 / 225 * f.applyAsDouble(middle);
      for (int i = 0; i < 2; i++) {
        double step = half * place[i];
        sum += weight[i] * (f.applyAsDouble(middle - step) + f.applyAsDouble(middle + step));
      }
    }
    return sum * half;
  }

  @Property
  void equityIsTheSumOfTheCohorts(
      @ForAll @DoubleRange(min = -0.5, max = 0.09) double growth,
      @ForAll @DoubleRange(min = 0, max = 200) double cost) {
    CustomerEquity.Cohorts cohorts = new CustomerEquity.Cohorts(120, cost, annual(0.1), YEAR);
    double[] numbers = new double[4000];
    Arrays.setAll(numbers, t -> 50 * Math.pow(1 + growth, t));
    double customers = 0;
    for (int t = 3999; t >= 0; t--) {
      customers += numbers[t] / Math.pow(1.1, t);
    }
    double sum = customers * (120 - cost);
    double magnitude = 1000 + customers * (120 + cost);
    assertEquals(1000 + sum, CustomerEquity.of(1000, numbers, cohorts).total(), 1e-12 * magnitude);
    // (1.09 / 1.1)^4000 is 1e-16
    assertEquals(
        1000 + sum, CustomerEquity.ofGrowth(1000, 50, growth, cohorts).total(), 1e-12 * magnitude);
  }

  @Test
  void equityIsRefusedWhereCohortsOutgrowTheRate() {
    CustomerEquity.Cohorts cohorts = new CustomerEquity.Cohorts(120, 20, annual(0.1), YEAR);
    assertThrows(ArithmeticException.class, () -> CustomerEquity.ofGrowth(0, 1, 0.1, cohorts));
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new CustomerEquity.Cohorts(120, -1, annual(0.1), YEAR));
    assertEquals(
        "acquisition cost must be finite and not negative, but was -1.0", error.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> CustomerEquity.of(0, new double[] {1, -1}, cohorts));
  }

  /**
   * What a prospect is worth, line by line: the offer now, then of those who accept the margin of
   * now and, at the end of every period, the margin of who stayed and the spend on who was there.
   */
  @Property
  void budgetsAreWorthTheirCashFlows(
      @ForAll @DoubleRange(min = 0, max = 50) double offer,
      @ForAll @DoubleRange(min = 0, max = 100) double spend,
      @ForAll @DoubleRange(min = 0, max = 500) double margin,
      @ForAll @DoubleRange(min = 0, max = 0.4) @Scale(4) double rate) {
    ResponseCurve win = ResponseCurve.through(5, 0.1, 0.4);
    ResponseCurve keep = ResponseCurve.through(20, 0.4, 0.9);
    double r = 0.9 * (1 - Math.exp(-Math.log(0.9 / 0.5) / 20 * spend));
    double in = margin;
    double out = 0;
    // 0.9^700 is 1e-32
    for (int t = 1; t <= 700; t++) {
      in += margin * Math.pow(r, t) * Math.pow(1 + rate, -t);
      out += spend * Math.pow(r, t - 1) * Math.pow(1 + rate, -t);
    }
    double accepted = 0.4 * (1 - Math.exp(-Math.log(0.4 / 0.3) / 5 * offer));
    assertEquals(
        accepted * (in - out) - offer,
        BudgetOptimum.equity(win, keep, offer, spend, margin, annual(rate), YEAR),
        1e-12 * (accepted * (in + out) + offer));
  }

  /** The optimum by derivatives is the one that a search over both budgets finds. */
  @Property(tries = 100)
  void budgetsByCalculusAreThoseOfASearch(
      @ForAll @DoubleRange(min = 5, max = 80) double spendToday,
      @ForAll @DoubleRange(min = 0.05, max = 0.6) double rateToday,
      @ForAll @DoubleRange(min = 10, max = 500) double margin,
      @ForAll @DoubleRange(min = 0, max = 0.4) double rate) {
    ResponseCurve win = ResponseCurve.through(5, 0.1, 0.4);
    ResponseCurve keep = ResponseCurve.through(spendToday, rateToday, 0.7);
    BudgetOptimum best = BudgetOptimum.of(win, keep, margin, annual(rate), YEAR);
    double retain =
        golden(r -> BudgetOptimum.equity(win, keep, 1, r, margin, annual(rate), YEAR), margin * 2);
    double acquire =
        golden(
            a -> BudgetOptimum.equity(win, keep, a, retain, margin, annual(rate), YEAR),
            margin * 9);
    // a search by values finds the place of a maximum to the root of their precision
    assertEquals(retain, best.retentionSpend(), 1e-4 * (1 + retain));
    assertEquals(acquire, best.acquisitionSpend(), 1e-4 * (1 + acquire));
    double found = BudgetOptimum.equity(win, keep, acquire, retain, margin, annual(rate), YEAR);
    assertEquals(found, best.equity(), 1e-9 * (1 + margin));
    assertTrue(best.equity() >= found - 1e-12 * (1 + Math.abs(found)));
  }

  /** The place of the only maximum between 0 and a bound. */
  private static double golden(DoubleUnaryOperator f, double bound) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double low = 0;
    double high = bound;
    while (high - low > 1e-10 * bound) {
      double a = high - ratio * (high - low);
      double b = low + ratio * (high - low);
      if (f.applyAsDouble(a) >= f.applyAsDouble(b)) {
        high = b;
      } else {
        low = a;
      }
    }
    return (low + high) / 2;
  }

  @Test
  void aCurveGoesThroughWhatIsReachedToday() {
    ResponseCurve curve = ResponseCurve.through(5, 0.1, 0.4);
    assertEquals(0.1, curve.rate(5), 1e-15);
    assertEquals(0.4, curve.rate(1e6), 1e-15);
    assertThrows(IllegalArgumentException.class, () -> ResponseCurve.through(5, 0.4, 0.4));
    assertThrows(IllegalArgumentException.class, () -> ResponseCurve.through(5, 0.4, 1.2));
    BudgetOptimum nothing =
        BudgetOptimum.of(
            new ResponseCurve(0.4, 0.001), new ResponseCurve(0.7, 0.001), 1, annual(0.1), YEAR);
    assertEquals(0, nothing.acquisitionSpend());
    assertEquals(0, nothing.retentionSpend());
    assertEquals(0, nothing.equity());
  }

  private static DiscountRate annual(double rate) {
    return DiscountRate.annual(rate);
  }
}
