package org.clv4j.charts;

import static org.clv4j.charts.FitCharts.doubles;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.clv4j.io.Table;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.segments.concentration.Concentration;
import org.clv4j.segments.concentration.CurvePoint;
import org.clv4j.segments.metric.Histogram;

/** What customers did and are worth. */
final class CustomerCharts {
  private static final double MOST = 0.95;
  private static final int PARTS = 100;
  private static final double TOP = 0.2;
  private static final int LONGEST_ID = 16;
  private static final int MOST_PIXELS = 2000;
  private static final double HUNDRED = 100;

  private CustomerCharts() {}

  /** A day with an order. */
  private record Visit(int customer, int day, boolean first) {}

  static Chart timingPatterns(CustomerOrders orders, LocalDate asOf, int most) {
    Check.inRange(most, 1, 1000, "customers");
    int asOfDay = (int) asOf.toEpochDay();
    int[] buyers = orders.buyers(asOfDay);
    if (buyers.length == 0) {
      throw new IllegalArgumentException("a customer must have ordered by " + asOf);
    }
    int n = Math.min(most, buyers.length);
    List<Integer> shown =
        IntStream.range(0, n)
            .map(i -> buyers[(int) ((long) i * buyers.length / n)])
            .boxed()
            .sorted(
                java.util.Comparator.<Integer>comparingInt(c -> orders.day(orders.start(c)))
                    .thenComparing(java.util.Comparator.naturalOrder()))
            .toList();
    List<Visit> visits = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int customer = shown.get(i);
      for (int o = orders.start(customer); o < orders.end(customer, asOfDay); o++) {
        boolean first = o == orders.start(customer);
        if (first || orders.day(o) != orders.day(o - 1)) {
          visits.add(new Visit(i, orders.day(o), first));
        }
      }
    }
    List<Visit> rows = List.copyOf(visits);
    Table table =
        new Table(rows.size())
            .with("customer_id", row -> orders.customers().id(shown.get(rows.get(row).customer())))
            .with("date", row -> LocalDate.ofEpochDay(rows.get(row).day()))
            .with("first", row -> rows.get(row).first() ? 1 : 0);
    // From the top down, those who came first.
    List<String> names =
        IntStream.range(0, n)
            .mapToObj(i -> Text.id(orders.customers().id(shown.get(n - 1 - i)), LONGEST_ID))
            .toList();
    List<Visit> firsts = rows.stream().filter(Visit::first).toList();
    LinePlot plot =
        new LinePlot(Axis.of(Axis.Kind.DAY, Text.NONE), Axis.names(Text.NONE, names))
            .with(
                Text.NONE,
                Ink.FAINT,
                LinePlot.Look.THIN,
                doubles(3 * n, i -> i % 3 == 0 ? firsts.get(i / 3).day() : asOfDay),
                doubles(3 * n, i -> i % 3 == 2 ? Double.NaN : n - 1.0 - Math.floorDiv(i, 3)));
    addVisits(plot, "series.first-order", Ink.ACTUAL, LinePlot.Look.DIAMONDS, firsts, n);
    addVisits(
        plot,
        "series.repeat-order",
        Ink.MODEL,
        LinePlot.Look.DOTS,
        rows.stream().filter(visit -> !visit.first()).toList(),
        n);
    return new Chart(
        new Content(
            "timing-patterns",
            Text.of("title.timing-patterns"),
            Text.of("note.some-customers", n, buyers.length, asOf),
            Text.of("description.timing-patterns", n, rows.size(), asOf),
            table,
            plot,
            Math.min(MOST_PIXELS, 120 + 16 * Math.max(n, 8))));
  }

  private static void addVisits(
      LinePlot plot, String name, Ink ink, LinePlot.Look look, List<Visit> visits, int customers) {
    if (!visits.isEmpty()) {
      plot.with(
          Text.of(name),
          ink,
          look,
          doubles(visits.size(), i -> visits.get(i).day()),
          doubles(visits.size(), i -> customers - 1.0 - visits.get(i).customer()));
    }
  }

  static Chart interpurchaseTimes(CustomerBase base) {
    long[] hundredths =
        IntStream.range(0, base.size())
            .filter(row -> base.frequency(row) > 0)
            .mapToLong(row -> Math.round(HUNDRED * base.recencyDays(row) / base.frequency(row)))
            .sorted()
            .toArray();
    if (hundredths.length == 0) {
      throw new IllegalArgumentException(
          "a customer must have bought again by " + base.asOf() + ", but none has");
    }
    return histogram(
        "interpurchase-times",
        hundredths,
        Axis.of(Axis.Kind.NUMBER, Text.of("axis.mean-interpurchase-days")),
        Text.of("note.repeat-customers", hundredths.length, base.size()),
        HUNDRED,
        edge -> edge / HUNDRED);
  }

  static Chart valueDistribution(CustomerBase base) {
    long[] spend = new long[base.size()];
    Arrays.setAll(spend, base::spendMinor);
    return values("value-distribution", spend, base.currency(), "axis.spend", base.asOf());
  }

  static Chart predictedValues(CustomerValues values) {
    Currency currency = values.currency();
    double minor = Math.pow(10, Money.scale(currency));
    long[] residual = new long[values.size()];
    Arrays.setAll(residual, row -> Math.round(values.residual(row) * minor));
    return values("predicted-values", residual, currency, "axis.predicted-value", values.asOf());
  }

  private static Chart values(
      String name, long[] minor, Currency currency, String label, LocalDate asOf) {
    if (minor.length == 0) {
      throw new IllegalArgumentException("the base must hold a customer, but is empty");
    }
    Arrays.sort(minor);
    return histogram(
        name,
        minor,
        Axis.of(Axis.Kind.NUMBER, Text.of(label, in(currency))),
        Text.of("note.customers-as-of", minor.length, asOf),
        Math.pow(10, Money.scale(currency)),
        edge -> Money.ofMinor(edge, currency).toBigDecimal());
  }

  /** The currency in brackets, if the data name one. */
  static Text in(Currency currency) {
    return currency.equals(Money.UNSTATED)
        ? Text.NONE
        : Text.plain(" (" + currency.getCurrencyCode() + ")");
  }

  private static Chart histogram(
      String name, long[] ascending, Axis x, Text note, double unit, LongFunction<Object> told) {
    Histogram histogram = Histogram.of(ascending, MOST);
    List<Integer> counts = histogram.counts();
    int n = counts.size();
    double[] edges = doubles(n + 1, i -> i * (histogram.width() / unit));
    Axis y = Axis.of(Axis.Kind.WHOLE, Text.of("axis.customers"));
    Table table =
        new Table(n)
            .with("from", row -> told.apply(row * histogram.width()))
            .with("to", row -> row == n - 1 ? null : told.apply((row + 1) * histogram.width()))
            .with("customers", counts::get);
    BarPlot plot =
        BarPlot.ranges(x, y, edges)
            .with(Text.of("axis.customers"), Ink.MODEL, doubles(n, counts::get));
    int half = (ascending.length - 1) / 2;
    double median = ascending[half] / unit;
    return new Chart(
        new Content(
            name,
            Text.of("title." + name),
            Text.of("note.open-bar", note, edges[n - 1]),
            Text.of("description.histogram", ascending.length, median),
            table,
            plot));
  }

  static Chart lorenz(Concentration value) {
    return concentration(
        value, value.lorenzCurve(PARTS), "lorenz", "axis.customers-least-first", gini(value));
  }

  static Chart whale(Concentration value) {
    return concentration(
        value,
        value.whaleCurve(PARTS),
        "whale",
        "axis.customers-best-first",
        Text.of("note.customers", value.size()));
  }

  /** What is spread, in words; as it is called where there are none for it. */
  private static Text measure(Concentration value) {
    String key = "concentration." + value.measure();
    return locale ->
        Text.Words.of(locale).containsKey(key) ? Text.of(key).in(locale) : value.measure();
  }

  private static Text gini(Concentration value) {
    OptionalDouble gini = value.gini().value();
    return gini.isPresent() ? Text.of("note.gini", gini.getAsDouble()) : Text.NONE;
  }

  private static Chart concentration(
      Concentration value, List<CurvePoint> points, String name, String axis, Text note) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException(
          "customers must be worth something together: " + value.topShare(TOP).reason());
    }
    int n = points.size();
    Text measure = measure(value);
    LinePlot plot =
        new LinePlot(
                Axis.of(Axis.Kind.PERCENT, Text.of(axis, measure)),
                Axis.of(Axis.Kind.PERCENT, Text.of("axis.share-of", measure)))
            .withDiagonal(Text.of("series.equal"))
            .with(
                Text.of("series.customers"),
                Ink.MODEL,
                LinePlot.Look.LINE,
                doubles(n, i -> points.get(i).shareOfCustomers()),
                doubles(n, i -> points.get(i).shareOfValue()));
    double ofTop = value.topShare(TOP).value().orElse(0);
    return new Chart(
        new Content(
            name,
            Text.of("title." + name, measure),
            note,
            Text.of(
                "description.lorenz",
                measure,
                Text.percent(TOP),
                (Text) locale -> Numbers.percent(ofTop, 1, locale)),
            new Table(n)
                .with("share_of_customers", row -> points.get(row).shareOfCustomers())
                .with("share_of_value", row -> points.get(row).shareOfValue()),
            plot));
  }
}
