package org.clv4j.charts;

import static org.clv4j.charts.FitCharts.doubles;

import java.util.Arrays;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.Money;
import org.clv4j.io.Table;
import org.clv4j.models.diagnostics.SpendFit;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;
import org.clv4j.segments.metric.Histogram;

/** What repeat buyers spend, and what a model of spend expects. */
final class SpendChart {
  private static final double MOST = 0.95;

  private SpendChart() {}

  static Chart of(GammaGamma model, CustomerBase base) {
    SpendSummaries customers = SpendSummaries.of(base);
    int buyers = customers.rows();
    if (buyers == 0) {
      throw new IllegalArgumentException(
          "a customer must have bought again for more than 0 by " + base.asOf() + ", but none has");
    }
    double unit = Math.pow(10, Money.scale(base.currency()));
    long[] minor = new long[buyers];
    Arrays.setAll(minor, row -> Math.round(customers.meanSpend(row) * unit));
    Arrays.sort(minor);
    Histogram histogram = Histogram.of(minor, MOST);
    int n = histogram.counts().size();
    List<SpendFit.Bin> bins = SpendFit.of(model, customers, histogram.width() / unit, n - 1).bins();
    Table table =
        new Table(n)
            .with("from", row -> bins.get(row).from())
            .with("to", row -> row == n - 1 ? null : bins.get(row + 1).from())
            .with("actual", row -> bins.get(row).actual())
            .with("expected", row -> bins.get(row).expected());
    BarPlot plot =
        BarPlot.ranges(
                Axis.of(
                    Axis.Kind.NUMBER,
                    Text.of("axis.mean-repeat-spend", CustomerCharts.in(base.currency()))),
                Axis.of(Axis.Kind.NUMBER, Text.of("axis.customers")),
                doubles(n + 1, i -> i * (histogram.width() / unit)))
            .with(Text.of("series.actual"), Ink.ACTUAL, doubles(n, i -> bins.get(i).actual()))
            .with(Text.of("series.expected"), Ink.MODEL, doubles(n, i -> bins.get(i).expected()));
    SpendFit.Bin last = bins.get(n - 1);
    return new Chart(
        new Content(
            "spending",
            Text.of("title.spending"),
            Text.of(
                "note.open-bar",
                Text.of("note.repeat-customers", buyers, base.size()),
                last.from()),
            Text.of("description.spending", buyers, last.from(), last.actual(), last.expected()),
            table,
            plot));
  }
}
