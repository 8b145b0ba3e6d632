package org.clv4j.core.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.quality.QualityFinding.Severity;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataQualityTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  /** A Monday. */
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 2);

  /** Orders on each of some days, each of another customer. */
  private static OrderLogBuilder shop(int days, IntUnaryOperator ordersOfDay) {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    int customer = 0;
    for (int day = 0; day < days; day++) {
      for (int i = 0; i < ordersOfDay.applyAsInt(day); i++) {
        builder.add("c" + customer++ % 5000, day(day), 2000 + customer * 7919L % 3000);
      }
    }
    return builder;
  }

  private static int day(int day) {
    return (int) FIRST.toEpochDay() + day;
  }

  private static List<String> ids(OrderLog log) {
    return DataQuality.of(log, log.lastDay()).findings().stream()
        .map(QualityFinding::id)
        .filter(id -> !id.equals("rows-read") && !id.equals("orders-used"))
        .toList();
  }

  private static QualityFinding finding(OrderLog log, String id) {
    return DataQuality.of(log, log.lastDay()).findings().stream()
        .filter(found -> found.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aShopInOrderHasOnlyItsCounts() {
    OrderLog log = shop(365, day -> 5 + day % 3).build();
    DataQuality quality = DataQuality.of(log, log.lastDay());
    assertEquals(
        List.of("rows-read", "orders-used"),
        quality.findings().stream().map(QualityFinding::id).toList());
    assertEquals(List.of(), quality.toLookAt());
    assertEquals(log.size(), quality.used());
    assertEquals(1, quality.findings().get(1).share());
  }

  @Test
  void anEmptyLogHasNothingToLookAt() {
    DataQuality quality = DataQuality.of(OrderLog.builder(EUR).build(), FIRST);
    assertEquals(0, quality.used());
    assertEquals(0, quality.findings().get(0).share());
    assertEquals(List.of(), quality.toLookAt());
  }

  @Test
  void ordersOfTheFutureAreSerious() {
    OrderLog log = shop(30, day -> 3).add("z", day(400), 2000).build();
    QualityFinding future =
        DataQuality.of(log, FIRST.plusDays(29)).toLookAt().stream().findFirst().orElseThrow();
    assertEquals("future-orders", future.id());
    assertEquals(Severity.SERIOUS, future.severity());
    assertEquals(1, future.count());
    assertEquals(91, future.of());
    assertEquals("up to 2024-02-06", future.example());
    assertEquals(
        91, DataQuality.of(log, FIRST.minusDays(1)).toLookAt().get(0).count(), "all are later");
  }

  /** The day that stands alone shows a gap although nothing is later than the last day. */
  @Test
  void aMistypedYearIsAGap() {
    OrderLog log = shop(30, day -> 3).add("z", day(400), 2000).build();
    assertEquals("2023-02-01 to 2024-02-05", finding(log, "gap").example());
    assertEquals(Severity.WARNING, finding(log, "gap").severity());
  }

  /** 365 q^g < 0.01 with q = 1 / 113 (112 days around, none empty): g = 2 gives 0.029, 3 0.0003. */
  @Test
  void threeEmptyDaysAreAGapWhereOtherwiseNoneIs() {
    assertEquals(List.of(), ids(shop(365, day -> day == 100 || day == 101 ? 0 : 5).build()));
    OrderLog log = shop(365, day -> day >= 100 && day < 103 ? 0 : 5).build();
    QualityFinding gap = finding(log, "gap");
    assertEquals("2023-04-12 to 2023-04-14", gap.example());
    assertEquals(3, gap.count());
    assertEquals(365, gap.of());
    assertEquals(Severity.INFO, gap.severity());
  }

  /**
   * With 20 orders on the median day an empty day cannot be chance; closed Sundays are the rule.
   */
  @Test
  void oneEmptyDayIsAGapOnlyInABusyShopThatNeverCloses() {
    assertEquals(List.of("gap"), ids(shop(365, day -> day == 100 ? 0 : 20).build()));
    assertEquals(List.of(), ids(shop(365, day -> day == 100 ? 0 : 19).build()));
    assertEquals(
        List.of(),
        ids(shop(365, day -> isSunday(day) || day == 99 ? 0 : 40).build()),
        "a Monday after a closed Sunday");
    OrderLog holidays =
        shop(365, day -> isSunday(day) || (day >= 200 && day < 214) ? 0 : 40).build();
    // From the Sunday before, day 202 + 7 k is one, to the last day of the fortnight.
    assertEquals("2023-07-21 to 2023-08-03", finding(holidays, "gap").example());
  }

  private static boolean isSunday(int day) {
    return FIRST.plusDays(day).getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** Small shops with orders at random: a gap is found in about one of a hundred. */
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.3, 1, 3, 30})
  void chanceAloneSeldomIsAGap(double ordersPerDay) {
    Random random = new Random(7);
    int shops = 100;
    int found = 0;
    for (int i = 0; i < shops; i++) {
      OrderLogBuilder builder = OrderLog.builder(EUR);
      for (int day = 0; day < 365; day++) {
        double left = Math.exp(-ordersPerDay);
        for (double p = random.nextDouble(); p > left; p *= random.nextDouble()) {
          builder.add(random.nextInt(1000), day(day), 1000);
        }
      }
      OrderLog log = builder.build();
      found += !log.isEmpty() && ids(log).contains("gap") ? 1 : 0;
    }
    assertTrue(found <= 6, found + " of " + shops);
  }

  @Test
  void aLastDayWithFewOrdersIsIncomplete() {
    OrderLog log = shop(100, day -> day == 99 ? 12 : 40).build();
    QualityFinding last = finding(log, "incomplete-last-day");
    assertEquals("2023-04-11, usually 40", last.example());
    assertEquals(12, last.count());
    assertEquals(Severity.WARNING, last.severity());
    assertEquals(List.of(), ids(shop(100, day -> day == 99 ? 20 : 40).build()), "half of them");
    assertEquals(List.of(), ids(shop(100, day -> day == 99 ? 1 : 19).build()), "a small shop");
    assertEquals(List.of(), ids(shop(20, day -> day == 19 ? 1 : 40).build()), "two weeks");
    assertEquals(
        List.of(), ids(shop(98, day -> isSunday(day) ? 5 : 40).build()), "as few as on any Sunday");
    assertEquals(
        Severity.INFO,
        finding(shop(100, day -> day == 0 ? 3 : 40).build(), "incomplete-first-day").severity());
  }

  /**
   * 1000 amounts of 10.00 to 40.00 in equal steps of the logarithm: the median is 20.00, MAD ln 2 /
   * 2; so a deviation is 0.5138 and sqrt(2 ln(100 x 1001)) = 4.80 of them reach to 20 x 11.8.
   */
  @Test
  void amountsFarFromTheOthersAreOutliers() {
    OrderLogBuilder usual = OrderLog.builder(EUR);
    for (int i = 0; i < 1000; i++) {
      usual.add(i, day(i % 100), Math.round(1000 * Math.pow(4, i / 999.0)));
    }
    OrderLog log = usual.add("a", day(1), 22_000).build();
    assertEquals(List.of(), ids(log));
    OrderLog above = OrderLog.merge(List.of(log, one(25_000)));
    QualityFinding outlier = finding(above, "outlying-amounts");
    assertEquals(1, outlier.count());
    assertEquals("amounts are far above the others", outlier.finding());
    assertTrue(outlier.example().startsWith("most 250.00, median about 20.0"), outlier.example());
    OrderLog both = OrderLog.merge(List.of(above, one(1)));
    assertEquals(
        "amounts are far from the others, 1 below and 1 above",
        finding(both, "outlying-amounts").finding());
    assertTrue(finding(both, "outlying-amounts").example().startsWith("least 0.01, most 250.00"));
  }

  private static OrderLog one(long cents) {
    return OrderLog.builder(EUR).add("b", day(1), cents).build();
  }

  /**
   * Half of the amounts and more are one price: then the mean deviation counts, if there is any.
   */
  @Test
  void onePriceHasOutliersToo() {
    OrderLogBuilder flat = OrderLog.builder(EUR);
    for (int i = 0; i < 100; i++) {
      flat.add(i, day(i), 999);
    }
    OrderLog log = flat.build();
    assertEquals(List.of(), ids(log));
    assertEquals(1, finding(OrderLog.merge(List.of(log, one(99_900))), "outlying-amounts").count());
  }

  @Test
  void amountsOf0AreToldAndManyAreAWarning() {
    OrderLogBuilder builder = shop(100, day -> 3);
    builder.add("free", day(5), 0);
    QualityFinding few = finding(builder.build(), "zero-amounts");
    assertEquals(Severity.INFO, few.severity());
    assertEquals(1, few.count());
    assertEquals(
        Severity.WARNING,
        finding(OrderLog.merge(List.of(one(0), one(100), one(100))), "zero-amounts").severity());
  }

  @Test
  void aCurrencyThatIsNotStatedIsTold() {
    OrderLog log = OrderLog.builder(Money.UNSTATED).add("a", day(0), 100).build();
    assertEquals(List.of("no-currency"), ids(log));
    assertEquals(
        List.of(), ids(OrderLog.builderWithoutAmounts().add("a", day(0)).build()), "no amounts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "NULL",
        "None",
        "guest",
        "Guest@shop.example",
        "unknown",
        "test@x.org",
        "N/A",
        "-",
        "invité"
      })
  void idsOfNobodyArePointedOut(String id) {
    OrderLogBuilder builder = shop(100, day -> 3);
    builder.add(id, day(1), 2000);
    OrderLog once = builder.build();
    assertEquals(List.of(), ids(once), "a single order may be anybody's");
    OrderLog twice =
        OrderLog.merge(List.of(once, OrderLog.builder(EUR).add(id, day(2), 2000).build()));
    QualityFinding nobody = finding(twice, "placeholder-customer");
    assertEquals(id, nobody.example());
    assertEquals(2, nobody.count());
    assertEquals(302, nobody.of());
    assertEquals(Severity.WARNING, nobody.severity());
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna", "testa@x.org", "guestbook", "nullmeyer", "0", "-1", "00"})
  void idsThatMayBeSomebodysAreNot(String id) {
    OrderLogBuilder builder = shop(400, day -> 3);
    builder.add(id, day(1), 2000).add(id, day(2), 2000);
    assertEquals(List.of(), ids(builder.build()));
  }

  /** 13 of 1213 orders are 1.07 %. */
  @Test
  void zeroIsNobodyIfItHasMany() {
    OrderLogBuilder builder = shop(400, day -> 3);
    for (int i = 0; i < 13; i++) {
      builder.add(0, day(i), 2000);
    }
    QualityFinding nobody = finding(builder.build(), "placeholder-customer");
    assertEquals("0", nobody.example());
    assertEquals(Severity.SERIOUS, nobody.severity());
  }

  /** 5 of 100 orders, where others have one each; a shop of ten numbers its customers from 0. */
  @Test
  void zeroIsNobodyInASmallShopIfItHasATwentiethAndFarMoreThanOthers() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    for (int i = 0; i < 95; i++) {
      builder.add("c" + i, day(i), 2000 + i);
    }
    for (int i = 0; i < 5; i++) {
      builder.add(0, day(20 * i), 2000);
    }
    QualityFinding nobody = finding(builder.build(), "placeholder-customer");
    assertEquals("0", nobody.example());
    assertEquals(5, nobody.count());
    assertEquals(Severity.SERIOUS, nobody.severity());
    OrderLogBuilder ten = OrderLog.builder(EUR);
    for (int i = 0; i < 100; i++) {
      ten.add(i % 10, day(i), 2000 + i);
    }
    assertEquals(List.of(), ids(ten.build()));
  }

  /** 64 of 1264 orders are 5.06 %. */
  @Test
  void aCustomerWithATwentiethOfAllOrdersIsPointedOut() {
    OrderLogBuilder builder = shop(400, day -> 3);
    for (int i = 0; i < 64; i++) {
      builder.add("till 3", day(i), 2000);
    }
    QualityFinding dominant = finding(builder.build(), "dominant-customer");
    assertEquals("till 3", dominant.example());
    assertEquals(64, dominant.count());
    assertEquals(Severity.SERIOUS, dominant.severity());
  }

  /** In a shop of ten customers everybody has a tenth. */
  @Test
  void fewCustomersAreNotDominant() {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    for (int i = 0; i < 2000; i++) {
      builder.add("c" + i % 10, day(i % 365), 2000);
    }
    assertEquals(List.of(), ids(builder.build()));
  }

  @Test
  void whatTheReaderLeftOutComesFirst() {
    QualityFinding left =
        new QualityFinding(
            "bad-rows", Severity.WARNING, 2, 5, "rows", "left out", "x.csv:3", "mend");
    OrderLog log = OrderLog.builder(EUR).add("a", day(0), 1).build();
    DataQuality quality = DataQuality.of(log, 5, List.of(left), log.lastDay());
    assertEquals(left, quality.findings().get(2));
    assertEquals(0.4, left.share());
    assertEquals("bad-rows: 2 of 5 rows: left out (x.csv:3); mend", left.toString());
    assertEquals(0.2, quality.findings().get(1).share());
    assertThrows(
        IllegalArgumentException.class, () -> DataQuality.of(log, 0, List.of(), log.lastDay()));
  }

  @Property(tries = 30)
  void theOrderOfTheRowsDoesNotMatter(@ForAll long seed) {
    Random random = new Random(seed);
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String id = random.nextInt(10) == 0 ? "guest" : "c" + random.nextInt(300);
      long cents =
          random.nextInt(200) == 0 ? random.nextInt(3) * 10_000_000L : 1000 + random.nextInt(4000);
      orders.add(new Order(id, FIRST.plusDays(random.nextInt(200)), Money.ofMinor(cents, EUR)));
    }
    DataQuality quality = DataQuality.of(log(orders), FIRST.plusDays(150));
    Collections.shuffle(orders, random);
    assertEquals(quality, DataQuality.of(log(orders), FIRST.plusDays(150)));
  }

  private static OrderLog log(List<Order> orders) {
    return orders.stream().collect(OrderLog.collector(EUR));
  }

  @Test
  void aliasesThatMatchNobodyAreTold() {
    OrderLog log =
        OrderLog.builder(EUR)
            .add("guest@example.com", 19_000, 100)
            .add("17", 19_001, 200)
            .build()
            .withAliases(
                CustomerAliases.of(
                    Map.of("Guest@Example.com", "17", "guest@example.com", "17", "x", "17")));
    QualityFinding unused = finding(log, "unused-aliases");
    assertEquals(
        "unused-aliases: 2 of 3 ids: ids that belong to another account came with no order"
            + " (Guest@Example.com, x); see whether orders spell them in another way",
        unused.toString());
    assertEquals(Severity.WARNING, unused.severity());
  }
}
