package org.clv4j.charts;

import static org.clv4j.charts.FitCharts.doubles;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.value.Money;
import org.clv4j.io.Table;
import org.clv4j.segments.lifecycle.CustomerFlow;
import org.clv4j.segments.lifecycle.CustomerFlows;
import org.clv4j.segments.lifecycle.SalesPeriod;
import org.clv4j.segments.lifecycle.SalesSeries;
import org.jspecify.annotations.Nullable;

/** Calendar periods one after the other. */
final class TimeCharts {
  private static final Text FIRST = Text.of("series.first-orders");
  private static final Text REPEAT = Text.of("series.repeat-orders");

  private TimeCharts() {}

  static Chart orders(SalesSeries sales) {
    List<SalesPeriod> periods = checked(sales.periods());
    int n = periods.size();
    Table table =
        new Table(n)
            .with("period_start", row -> periods.get(row).start())
            .with("first_orders", row -> periods.get(row).firstOrders())
            .with("repeat_orders", row -> periods.get(row).repeatOrders())
            .with("complete", row -> yesNo(periods.get(row).complete()));
    StackPlot plot =
        plot(Axis.of(Axis.Kind.WHOLE, Text.of("axis.orders")), sales.scope().asOf(), periods)
            .with(REPEAT, Ink.MODEL, doubles(n, i -> periods.get(i).repeatOrders()))
            .with(FIRST, Ink.ACTUAL, doubles(n, i -> periods.get(i).firstOrders()));
    long first = periods.stream().mapToLong(SalesPeriod::firstOrders).sum();
    long repeat = periods.stream().mapToLong(SalesPeriod::repeatOrders).sum();
    return chart(
        "orders-over-time",
        periods.get(n - 1).complete(),
        sales.scope().asOf(),
        Text.of("description.orders-over-time", n, first, repeat),
        table,
        plot);
  }

  static Chart revenue(SalesSeries sales) {
    List<SalesPeriod> periods = checked(sales.periods());
    Currency currency = sales.scope().currency();
    if (currency == null) {
      throw new IllegalArgumentException("the orders must have amounts, but have none");
    }
    int n = periods.size();
    Table table =
        new Table(n)
            .with("period_start", row -> periods.get(row).start())
            .with("first_revenue", row -> exact(periods.get(row).firstRevenue()))
            .with("repeat_revenue", row -> exact(periods.get(row).repeatRevenue()))
            .with("complete", row -> yesNo(periods.get(row).complete()));
    double[] first = doubles(n, i -> major(periods.get(i).firstRevenue()));
    double[] repeat = doubles(n, i -> major(periods.get(i).repeatRevenue()));
    String code = currency.equals(Money.UNSTATED) ? "" : " (" + currency.getCurrencyCode() + ")";
    StackPlot plot =
        plot(
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.revenue", code)),
                sales.scope().asOf(),
                periods)
            .with(REPEAT, Ink.MODEL, repeat)
            .with(FIRST, Ink.ACTUAL, first);
    return chart(
        "revenue-over-time",
        periods.get(n - 1).complete(),
        sales.scope().asOf(),
        Text.of(
            "description.revenue-over-time",
            n,
            java.util.Arrays.stream(first).sum(),
            java.util.Arrays.stream(repeat).sum()),
        table,
        plot);
  }

  static Chart flows(CustomerFlows flows) {
    List<CustomerFlow> periods = checked(flows.periods());
    int n = periods.size();
    Table table =
        new Table(n)
            .with("period_start", row -> periods.get(row).start())
            .with("new", row -> periods.get(row).newcomers())
            .with("returning", row -> periods.get(row).returning())
            .with("reactivated", row -> periods.get(row).reactivated())
            .with("lapsed", row -> periods.get(row).lapsed())
            .with("complete", row -> yesNo(periods.get(row).complete()));
    List<LocalDate> edges = new ArrayList<>(periods.stream().map(CustomerFlow::start).toList());
    edges.add(flows.scope().asOf().plusDays(1));
    CustomerFlow last = periods.get(n - 1);
    // Who has not come yet may still come.
    double[] lapsed =
        doubles(n, i -> periods.get(i).complete() ? -(double) periods.get(i).lapsed() : 0);
    StackPlot plot =
        new StackPlot(Axis.of(Axis.Kind.WHOLE, Text.of("axis.customers")), edges, !last.complete())
            .with(
                Text.of("series.returning"),
                Ink.group(0),
                doubles(n, i -> periods.get(i).returning()))
            .with(
                Text.of("series.reactivated"),
                Ink.group(2),
                doubles(n, i -> periods.get(i).reactivated()))
            .with(Text.of("series.new"), Ink.group(1), doubles(n, i -> periods.get(i).newcomers()))
            .with(Text.of("series.lapsed"), Ink.MUTED, lapsed);
    return chart(
        "customer-flows",
        last.complete(),
        flows.scope().asOf(),
        Text.of(
            "description.customer-flows",
            last.start(),
            last.newcomers(),
            last.returning(),
            last.reactivated()),
        table,
        plot);
  }

  private static <T> List<T> checked(List<T> periods) {
    if (periods.isEmpty()) {
      throw new IllegalArgumentException("there must be an order by the as-of day, but is none");
    }
    return periods;
  }

  private static StackPlot plot(Axis y, LocalDate asOf, List<SalesPeriod> periods) {
    List<LocalDate> edges = new ArrayList<>(periods.stream().map(SalesPeriod::start).toList());
    edges.add(asOf.plusDays(1));
    return new StackPlot(y, edges, !periods.get(periods.size() - 1).complete());
  }

  private static Chart chart(
      String name,
      boolean complete,
      LocalDate asOf,
      Text description,
      Table table,
      StackPlot plot) {
    return new Chart(
        new Content(
            name,
            Text.of("title." + name),
            Text.of(complete ? "note.as-of" : "note.last-period-open", asOf),
            description,
            table,
            plot));
  }

  private static String yesNo(boolean is) {
    return is ? "yes" : "no";
  }

  private static Object exact(@Nullable Money money) {
    return Objects.requireNonNull(money).toBigDecimal();
  }

  private static double major(@Nullable Money money) {
    return Objects.requireNonNull(money).toBigDecimal().doubleValue();
  }
}
