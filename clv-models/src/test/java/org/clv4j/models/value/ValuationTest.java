package org.clv4j.models.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.junit.jupiter.api.Test;

class ValuationTest {
  private static final PurchasesForEver FOR_EVER = new PurchasesForEver(0.5, 10, PeriodUnit.WEEK);
  private static final GammaGamma SPEND = new GammaGamma(6.25, 3.74, 15.44);
  private static final List<TransactionModel> MODELS =
      List.of(
          FOR_EVER,
          new BgNbd(0.243, 4.414, 0.793, 2.426, PeriodUnit.WEEK),
          new MbgNbd(0.525, 6.183 * 7, 0.891, 1.614, PeriodUnit.DAY));
  private static final ValueOptions YEAR =
      ValueOptions.DEFAULT.withDiscountRate(DiscountRate.annual(0.1)).withMargin(0.3);
  private static final LocalDate AS_OF = LocalDate.of(2021, 12, 31);

  /** Customers with 1 to 12 orders within two years, of which some cost nothing. */
  static CustomerBase base(int customers, boolean amounts) {
    Random random = new Random(20261126);
    OrderLogBuilder log =
        amounts ? OrderLog.builder(Money.UNSTATED) : OrderLog.builderWithoutAmounts();
    int end = (int) AS_OF.toEpochDay();
    for (int customer = 0; customer < customers; customer++) {
      int birth = end - random.nextInt(730);
      int orders = 1 + random.nextInt(12) * random.nextInt(2);
      for (int i = 0; i < orders; i++) {
        int day = i == 0 ? birth : birth + random.nextInt(end - birth + 1);
        if (amounts) {
          log.add(customer, day, Math.max(0, random.nextInt(10_000) - 500));
        } else {
          log.add(Integer.toString(customer), day);
        }
      }
    }
    return CustomerBase.of(log.build(), AS_OF);
  }

  /** Rate 3.5 / 30 per week, 52.18 weeks, delta = ln 1.1 per year. */
  @Test
  void closedFormsOfPurchasesForEver() {
    CustomerSummary customer = new CustomerSummary(3, 12, 20, PeriodUnit.WEEK);
    double rate = 3.5 / 30;
    double year = 365.25 / 7;
    double delta = Math.log(1.1) / year;
    double spend = 6.25 * (15.44 + 3 * 35) / (6.25 * 3 + 2.74);
    CustomerValue value = new Valuation(FOR_EVER, SPEND, YEAR).value(customer, 35, 150);
    assertEquals(1, value.probabilityAlive());
    assertEquals(rate * year, value.expectedPurchases().orElseThrow(), 1e-14 * 10);
    double discounted = rate * (1 - 1 / 1.1) / delta;
    assertEquals(discounted, value.discountedExpectedResidualTransactions(), 1e-12 * discounted);
    assertEquals(spend, value.expectedSpend().orElseThrow(), 1e-14 * spend);
    assertEquals(0.3 * spend * discounted, value.residual().orElseThrow(), 1e-12 * 100);
    assertEquals(45, value.historic().orElseThrow());
    assertEquals(
        value.historic().orElseThrow() + value.residual().orElseThrow(),
        value.total().orElseThrow());

    ValueOptions forEver = YEAR.forEver(DiscountRate.annual(0.1));
    CustomerValue whole = new Valuation(FOR_EVER, SPEND, forEver).value(customer, 35, 150);
    assertEquals(OptionalDouble.empty(), whole.expectedPurchases());
    assertEquals(rate / delta, whole.discountedExpectedResidualTransactions(), 1e-14 * 100);
    assertEquals(0.3 * spend * rate / delta, whole.residual().orElseThrow(), 1e-13 * 1000);
  }

  @Test
  void aloneAndInABaseTheSameBits() {
    CustomerBase base = base(500, true);
    for (TransactionModel model : MODELS) {
      for (TransactionModel either : List.of(model, new Unfactorized(model))) {
        for (ValueOptions options :
            List.of(
                ValueOptions.DEFAULT,
                YEAR,
                YEAR.forEver(DiscountRate.annual(0.15)),
                YEAR.withHorizon(TimeSpan.of(0, PeriodUnit.DAY)))) {
          Valuation valuation = new Valuation(either, SPEND, options);
          CustomerValues values = valuation.values(base);
          assertEquals(500, values.size());
          for (int row = 0; row < base.size(); row += 7) {
            assertEquals(valuation.value(base, row), values.value(row));
            CustomerSummary customer = base.summary(row, model.unit());
            assertEquals(model.probabilityAlive(customer), values.probabilityAlive(row));
            TimeSpan horizon = options.horizon();
            assertEquals(
                horizon == null
                    ? model.discountedExpectedResidualTransactions(customer, options.discountRate())
                    : model.discountedExpectedResidualTransactions(
                        customer, options.discountRate(), horizon),
                values.discountedExpectedResidualTransactions(row));
            assertEquals(
                horizon == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(model.expectedPurchases(customer, horizon)),
                values.expectedPurchases(row));
          }
        }
      }
    }
  }

  /** Ann's second order went back, and more: no basis for Gamma-Gamma, and a loss so far. */
  @Test
  void whoIsWorthLessThan0IsForecastAsWorth0() {
    int day = (int) AS_OF.toEpochDay() - 100;
    OrderLog log =
        OrderLog.builder(Money.UNSTATED)
            .add("ann", day, 1000)
            .add("ann", day + 30, 2000)
            .deduct(day + 40, 5000)
            .add("bob", day, 1000)
            .add("bob", day + 30, 0)
            .build();
    CustomerBase base = CustomerBase.of(log, AS_OF);
    assertEquals(-30, base.meanRepeatSpend(0).orElseThrow());
    assertEquals(2, SpendSummaries.of(base).withoutSpend());
    Valuation valuation = new Valuation(FOR_EVER, SPEND, YEAR);
    CustomerValues values = valuation.values(base);
    assertEquals(0.3 * -20, values.historic(0), 1e-12);
    assertEquals(values.expectedSpend(1), values.expectedSpend(0));
    assertEquals(values.residual(1), values.residual(0));
    assertEquals(values.value(0), valuation.value(base, 0));
  }

  @Test
  void columnsAndRecordsAgree() {
    CustomerBase base = base(100, true);
    CustomerValues values = new Valuation(FOR_EVER, SPEND, YEAR).values(base);
    assertEquals(base, values.base());
    assertEquals(AS_OF, values.asOf());
    assertEquals(Money.UNSTATED, values.currency());
    assertEquals(YEAR, values.valuation().options());
    for (int row = 0; row < values.size(); row++) {
      CustomerValue value = values.value(row);
      assertEquals(base.id(row), values.id(row));
      assertEquals(OptionalDouble.of(values.residual(row)), value.residual());
      assertEquals(OptionalDouble.of(values.historic(row)), value.historic());
      assertEquals(OptionalDouble.of(values.total(row)), value.total());
      assertEquals(values.expectedSpend(row), value.expectedSpend());
      assertEquals(0.3 * base.spend(row).majorUnits(), values.historic(row), 1e-12);
    }
  }

  /** Enough rows that three threads do get work. */
  @Test
  void threadsChangeNoBit() {
    CustomerBase base = base(15_000, true);
    for (TransactionModel model : MODELS) {
      CustomerValues one = new Valuation(model, SPEND, YEAR).values(base);
      CustomerValues three = new Valuation(model, SPEND, YEAR.withThreads(3)).values(base);
      for (int row = 0; row < base.size(); row++) {
        assertEquals(one.value(row), three.value(row));
      }
    }
  }

  @Test
  void valueRisesWithMarginAndHorizonAndFallsWithTheRate() {
    CustomerBase base = base(60, true);
    for (TransactionModel model : MODELS) {
      CustomerValues year = new Valuation(model, SPEND, YEAR).values(base);
      CustomerValues margin = new Valuation(model, SPEND, YEAR.withMargin(0.6)).values(base);
      CustomerValues three =
          new Valuation(model, SPEND, YEAR.withHorizon(TimeSpan.of(3, PeriodUnit.YEAR)))
              .values(base);
      CustomerValues dear =
          new Valuation(model, SPEND, YEAR.withDiscountRate(DiscountRate.annual(0.5))).values(base);
      CustomerValues forEver =
          new Valuation(model, SPEND, YEAR.forEver(DiscountRate.annual(0.1))).values(base);
      // At 10 % a year, what comes after 200 years counts less than 1e-8.
      CustomerValues long200 =
          new Valuation(model, SPEND, YEAR.withHorizon(TimeSpan.of(200, PeriodUnit.YEAR)))
              .values(base);
      for (int row = 0; row < base.size(); row++) {
        assertEquals(2 * year.residual(row), margin.residual(row), 1e-15 * margin.residual(row));
        assertTrue(three.residual(row) > year.residual(row));
        assertTrue(dear.residual(row) < year.residual(row));
        assertTrue(forEver.residual(row) > three.residual(row));
        assertEquals(forEver.residual(row), long200.residual(row), 2e-8 * forEver.residual(row));
        assertTrue(
            year.discountedExpectedResidualTransactions(row)
                <= year.expectedPurchases(row).orElseThrow());
      }
    }
  }

  @Test
  void withoutModelOfSpendThereAreForecastsOnly() {
    CustomerBase base = base(20, false);
    Valuation valuation = new Valuation(FOR_EVER, null, YEAR);
    CustomerValues values = valuation.values(base);
    for (int row = 0; row < base.size(); row++) {
      CustomerValue value = values.value(row);
      assertEquals(valuation.value(base, row), value);
      assertEquals(valuation.value(base.summary(row, PeriodUnit.WEEK)), value);
      assertTrue(value.expectedPurchases().orElseThrow() > 0);
      assertEquals(OptionalDouble.empty(), value.expectedSpend());
      assertEquals(OptionalDouble.empty(), value.residual());
      assertEquals(OptionalDouble.empty(), value.historic());
      assertEquals(OptionalDouble.empty(), value.total());
      assertEquals(OptionalDouble.empty(), values.expectedSpend(row));
    }
    assertThrows(IllegalStateException.class, () -> values.residual(0));
    assertThrows(IllegalStateException.class, () -> values.historic(0));
    // With amounts, but without a model of them, the past is known.
    CustomerBase known = base(20, true);
    CustomerValue value = valuation.values(known).value(3);
    assertEquals(valuation.value(known, 3), value);
    assertTrue(value.historic().isPresent() && value.total().isEmpty());
  }

  @Test
  void whatIsRefused() {
    Valuation valuation = new Valuation(FOR_EVER, SPEND, YEAR);
    assertThrows(IllegalStateException.class, () -> valuation.values(base(3, false)));
    assertThrows(IllegalStateException.class, () -> valuation.value(base(3, false), 0));
    CustomerSummary weeks = new CustomerSummary(1, 2, 3, PeriodUnit.WEEK);
    CustomerSummary days = new CustomerSummary(1, 2, 3, PeriodUnit.DAY);
    assertThrows(IllegalStateException.class, () -> valuation.value(weeks));
    assertEquals(
        "customer must be measured in week like this model, but was in day",
        assertThrows(IllegalArgumentException.class, () -> valuation.value(days, 3, 4))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> valuation.value(weeks, -1, 4));
    assertThrows(IllegalArgumentException.class, () -> valuation.value(weeks, 1, Double.NaN));
    assertEquals(
        "q of the spend model must be above 1 for an expected spend to exist, but was 0.9",
        assertThrows(
                IllegalArgumentException.class,
                () -> new Valuation(FOR_EVER, new GammaGamma(1, 0.9, 2), YEAR))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> YEAR.forEver(DiscountRate.annual(0)));
    assertThrows(IllegalArgumentException.class, () -> YEAR.withMargin(-0.1));
    assertThrows(IllegalArgumentException.class, () -> YEAR.withMargin(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> YEAR.withThreads(0));
  }

  /** Rates so large that the year's purchases are beyond a double. */
  @Test
  void noInfinityLeaves() {
    PurchasesForEver endless = new PurchasesForEver(Double.MAX_VALUE, 1e-3, PeriodUnit.WEEK);
    ValueOptions options = YEAR.withHorizon(TimeSpan.of(200, PeriodUnit.YEAR));
    CustomerBase base = base(5, true);
    ArithmeticException refused =
        assertThrows(
            ArithmeticException.class, () -> new Valuation(endless, SPEND, options).values(base));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("customer "));
    assertThrows(
        ArithmeticException.class,
        () ->
            new Valuation(endless, SPEND, options)
                .value(new CustomerSummary(0, 0, 0, PeriodUnit.WEEK), 0, 0));
  }

  @Test
  void anEmptyBaseHasNoValues() {
    OrderLog log = OrderLog.builder(Money.UNSTATED).build();
    CustomerBase empty = CustomerBase.of(log, AS_OF);
    assertEquals(0, new Valuation(FOR_EVER, SPEND, YEAR).values(empty).size());
    CustomerValues values = new Valuation(FOR_EVER, SPEND, YEAR).values(base(3, true));
    assertThrows(IndexOutOfBoundsException.class, () -> values.value(3));
    assertThrows(IndexOutOfBoundsException.class, () -> values.residual(-1));
  }
}
