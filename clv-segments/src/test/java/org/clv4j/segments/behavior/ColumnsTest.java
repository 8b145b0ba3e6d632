package org.clv4j.segments.behavior;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderDetails;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;

/** The columns against their definitions, order by order. */
class ColumnsTest {
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final LocalDate START = LocalDate.of(2020, 11, 15);
  private static final LocalDate AS_OF = START.plusDays(1400);

  @Provide
  Arbitrary<List<Order>> logs() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(0, 1500),
            Arbitraries.longs().between(0, 3000),
            Arbitraries.longs().between(0, 2).map(x -> 500 * x))
        .as(
            (id, day, amount, discount) ->
                new Order(
                    "c" + id,
                    START.plusDays(day),
                    Money.ofMinor(amount, EUR),
                    new OrderDetails(Money.ofMinor(discount, EUR), null, null, null)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(50);
  }

  @Property(tries = 300)
  void everyColumnIsWhatItSays(@ForAll("logs") List<Order> log) {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    log.forEach(builder::add);
    CustomerOrders orders = CustomerOrders.of(builder.build());
    Columns columns = Columns.of(orders, AS_OF);
    CustomerBase base = orders.base(CustomerBase.Options.DEFAULT.withAsOf(AS_OF));
    assertEquals(base.size(), columns.size());
    for (int row = 0; row < columns.size(); row++) {
      String id = columns.id(row);
      assertEquals(base.id(row), id);
      List<Order> own =
          log.stream()
              .filter(order -> order.customerId().equals(id) && !order.day().isAfter(AS_OF))
              .toList();
      long[] days = own.stream().mapToLong(order -> order.day().toEpochDay()).sorted().toArray();
      assertValue(base.orders(row), columns, "orders", row);
      assertValue(base.spend(row).toBigDecimal().doubleValue(), columns, "spend", row);
      assertValue(base.meanOrderValue(row), columns, "mean_order_value", row);
      assertValue(base.ageDays(row), columns, "days_since_first_order", row);
      assertValue(base.daysSinceLastOrder(row), columns, "days_since_last_order", row);
      assertValue(
          days.length < 2 ? Double.NaN : days[1] - days[0], columns, "days_to_second_order", row);
      gaps(columns, row, days);
      discounts(columns, row, own);
      seasons(columns, row, days);
    }
  }

  private static void gaps(Columns columns, int row, long[] days) {
    double[] gaps =
        IntStream.range(1, days.length).mapToDouble(i -> days[i] - days[i - 1]).toArray();
    double mean = IntStream.range(0, gaps.length).mapToDouble(i -> gaps[i]).average().orElse(0);
    double squares = 0;
    for (double gap : gaps) {
      squares += (gap - mean) * (gap - mean);
    }
    double last = AS_OF.toEpochDay() - days[days.length - 1];
    boolean apart = mean > 0;
    assertValue(gaps.length == 0 ? Double.NaN : mean, columns, "mean_gap", row);
    assertValue(
        gaps.length < 2 || !apart ? Double.NaN : Math.sqrt(squares / (gaps.length - 1)) / mean,
        columns,
        "gap_variation",
        row);
    assertValue(apart ? last / mean : Double.NaN, columns, "gaps_since_last_order", row);
  }

  private static void discounts(Columns columns, int row, List<Order> own) {
    double spend = 0;
    double full = 0;
    double discounts = 0;
    int discounted = 0;
    for (Order order : own) {
      Money amount = order.amount();
      Money discount = order.details().discount();
      double paid = amount == null ? 0 : amount.minorUnits();
      double off = discount == null ? 0 : discount.minorUnits();
      spend += paid;
      full += off == 0 ? paid : 0;
      discounts += off;
      discounted += off == 0 ? 0 : 1;
    }
    double list = spend + discounts;
    assertValue(spend == 0 ? Double.NaN : full / spend, columns, "full_price_share", row);
    assertValue(list == 0 ? Double.NaN : discounts / list, columns, "discount_share", row);
    assertValue((double) discounted / own.size(), columns, "discounted_order_share", row);
  }

  /** The best of the twelve seasons, each with the years in which its first months lie. */
  private static void seasons(Columns columns, int row, long[] days) {
    int most = 0;
    int years = 0;
    for (int first = 0; first < 12; first++) {
      List<Integer> inSeason = new ArrayList<>();
      for (long day : days) {
        LocalDate date = LocalDate.ofEpochDay(day);
        int sinceFirst = 12 * date.getYear() + date.getMonthValue() - 1 - first;
        if (sinceFirst % 12 < 3) {
          inSeason.add(sinceFirst / 12);
        }
      }
      int itsYears = (int) inSeason.stream().distinct().count();
      if (inSeason.size() > most || (inSeason.size() == most && itsYears > years)) {
        most = inSeason.size();
        years = itsYears;
      }
    }
    assertValue((double) most / days.length, columns, "season_share", row);
    assertValue(years, columns, "season_years", row);
  }

  /** Quotients may differ in their last bits, roots of sums of squares in a few more. */
  private static void assertValue(double expected, Columns columns, String name, int row) {
    OptionalDouble found = columns.value(name, row);
    assertEquals(!Double.isNaN(expected), found.isPresent(), name);
    if (found.isPresent()) {
      assertEquals(expected, found.getAsDouble(), 1e-12 * Math.max(1, Math.abs(expected)), name);
    }
  }
}
