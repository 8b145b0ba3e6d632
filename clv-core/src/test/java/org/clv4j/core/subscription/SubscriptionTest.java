package org.clv4j.core.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {
  private static final LocalDate START = LocalDate.of(2024, 1, 10);
  private static final PlanTerms THIRTY = terms(START, "30.00");

  private static PlanTerms terms(LocalDate from, String price) {
    return PlanTerms.of(from, Money.of(price, "EUR"), BillingInterval.MONTHLY);
  }

  private static Subscription plain() {
    return Subscription.of("S1", "ann", THIRTY);
  }

  /** 100 / 12 = 8.333; 100 x 30.4375 / 7 = 434.82; 1 x 30.4375 = 30.44. */
  @ParameterizedTest
  @CsvSource({
    "month, 100.00, 100.00",
    "3 months, 100.00, 33.33",
    "year, 100.00, 8.33",
    "2 years, 100.00, 4.17",
    "week, 100.00, 434.82",
    "day, 1.00, 30.44",
    "year, 0.06, 0.00",
    "year, 0.18, 0.02"
  })
  void amountsAreSpreadOverMonths(String interval, String amount, String monthly) {
    PlanTerms terms = PlanTerms.of(START, Money.of(amount, "EUR"), BillingInterval.parse(interval));
    assertEquals(Money.of(monthly, "EUR"), terms.perMonth(true));
  }

  @Test
  void whatRecursIsRoundedOnce() {
    PlanTerms yearly = PlanTerms.of(START, Money.of("0.99", "EUR"), BillingInterval.ANNUAL);
    // 0.99 x 7 / 12 = 0.5775; 7 times the rounded 0.08 would be 0.56.
    assertEquals(Money.of("0.58", "EUR"), yearly.withQuantity(7).perMonth(true));
    // 0.99 x 7 x 0.9 / 12 = 0.519750
    PlanTerms reduced = yearly.withQuantity(7).withCoupon(Coupon.percent(10));
    assertEquals(Money.of("0.52", "EUR"), reduced.perMonth(true));
    assertEquals(Money.of("0.58", "EUR"), reduced.perMonth(false));
  }

  /** 9.99 / 12 x 12; 1 x 30.4375 / 7 x 7; 1 / 3 x 12; 0.01 a year is something. */
  @ParameterizedTest
  @CsvSource({
    "year, 9.99, 12, 9.99",
    "week, 1.00, 7, 30.4375",
    "3 months, 1.00, 12, 4",
    "2 days, 1.00, 2, 30.4375",
    "year, 0.01, 24, 0.02"
  })
  void inPartsWhatRecursIsExact(String interval, String amount, BigInteger parts, String exact) {
    PlanTerms terms = PlanTerms.of(START, Money.of(amount, "EUR"), BillingInterval.parse(interval));
    assertEquals(0, terms.perMonth(true, parts).compareTo(new BigDecimal(exact)));
    assertEquals(BigInteger.ZERO, parts.mod(terms.interval().parts()));
  }

  @Test
  void partsMustBeAMultiple() {
    PlanTerms yearly = PlanTerms.of(START, Money.of("1.00", "EUR"), BillingInterval.ANNUAL);
    assertThrows(ArithmeticException.class, () -> yearly.perMonth(true, BigInteger.ONE));
  }

  @Test
  void couponsLeaveNothingBelowZeroAndMeteredPlansRecurNever() {
    PlanTerms off = THIRTY.withCoupon(Coupon.amount(Money.of("50.00", "EUR")));
    assertEquals(Money.of("0.00", "EUR"), off.perMonth(true));
    assertEquals(Money.of("30.00", "EUR"), off.perMonth(false));
    PlanTerms metered =
        new PlanTerms(START, Money.of("30.00", "EUR"), BillingInterval.MONTHLY, 1, true, null);
    assertEquals(Money.of("0.00", "EUR"), metered.perMonth(false));
  }

  @ParameterizedTest
  @CsvSource({
    "monthly, 1, MONTH",
    "Quarterly, 3, MONTH",
    "semiannual, 6, MONTH",
    "Annual, 1, YEAR",
    "yearly, 1, YEAR",
    "2 weeks, 2, WEEK",
    "day, 1, DAY"
  })
  void intervalsAreRead(String text, int count, PeriodUnit unit) {
    BillingInterval interval = new BillingInterval(count, unit);
    assertEquals(interval, BillingInterval.parse(text));
    assertEquals(interval, BillingInterval.parse(interval.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fortnight", "0 months", "1001 days", "1.5 months", "months 3"})
  void otherIntervalsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> BillingInterval.parse(text));
  }

  /** Days of which the state is asked: before, in the trial, after it, paused, resumed, ended. */
  @Test
  void whatIsBilledOnADay() {
    Subscription all =
        plain()
            .withTrial(LocalDate.of(2024, 1, 24))
            .withChange(terms(LocalDate.of(2024, 3, 1), "50.00"))
            .withPause(LocalDate.of(2024, 4, 1), LocalDate.of(2024, 5, 1))
            .withPause(LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 3))
            .withEnd(LocalDate.of(2024, 6, 1));
    assertNull(all.billedOn(LocalDate.of(2024, 1, 9)));
    assertNull(all.billedOn(LocalDate.of(2024, 1, 23)));
    assertPrice("30.00", all, LocalDate.of(2024, 1, 24));
    assertPrice("30.00", all, LocalDate.of(2024, 2, 29));
    assertPrice("50.00", all, LocalDate.of(2024, 3, 1));
    assertNull(all.billedOn(LocalDate.of(2024, 4, 1)));
    assertNull(all.billedOn(LocalDate.of(2024, 5, 2)));
    assertPrice("50.00", all, LocalDate.of(2024, 5, 3));
    assertPrice("50.00", all, LocalDate.of(2024, 5, 31));
    assertNull(all.billedOn(LocalDate.of(2024, 6, 1)));
    assertEquals(
        new TreeSet<>(
            List.of(
                START,
                LocalDate.of(2024, 1, 24),
                LocalDate.of(2024, 3, 1),
                LocalDate.of(2024, 4, 1),
                LocalDate.of(2024, 5, 1),
                LocalDate.of(2024, 5, 3),
                LocalDate.of(2024, 6, 1))),
        all.eventDays());
    assertEquals(LocalDate.of(2024, 5, 3), all.lastDone());
    assertEquals(START, plain().withEnd(LocalDate.of(2024, 6, 1)).lastDone());
    assertNull(plain().withPause(START, null).billedOn(LocalDate.of(2199, 12, 31)));
  }

  private static void assertPrice(String price, Subscription subscription, LocalDate day) {
    PlanTerms terms = Objects.requireNonNull(subscription.billedOn(day));
    assertEquals(Money.of(price, "EUR"), terms.price());
  }

  @Test
  void termsAndPausesAreSorted() {
    PlanTerms later = terms(LocalDate.of(2024, 3, 1), "50.00");
    Subscription.Pause may = new Subscription.Pause(LocalDate.of(2024, 5, 1), null);
    Subscription.Pause april =
        new Subscription.Pause(LocalDate.of(2024, 4, 1), LocalDate.of(2024, 4, 8));
    assertEquals(
        new Subscription("S", "c", List.of(THIRTY, later), null, List.of(april, may), null),
        new Subscription("S", "c", List.of(later, THIRTY), null, List.of(may, april), null));
  }

  @Test
  void rulesAreNamed() {
    assertRefused("must be of different days", () -> plain().withChange(THIRTY));
    assertRefused(
        "end of subscription S1 must not be before 2024-01-10, but was 2024-01-09",
        () -> plain().withEnd(START.minusDays(1)));
    assertRefused(
        "trial end of subscription S1 must not be before",
        () -> plain().withTrial(START.minusDays(1)));
    assertRefused(
        "pause of subscription S1 must not begin before 2024-01-10, its start or the end of the"
            + " pause before, but began on 2024-01-09",
        () -> plain().withPause(START.minusDays(1), null));
    assertRefused(
        "pause of subscription S1 must not begin while the one before lasts, which has no end, but"
            + " began on 2024-01-19",
        () -> plain().withPause(START, null).withPause(START.plusDays(9), null));
    Subscription ended = plain().withEnd(START.plusDays(30));
    assertRefused(
        "terms of subscription S1 must begin before its end 2024-02-09, but began on 2024-02-09",
        () -> ended.withChange(terms(START.plusDays(30), "30.00")));
    assertRefused(
        "pause of subscription S1 must begin before its end 2024-02-09, but began on 2024-02-10",
        () -> ended.withPause(START.plusDays(31), null));
    assertEquals(START, plain().withEnd(START).end());
    assertEquals(START.plusDays(40), ended.withTrial(START.plusDays(40)).trialEnd());
    assertRefused("end of a pause must be after", () -> plain().withPause(START, START));
    assertRefused("neither", () -> new Coupon(null, null, null));
    assertRefused("at most 100", () -> Coupon.percent(100.5));
    assertRefused("percentage of a coupon must be between", () -> Coupon.percent(Double.NaN));
    assertRefused("both", () -> new Coupon(BigDecimal.ONE, Money.of("1.00", "EUR"), null));
    assertRefused("price must not be negative", () -> terms(START, "-1.00"));
    assertRefused("quantity must not be negative", () -> THIRTY.withQuantity(-1));
    assertThrows(
        CurrencyMismatchException.class,
        () -> THIRTY.withCoupon(Coupon.amount(Money.of("1.00", "USD"))));
    PlanTerms dollars =
        PlanTerms.of(START.plusDays(1), Money.of("1.00", "USD"), BillingInterval.MONTHLY);
    assertThrows(CurrencyMismatchException.class, () -> plain().withChange(dollars));
  }

  private static void assertRefused(String message, Executable run) {
    Exception error = assertThrows(IllegalArgumentException.class, run);
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }
}
