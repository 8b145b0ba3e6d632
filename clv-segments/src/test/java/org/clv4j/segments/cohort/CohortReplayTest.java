package org.clv4j.segments.cohort;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.order.Order;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.Metric;

/** Every cell of random shops against one that is counted from the list of orders, slowly. */
class CohortReplayTest {
  @Provide
  Arbitrary<List<Order>> orders() {
    return Shops.arbitrary();
  }

  @Provide
  Arbitrary<CohortOptions> options() {
    Arbitrary<CalendarPeriod> periods =
        Arbitraries.of(
            CalendarPeriod.week(DayOfWeek.SUNDAY),
            CalendarPeriod.MONTH,
            CalendarPeriod.QUARTER,
            CalendarPeriod.YEAR);
    Arbitrary<Integer> rolling = Arbitraries.of(0, 0, 7, 30, 90);
    Arbitrary<int[]> brackets =
        Arbitraries.of(new int[0], new int[0], new int[] {0, 1, 3}, new int[] {0, 4, 5, 9});
    return Combinators.combine(Arbitraries.integers().between(-2, 460), periods, rolling, brackets)
        .as(
            (day, period, days, starts) -> {
              CohortOptions options =
                  CohortOptions.asOf(Shops.START.plusDays(day))
                      .withCohorts(period)
                      .withBrackets(starts);
              return days == 0 ? options : options.withRollingClock(days);
            });
  }

  /** Orders of one cohort by the as-of day, by customer. */
  private record Members(CohortOptions options, int start, Map<String, List<Order>> orders) {
    int period(Order first, Order order) {
      int raw =
          options.rollingDays() > 0
              ? (int) (order.day().toEpochDay() - first.day().toEpochDay()) / options.rollingDays()
              : index(options, order) - index(options, first);
      int bracket = 0;
      while (bracket + 1 < options.brackets().size()
          && options.brackets().get(bracket + 1) <= raw) {
        bracket++;
      }
      return options.brackets().isEmpty() ? raw : bracket;
    }

    long share(Predicate<TreeSet<Integer>> periods) {
      return orders.values().stream()
          .filter(
              list -> {
                TreeSet<Integer> seen = new TreeSet<>();
                list.forEach(order -> seen.add(period(list.get(0), order)));
                return periods.test(seen);
              })
          .count();
    }

    List<Order> in(Predicate<Integer> periods) {
      return orders.values().stream()
          .flatMap(l -> l.stream().filter(o -> periods.test(period(l.get(0), o))))
          .toList();
    }
  }

  private static int index(CohortOptions options, Order order) {
    return options.cohorts().indexOf((int) order.day().toEpochDay());
  }

  private static Map<Integer, Members> cohorts(List<Order> orders, CohortOptions options) {
    Map<String, List<Order>> byCustomer = new TreeMap<>();
    orders.stream()
        .filter(order -> !order.day().isAfter(options.asOf()))
        .sorted(java.util.Comparator.comparing(Order::day))
        .forEach(o -> byCustomer.computeIfAbsent(o.customerId(), id -> new ArrayList<>()).add(o));
    Map<Integer, Members> cohorts = new TreeMap<>();
    byCustomer.forEach(
        (id, list) -> {
          int start = index(options, list.get(0));
          cohorts
              .computeIfAbsent(start, s -> new Members(options, s, new TreeMap<>()))
              .orders()
              .put(id, list);
        });
    return cohorts;
  }

  private static BigDecimal amount(List<Order> orders) {
    return orders.stream()
        .map(o -> Objects.requireNonNull(o.amount()).toBigDecimal())
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  private static BigDecimal cost(List<Order> orders) {
    return orders.stream()
        .map(o -> Objects.requireNonNull(o.details().cost()).toBigDecimal())
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  @Property(tries = 200)
  void everyCellIsThatOfTheList(
      @ForAll("orders") List<Order> orders, @ForAll("options") CohortOptions options) {
    CohortTable table = CohortTable.of(Shops.sorted(orders), options);
    Map<Integer, Members> cohorts = cohorts(orders, options);
    int seen = 0;
    for (int k = 0; k < table.cohorts(); k++) {
      int start = options.cohorts().indexOf((int) table.start(k).toEpochDay());
      assertEquals(table.start(k).toEpochDay(), options.cohorts().firstDay(start));
      Members members = cohorts.getOrDefault(start, new Members(options, start, Map.of()));
      assertEquals(members.orders().size(), table.customers(k));
      seen += members.orders().size();
      for (int p = 0; p < table.periods(); p++) {
        assertEquals(completeness(members, p), table.completeness(k, p), table::toString);
        if (table.completeness(k, p) != Completeness.UNOBSERVED && table.customers(k) > 0) {
          assertCell(members, p, table, k);
        } else {
          for (CohortMeasure measure : CohortMeasure.values()) {
            assertEquals(true, table.value(measure, k, p).value().isEmpty());
          }
        }
      }
    }
    assertEquals(cohorts.values().stream().mapToInt(m -> m.orders().size()).sum(), seen);
  }

  private static void assertCell(Members members, int p, CohortTable table, int k) {
    long size = members.orders().size();
    assertRatio(members.share(s -> s.contains(p)), size, table, CohortMeasure.RETENTION, k, p);
    assertRatio(
        members.share(s -> s.last() >= p), size, table, CohortMeasure.RETENTION_ON_OR_AFTER, k, p);
    assertRatio(
        members.share(s -> s.headSet(p, true).size() == p + 1),
        size,
        table,
        CohortMeasure.RETENTION_EVERY,
        k,
        p);
    List<Order> in = members.in(q -> q == p);
    List<Order> upTo = members.in(q -> q <= p);
    assertEquals(
        members.share(s -> s.contains(p)),
        (long) table.value(CohortMeasure.CUSTOMERS, k, p).value().getAsDouble());
    assertSum(BigDecimal.valueOf(in.size()), table.value(CohortMeasure.ORDERS, k, p));
    assertSum(amount(in), table.value(CohortMeasure.REVENUE, k, p));
    assertSum(amount(in).subtract(cost(in)), table.value(CohortMeasure.MARGIN, k, p));
    Metric value = table.value(CohortMeasure.CUMULATIVE_VALUE, k, p);
    assertSum(amount(upTo), value);
    assertEquals(BigDecimal.valueOf(size), value.denominator());
    assertSum(
        amount(upTo).subtract(cost(upTo)), table.value(CohortMeasure.CUMULATIVE_MARGIN, k, p));
    Metric average = table.value(CohortMeasure.AVERAGE_ORDER_VALUE, k, p);
    assertSum(amount(in), average);
    assertEquals(in.isEmpty(), average.value().isEmpty());
  }

  private static void assertRatio(
      long part, long size, CohortTable table, CohortMeasure measure, int k, int p) {
    Metric metric = table.value(measure, k, p);
    assertEquals(BigDecimal.valueOf(part), metric.numerator(), table::toString);
    assertEquals(BigDecimal.valueOf(size), metric.denominator());
  }

  private static void assertSum(BigDecimal expected, Metric found) {
    assertEquals(expected, found.numerator(), found.name());
  }

  /** Asks of each single day of the cell, for each member, whether it has passed. */
  private static Completeness completeness(Members members, int p) {
    CohortOptions options = members.options();
    List<Integer> starts = options.brackets();
    int from = starts.isEmpty() ? p : starts.get(p);
    boolean endless = !starts.isEmpty() && p + 1 == starts.size();
    int to = starts.isEmpty() ? p + 1 : endless ? from + 1 : starts.get(p + 1);
    int asOf = (int) options.asOf().toEpochDay();
    int cohortEnd = options.cohorts().firstDay(members.start() + 1) - 1;
    List<int[]> spans = new ArrayList<>();
    if (options.rollingDays() == 0) {
      int begin = options.cohorts().firstDay(members.start() + from);
      spans.add(new int[] {begin, options.cohorts().firstDay(members.start() + to) - 1});
    } else {
      List<Integer> firsts =
          new ArrayList<>(
              members.orders().values().stream()
                  .map(list -> (int) list.get(0).day().toEpochDay())
                  .toList());
      if (firsts.isEmpty()) {
        firsts.add(options.cohorts().firstDay(members.start()));
        firsts.add(cohortEnd);
      }
      for (int first : firsts) {
        int length = options.rollingDays();
        spans.add(new int[] {first + from * length, first + to * length - 1});
      }
    }
    boolean begun = spans.stream().anyMatch(span -> span[0] <= asOf);
    boolean over = spans.stream().allMatch(span -> span[1] <= asOf) && !endless;
    boolean closed = options.rollingDays() == 0 || cohortEnd <= asOf;
    return over && closed
        ? Completeness.COMPLETE
        : begun ? Completeness.PARTIAL : Completeness.UNOBSERVED;
  }

  @Property(tries = 100)
  void cellsSumToTheLogAndNeitherRowOrderNorLaterOrdersCount(
      @ForAll("orders") List<Order> orders,
      @ForAll("options") CohortOptions options,
      @ForAll Random random) {
    List<Order> shuffled = new ArrayList<>(orders);
    Collections.shuffle(shuffled, random);
    LocalDate asOf = options.asOf();
    List<Order> known = orders.stream().filter(order -> !order.day().isAfter(asOf)).toList();
    CohortTable table = CohortTable.of(Shops.sorted(orders), options);
    Map<CohortMeasure, List<Metric>> cells = cells(table);
    assertEquals(cells, cells(CohortTable.of(Shops.sorted(shuffled), options)));
    assertEquals(cells, cells(CohortTable.of(Shops.sorted(known), options)));
    assertEquals(amount(known).stripTrailingZeros(), sum(table, CohortMeasure.REVENUE));
    assertEquals(
        BigDecimal.valueOf(known.size()).stripTrailingZeros(), sum(table, CohortMeasure.ORDERS));
    CustomerLabels labels = CustomerLabels.firstChannel(Shops.sorted(orders));
    BigDecimal ofLabels = BigDecimal.ZERO;
    for (CohortTable part : CohortTable.byLabel(Shops.sorted(orders), options, labels).values()) {
      ofLabels = ofLabels.add(sum(part, CohortMeasure.REVENUE));
    }
    assertEquals(amount(known).stripTrailingZeros(), ofLabels.stripTrailingZeros());
  }

  @Property(tries = 150)
  void noLaterOrderChangesACompleteCell(
      @ForAll("orders") List<Order> orders,
      @ForAll("options") CohortOptions options,
      @ForAll @IntRange(min = 1, max = 200) int later) {
    CohortTable table = CohortTable.of(Shops.sorted(orders), options);
    CohortOptions then =
        new CohortOptions(
            options.asOf().plusDays(later),
            options.cohorts(),
            options.rollingDays(),
            options.brackets(),
            2);
    CohortTable afterwards = CohortTable.of(Shops.sorted(orders), then);
    for (int k = 0; k < table.cohorts(); k++) {
      for (int p = 0; p < table.periods(); p++) {
        if (table.completeness(k, p) == Completeness.COMPLETE) {
          assertEquals(Completeness.COMPLETE, afterwards.completeness(k, p));
          assertEquals(table.customers(k), afterwards.customers(k));
          for (CohortMeasure measure : CohortMeasure.values()) {
            if (measure != CohortMeasure.RETENTION_ON_OR_AFTER) {
              assertEquals(table.value(measure, k, p), afterwards.value(measure, k, p));
            }
          }
        }
      }
    }
  }

  static BigDecimal sum(CohortTable table, CohortMeasure measure) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < table.cohorts(); k++) {
      for (int p = 0; p < table.periods(); p++) {
        Metric cell = table.value(measure, k, p);
        sum = cell.value().isPresent() ? sum.add(Objects.requireNonNull(cell.numerator())) : sum;
      }
    }
    return sum.stripTrailingZeros();
  }

  static Map<CohortMeasure, List<Metric>> cells(CohortTable table) {
    Map<CohortMeasure, List<Metric>> cells = new TreeMap<>();
    for (CohortMeasure measure : CohortMeasure.values()) {
      List<Metric> all = new ArrayList<>();
      for (int k = 0; k < table.cohorts(); k++) {
        for (int p = 0; p < table.periods(); p++) {
          all.add(table.value(measure, k, p));
        }
      }
      for (int p = 0; p < table.periods(); p++) {
        all.add(table.weightedAverage(measure, p));
        all.add(table.unweightedAverage(measure, p));
      }
      cells.put(measure, all);
    }
    return cells;
  }
}
