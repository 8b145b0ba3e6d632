package org.clv4j.core.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.CurrencyMismatchException;
import org.clv4j.core.value.DailyRates;
import org.clv4j.core.value.ExchangeRate;
import org.clv4j.core.value.MissingRateException;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.RateProvider;
import org.junit.jupiter.api.Test;

class CurrenciesTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Currency JPY = Currency.getInstance("JPY");
  private static final Currency KWD = Currency.getInstance("KWD");
  private static final Currency USD = Currency.getInstance("USD");
  private static final LocalDate MONDAY = LocalDate.of(2024, 3, 4);
  private static final LocalDate TUESDAY = MONDAY.plusDays(1);

  private static final DailyRates RATES =
      DailyRates.builder("rates")
          .add(MONDAY, USD, EUR, new BigDecimal("0.92"))
          .add(TUESDAY, USD, EUR, new BigDecimal("0.93"))
          .add(MONDAY, JPY, EUR, new BigDecimal("0.0061"))
          .add(MONDAY, KWD, EUR, new BigDecimal("2.995"))
          .build();

  private static Order order(String customer, LocalDate day, String amount) {
    return new Order(customer, day, Money.parse(amount));
  }

  /** EUR 41.90 and GBP 36.00 are not 77.90 of anything. */
  @Test
  void withoutRatesTwoCurrenciesDoNotMeet() {
    OrderLogBuilder builder = OrderLog.builder(EUR).add(order("ann", MONDAY, "EUR 41.90"));
    assertEquals(
        "currency must be EUR, but was GBP",
        assertThrows(
                CurrencyMismatchException.class,
                () -> builder.add(order("ann", MONDAY, "GBP 36.00")))
            .getMessage());
    assertEquals(1, builder.build().size());
    OrderLog euro = OrderLog.builder(EUR).build();
    OrderLog dollar = OrderLog.builder(USD).build();
    assertEquals(
        "currency must be EUR, but was USD",
        assertThrows(CurrencyMismatchException.class, () -> OrderLog.merge(List.of(euro, dollar)))
            .getMessage());
  }

  /**
   * By hand: USD 10.00 at 0.92 and 0.93 are 9.20 and 9.30, JPY 1000 at 0.0061 are 6.10, KWD 1.234
   * at 2.995 are 3.69583, so 3.70.
   */
  @Test
  void eachOrderIsConvertedAtItsOwnDay() {
    OrderLog log =
        List.of(
                order("ann", MONDAY, "USD 10.00"),
                order("ann", TUESDAY, "USD 10.00"),
                order("bob", MONDAY, "JPY 1000"),
                order("bob", MONDAY, "KWD 1.234"),
                order("bob", TUESDAY, "EUR 5.00"),
                order("cy", MONDAY, "USD 1.00"))
            .stream()
            .collect(OrderLog.collector(EUR, RATES));
    assertEquals(
        List.of(920L, 930L, 610L, 370L, 500L, 92L),
        IntStream.range(0, log.size()).mapToObj(log::amount).toList());
    assertEquals(
        List.of(
            "1 order of 2024-03-04 at JPY 1 = EUR 0.0061 of 2024-03-04 (rates)",
            "1 order of 2024-03-04 at KWD 1 = EUR 2.995 of 2024-03-04 (rates)",
            "2 orders of 2024-03-04 at USD 1 = EUR 0.92 of 2024-03-04 (rates)",
            "1 order of 2024-03-05 at USD 1 = EUR 0.93 of 2024-03-05 (rates)"),
        log.appliedRates().stream().map(AppliedRate::toString).toList());
    assertEquals(1480, CustomerBase.of(log).spendMinor(1));
  }

  @Test
  void aMissingRateIsAnErrorAndAddsNothing() {
    OrderLogBuilder builder =
        OrderLog.builder(EUR).rates(RATES).add(order("ann", MONDAY, "USD 1.00"));
    assertEquals(
        "a rate from JPY to EUR must be known of 2024-03-05, but is missing",
        assertThrows(MissingRateException.class, () -> builder.add(order("ann", TUESDAY, "JPY 5")))
            .getMessage());
    OrderLog log = builder.build();
    assertEquals(1, log.size());
    assertEquals(1, log.appliedRates().size());
  }

  @Test
  void detailsAreConvertedAtTheRateOfTheirOrder() {
    OrderDetails details =
        new OrderDetails(Money.of("5.00", "USD"), Money.of("2.50", "USD"), "SPRING", null);
    OrderLog log =
        OrderLog.builder(EUR)
            .rates(RATES)
            .add(new Order("ann", MONDAY, Money.of("10.00", "USD"), details))
            .add("bob", (int) TUESDAY.toEpochDay(), Money.of("10.00", "USD"))
            .discount(Money.of("5.00", "USD"))
            .cost(Money.of("2.50", "USD"))
            .add("cy", (int) TUESDAY.toEpochDay(), Money.of("10.00", "EUR"))
            .discount(Money.of("5.00", "EUR"))
            .cost(250)
            .build();
    assertEquals(
        List.of(460L, 465L, 500L), List.of(log.discount(0), log.discount(1), log.discount(2)));
    // 2.325 is a tie.
    assertEquals(List.of(230L, 232L, 250L), List.of(log.cost(0), log.cost(1), log.cost(2)));
  }

  @Test
  void aDetailHasTheCurrencyOfItsOrder() {
    OrderLogBuilder builder =
        OrderLog.builder(EUR)
            .rates(RATES)
            .add("ann", (int) MONDAY.toEpochDay(), Money.of("10.00", "USD"));
    assertThrows(CurrencyMismatchException.class, () -> builder.discount(Money.of("1.00", "JPY")));
    builder.add("ann", (int) MONDAY.toEpochDay(), 100);
    assertThrows(CurrencyMismatchException.class, () -> builder.discount(Money.of("1.00", "USD")));
    builder.addAll(new long[] {7}, new int[] {(int) MONDAY.toEpochDay()}, new long[] {5});
    assertThrows(CurrencyMismatchException.class, () -> builder.cost(Money.of("1.00", "USD")));
  }

  @Test
  void whatDoesNotFitIsRefusedWhole() {
    RateProvider huge =
        (from, to, day) -> ExchangeRate.of(from, to, day, new BigDecimal("1e17"), "huge");
    OrderLogBuilder builder = OrderLog.builder(EUR).rates(huge);
    Money dollar = Money.of("1.00", "USD");
    assertThrows(ArithmeticException.class, () -> builder.add(order("ann", MONDAY, "USD 1.00")));
    assertThrows(
        ArithmeticException.class,
        () ->
            builder.add(
                new Order(
                    "ann",
                    MONDAY,
                    Money.of("0.50", "USD"),
                    new OrderDetails(Money.of("0.50", "USD"), null, null, null))));
    assertThrows(
        ArithmeticException.class,
        () ->
            builder.add(
                new Order(
                    "ann",
                    MONDAY,
                    Money.of("0", "USD"),
                    new OrderDetails(null, dollar, null, null))));
    OrderLog log = builder.build();
    assertEquals(0, log.size());
    assertEquals(List.of(), log.appliedRates());
    assertEquals(
        "rates must be missing in a log without amounts",
        assertThrows(
                IllegalStateException.class, () -> OrderLog.builderWithoutAmounts().rates(huge))
            .getMessage());
  }

  /** The provider is asked once per currency and day, and never for the log's own currency. */
  @Test
  void nothingIsConvertedTwice() {
    AtomicInteger asked = new AtomicInteger();
    RateProvider counting =
        (from, to, day) -> {
          asked.incrementAndGet();
          return RATES.rate(from, to, day);
        };
    OrderLogBuilder builder = OrderLog.builder(EUR).rates(counting);
    for (int i = 0; i < 5; i++) {
      builder.add(order("ann", MONDAY, "USD 1.00"));
      builder.add(order("ann", MONDAY, "EUR 1.00"));
    }
    OrderLog log = builder.build();
    assertEquals(1, asked.get());
    OrderLog merged = OrderLog.merge(List.of(log, log));
    assertEquals(2 * 5 * (92 + 100), CustomerBase.of(merged).spendMinor(0));
    assertEquals(10, merged.appliedRates().get(0).orders());
  }

  /** Any order of the orders and any split of them, also over threads. */
  @Property(tries = 200)
  void theRatesOfALogDoNotDependOnHowItWasMade(
      @ForAll @IntRange(max = 60) int size, @ForAll long seed) {
    Random random = new Random(seed);
    List<Order> orders = new ArrayList<>();
    String[] codes = {"USD", "EUR", "JPY", "KWD"};
    for (int i = 0; i < size; i++) {
      Currency currency = Currency.getInstance(codes[random.nextInt(codes.length)]);
      LocalDate day = currency.equals(USD) && random.nextBoolean() ? TUESDAY : MONDAY;
      orders.add(
          new Order(
              "c" + random.nextInt(5), day, Money.ofMinor(random.nextInt(100_000), currency)));
    }
    OrderLog whole = orders.stream().collect(OrderLog.collector(EUR, RATES));
    Collections.shuffle(orders, random);
    OrderLog parallel = orders.parallelStream().collect(OrderLog.collector(EUR, RATES));
    int cut = size == 0 ? 0 : random.nextInt(size);
    OrderLog merged =
        OrderLog.merge(
            List.of(
                orders.subList(0, cut).stream().collect(OrderLog.collector(EUR, RATES)),
                orders.subList(cut, size).stream().collect(OrderLog.collector(EUR, RATES))));
    for (OrderLog other : List.of(parallel, merged)) {
      assertEquals(whole.appliedRates(), other.appliedRates());
      assertEquals(
          whole.orders().map(Order::toString).sorted().toList(),
          other.orders().map(Order::toString).sorted().toList());
    }
  }
}
