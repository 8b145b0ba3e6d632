package org.clv4j.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTest {
  @Property
  void parseReadsWhatToStringWrites(
      @ForAll PeriodUnit unit, @ForAll @DoubleRange(min = 0, max = 1e6) double number) {
    assertEquals(unit, PeriodUnit.parse(unit.toString()));
    TimeSpan span = TimeSpan.of(number, unit);
    assertEquals(span, TimeSpan.parse(span.toString()));
    DiscountRate rate = new DiscountRate(number, unit);
    assertEquals(rate, DiscountRate.parse(rate.toString()));
    OrderRate orders = new OrderRate(number, unit);
    assertEquals(orders, OrderRate.parse(orders.toString()));
  }

  @Test
  void twelveMonthsAreOneYear() {
    assertEquals(1, TimeSpan.of(12, PeriodUnit.MONTH).in(PeriodUnit.YEAR));
    assertEquals(3, TimeSpan.of(21, PeriodUnit.DAY).in(PeriodUnit.WEEK));
  }

  @Property
  void ratesCompoundToTheQuotedOne(@ForAll @DoubleRange(min = 0, max = 5) double annual) {
    double monthly = DiscountRate.annual(annual).per(PeriodUnit.MONTH);
    // twelve multiplications and one exp, each good to an ulp or so
    assertEquals(1 + annual, Math.pow(1 + monthly, 12), 1e-13 * (1 + annual));
    assertEquals(annual, DiscountRate.annual(annual).per(PeriodUnit.YEAR));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void impossibleNumbersAreRefused(double number) {
    assertThrows(IllegalArgumentException.class, () -> DiscountRate.annual(number));
    assertThrows(IllegalArgumentException.class, () -> TimeSpan.of(number, PeriodUnit.WEEK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0.1", "x per year", "1 fortnight"})
  void otherTextsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> DiscountRate.parse(text));
    assertThrows(IllegalArgumentException.class, () -> TimeSpan.parse(text));
    assertThrows(IllegalArgumentException.class, () -> OrderRate.parse(text));
    assertThrows(IllegalArgumentException.class, () -> PeriodUnit.parse(text));
  }

  @Test
  void anObservationPeriodIsHalfOpenAsMoments() {
    ObservationPeriod period =
        new ObservationPeriod(
            LocalDate.of(2024, 3, 30), LocalDate.of(2024, 3, 31), ZoneId.of("Europe/Paris"));
    assertEquals(2, period.days());
    // The clocks go forward on the 31st: the two days have 47 hours.
    assertEquals(47, Duration.between(period.start(), period.end()).toHours());
    assertTrue(period.contains(LocalDate.of(2024, 3, 31)));
    assertFalse(period.contains(LocalDate.of(2024, 4, 1)));
    assertFalse(period.contains(LocalDate.of(2024, 3, 29)));
    assertEquals(period, ObservationPeriod.parse(period.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2024-01-01", "2024-01-01/2024-02-30 Z", "2024-01-02/2024-01-01 Z", "a/b c"})
  void otherObservationPeriodsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ObservationPeriod.parse(text));
  }

  @Test
  void whatIsConvertedStaysFinite() {
    assertThrows(
        ArithmeticException.class,
        () -> new DiscountRate(1e10, PeriodUnit.DAY).per(PeriodUnit.YEAR));
    assertThrows(
        ArithmeticException.class,
        () -> new OrderRate(Double.MAX_VALUE, PeriodUnit.DAY).per(PeriodUnit.YEAR));
    assertThrows(
        ArithmeticException.class,
        () -> TimeSpan.of(Double.MAX_VALUE, PeriodUnit.YEAR).in(PeriodUnit.DAY));
  }
}
