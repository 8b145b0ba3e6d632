package org.clv4j.segments.subscription;

import static org.clv4j.segments.subscription.Service.EUR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.clv4j.core.subscription.BillingInterval;
import org.clv4j.core.subscription.Coupon;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.ExchangeRate;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.clv4j.segments.metric.Metric;

/** Random histories of subscriptions in three currencies at rates that change every day. */
class MrrLawsTest {
  private static final LocalDate START = LocalDate.of(2023, 11, 20);
  private static final int DAYS = 200;
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "JPY");
  private static final List<BillingInterval> INTERVALS =
      List.of(
          BillingInterval.MONTHLY,
          BillingInterval.QUARTERLY,
          BillingInterval.ANNUAL,
          BillingInterval.parse("week"));

  /** 0.5 to 1.5 and for yen a hundredth, different each day. */
  private static final RateProvider RATES =
      (from, to, day) -> {
        long percent =
            50L + Math.floorMod(day.toEpochDay() * 37 + from.getCurrencyCode().hashCode(), 101);
        BigDecimal rate = BigDecimal.valueOf(percent, from.getCurrencyCode().equals("JPY") ? 4 : 2);
        return ExchangeRate.of(from, to, day, rate, "made up");
      };

  private static final BigInteger PARTS = BigInteger.valueOf(84);
  private static final SubscriptionOptions OPTIONS = SubscriptionOptions.of(EUR).withRates(RATES);

  /** Numbers from which a history is made, so that shrinking works on them. */
  private record Seed(int customer, int start, int length, int price, int kind, int other) {}

  @Provide
  Arbitrary<List<Subscription>> histories() {
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 1000);
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, DAYS),
            Arbitraries.integers().between(0, DAYS),
            Arbitraries.integers().between(0, 30_000),
            small,
            small)
        .as(Seed::new)
        .withoutEdgeCases()
        .list()
        .ofMinSize(2)
        .ofMaxSize(15)
        .map(MrrLawsTest::subscriptions)
        .withoutEdgeCases();
  }

  @Provide
  Arbitrary<CouponRule> rules() {
    return Arbitraries.of(CouponRule.values());
  }

  private static List<Subscription> subscriptions(List<Seed> seeds) {
    List<Subscription> all = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      all.add(subscription("S" + i, seeds.get(i)));
    }
    return all;
  }

  /** Nothing begins on the day of the end or later. */
  private static Subscription subscription(String id, Seed seed) {
    LocalDate start = START.plusDays(seed.start());
    int days = seed.length() < DAYS / 2 ? seed.length() : Integer.MAX_VALUE;
    Currency currency = Currency.getInstance(CURRENCIES.get(seed.kind() % 3));
    Subscription made = Subscription.of(id, "c" + seed.customer(), terms(seed, start, currency, 0));
    int other = seed.other();
    if (other % 2 == 0 && 1 + other % 90 < days) {
      made = made.withChange(terms(seed, start.plusDays(1 + other % 90), currency, 7));
    }
    if (other % 3 == 0) {
      made = made.withTrial(start.plusDays(other % 31));
    }
    if (other % 5 == 0 && other % 70 < days) {
      LocalDate pause = start.plusDays(other % 70);
      made = made.withPause(pause, other % 7 == 0 ? null : pause.plusDays(1 + other % 40));
    }
    return days < Integer.MAX_VALUE ? made.withEnd(start.plusDays(days)) : made;
  }

  private static PlanTerms terms(Seed seed, LocalDate from, Currency currency, int shift) {
    int kind = seed.kind() + shift;
    long price = Math.max(0, seed.price() + 900L * shift * (kind % 2 == 0 ? 1 : -1));
    Coupon coupon =
        switch (kind % 5) {
          case 0 -> Coupon.percent(1 + kind % 100);
          case 1 -> Coupon.percent(1 + kind % 100).until(from.plusDays(kind % 100));
          case 2 -> Coupon.amount(Money.ofMinor(1 + kind, currency));
          default -> null;
        };
    return new PlanTerms(
        from,
        Money.ofMinor(price, currency),
        INTERVALS.get(kind % INTERVALS.size()),
        kind % 4,
        kind % 11 == 0,
        coupon);
  }

  private static long minor(Money amount) {
    return amount.minorUnits();
  }

  @Property(tries = 500)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void movementsReconcileToTheCent(
      @ForAll("histories") List<Subscription> history,
      @ForAll("rules") CouponRule rule,
      @ForAll @IntRange(min = 0, max = 400) int day) {
    SubscriptionOptions options = OPTIONS.withCoupons(rule);
    SubscriptionSeries series = SubscriptionSeries.of(history, START.plusDays(day), options);
    cover("new", moved(series, MrrMovements::gained));
    cover("expansion", moved(series, MrrMovements::expansion));
    cover("contraction", moved(series, MrrMovements::contraction));
    cover("churn", moved(series, MrrMovements::churn));
    cover("reactivation", moved(series, MrrMovements::reactivation));
    cover("FX", moved(series, MrrMovements::fx));
    long reached = 0;
    for (SubscriptionMonth month : series.months()) {
      MrrMovements moved = month.movements();
      assertEquals(reached, minor(moved.opening()), "a month begins where the one before ended");
      reached +=
          minor(moved.gained())
              + minor(moved.expansion())
              - minor(moved.contraction())
              - minor(moved.churn())
              + minor(moved.reactivation())
              + minor(moved.fx());
      assertEquals(minor(moved.closing()), reached);
      assertEquals(byHand(history, moved.scope().asOf(), options), reached, "sum of the parts");
    }
  }

  private static List<Money> moved(
      SubscriptionSeries series, Function<MrrMovements, Money> movement) {
    return series.months().stream().map(SubscriptionMonth::movements).map(movement).toList();
  }

  /** The histories are of use only if every movement happens in some of them. */
  private static void cover(String what, List<Money> amounts) {
    Statistics.label(what)
        .collect(amounts.stream().anyMatch(amount -> !amount.isZero()))
        .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 2));
  }

  /**
   * 84 times what recurs is exact for months, quarters, years and weeks; one rounding at the end.
   */
  private static long byHand(
      List<Subscription> history, LocalDate day, SubscriptionOptions options) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Subscription each : history) {
      BigDecimal parts = inParts(each, day, options);
      Currency from = each.terms().get(0).price().currency();
      sum =
          sum.add(from.equals(EUR) ? parts : parts.multiply(RATES.required(from, EUR, day).rate()));
    }
    return sum.divide(new BigDecimal(PARTS), 2, RoundingMode.HALF_EVEN)
        .unscaledValue()
        .longValueExact();
  }

  private static BigDecimal inParts(Subscription each, LocalDate day, SubscriptionOptions options) {
    PlanTerms terms = each.billedOn(day);
    return terms == null
        ? BigDecimal.ZERO
        : terms.perMonth(options.coupons().reduces(terms, day), PARTS);
  }

  @Property(tries = 300)
  void countsReconcileAndRatesStayInTheirRanges(
      @ForAll("histories") List<Subscription> history,
      @ForAll @IntRange(min = 0, max = 400) int day) {
    SubscriptionSeries series = SubscriptionSeries.of(history, START.plusDays(day), OPTIONS);
    long customers = 0;
    for (SubscriptionMonth month : series.months()) {
      MrrMovements moved = month.movements();
      assertEquals(customers, moved.customers().opening());
      customers = moved.customers().closing();
      long paying =
          history.stream()
              .filter(each -> inParts(each, moved.scope().asOf(), OPTIONS).signum() > 0)
              .map(Subscription::customerId)
              .distinct()
              .count();
      assertEquals(paying, customers);
      for (Money part :
          List.of(
              moved.gained(),
              moved.expansion(),
              moved.contraction(),
              moved.churn(),
              moved.reactivation())) {
        assertTrue(part.minorUnits() >= 0, moved.toString());
      }
      assertShare(moved.grossRevenueRetention());
      assertShare(moved.logoChurn());
      assertShare(moved.logoChurnWithNew());
      assertTrue(
          moved.netRevenueRetention().value().orElse(1)
              >= moved.grossRevenueRetention().value().orElse(1));
    }
  }

  private static void assertShare(Metric metric) {
    double value = metric.value().orElse(0);
    assertTrue(value >= 0 && value <= 1, metric.toString());
  }

  @Property(tries = 100)
  void theOrderOfTheSubscriptionsDoesNotMatter(
      @ForAll("histories") List<Subscription> history, @ForAll Random random) {
    LocalDate asOf = START.plusDays(DAYS);
    List<Subscription> shuffled = new ArrayList<>(history);
    Collections.shuffle(shuffled, random);
    assertEquals(
        SubscriptionSeries.of(history, asOf, OPTIONS).months(),
        SubscriptionSeries.of(shuffled, asOf, OPTIONS).months());
  }

  /** A history that stops at the as-of day gives what the whole gives as of that day. */
  @Property(tries = 200)
  void whatComesLaterHasNoPartInIt(
      @ForAll("histories") List<Subscription> history,
      @ForAll @IntRange(min = 0, max = 250) int day) {
    LocalDate asOf = START.plusDays(day);
    List<Subscription> known =
        history.stream()
            .filter(each -> !each.start().isAfter(asOf))
            .map(each -> knownBy(each, asOf))
            .toList();
    assertEquals(
        SubscriptionSeries.of(history, asOf, OPTIONS).months(),
        SubscriptionSeries.of(known, asOf, OPTIONS).months());
  }

  private static Subscription knownBy(Subscription each, LocalDate day) {
    LocalDate end = each.end();
    LocalDate trialEnd = each.trialEnd();
    List<Subscription.Pause> pauses = new ArrayList<>();
    for (Subscription.Pause pause : each.pauses()) {
      LocalDate resume = pause.resume();
      if (!pause.from().isAfter(day)) {
        pauses.add(
            resume == null || resume.isAfter(day)
                ? new Subscription.Pause(pause.from(), null)
                : pause);
      }
    }
    return new Subscription(
        each.id(),
        each.customerId(),
        each.terms().stream().filter(terms -> !terms.from().isAfter(day)).toList(),
        trialEnd == null || !trialEnd.isAfter(day) ? trialEnd : day.plusDays(1),
        pauses,
        end == null || end.isAfter(day) ? null : end);
  }
}
