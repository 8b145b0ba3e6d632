package org.clv4j.report;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.formula.HistoricValue;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.core.value.Money;
import org.clv4j.report.ReportPage.Bar;
import org.clv4j.report.ReportPage.Chart;
import org.clv4j.report.ReportPage.Fact;
import org.clv4j.report.ReportPage.Figure;
import org.clv4j.report.ReportPage.RfmCell;
import org.clv4j.report.ReportPage.RfmRow;
import org.clv4j.report.ReportPage.Segment;
import org.clv4j.report.ReportPage.Tick;
import org.clv4j.report.ReportPage.TopCustomer;
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.metric.Histogram;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmSegment;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;

/** Turns columns into the texts of the page. */
final class ReportPageBuilder {
  private static final int TOP = 20;
  private static final double MOST = 0.95;
  private static final int CHART_WIDTH = 720;
  private static final int CHART_HEIGHT = 220;
  private static final int AXIS_HEIGHT = 20;
  private static final int MOST_TICKS = 7;

  private final HtmlReport.Source source;
  private final RfmTable rfm;
  private final CustomerBase base;
  private final HtmlReport.@Nullable Forecast forecast;
  private final @Nullable UnitEconomics economics;
  private final @Nullable DataQuality quality;

  ReportPageBuilder(HtmlReport report) {
    this.economics = report.economics();
    this.quality = report.quality();
    this.forecast = report.forecast();
    this.source = report.source();
    this.rfm = report.rfm();
    this.base = rfm.base();
  }

  ReportPage page() {
    return new ReportPage(
        "Customer values",
        String.join(", ", source.inputs()) + " as of " + base.asOf(),
        base.hasAmounts() ? moneyFigures() : figures(),
        base.hasAmounts() ? List.of(valueChart()) : List.of(),
        rfmRows(),
        IntStream.rangeClosed(1, bins()).mapToObj(Integer::toString).toList(),
        segments(),
        topCustomers(),
        base.hasAmounts(),
        economics == null ? List.of() : List.of(EconomicsSection.of(economics)),
        forecast == null ? List.of() : List.of(new OutlookBuilder(rfm, forecast).outlook()),
        data(),
        source.firstBadRows(),
        quality == null ? List.of() : List.of(OddityRows.of(quality)),
        assumptions(),
        source.command());
  }

  private int bins() {
    return rfm.rules().bins();
  }

  private List<Figure> figures() {
    long repeaters = IntStream.range(0, base.size()).filter(row -> base.orders(row) > 1).count();
    return List.of(
        new Figure(
            "Customers", Numbers.whole(base.size()), "Customers with at least one order by then."),
        new Figure(
            "Orders", Numbers.whole(base.orderCount()), "Orders of these customers, each counted."),
        new Figure(
            "Orders per customer",
            Numbers.decimal((double) base.orderCount() / base.size(), 2),
            "Orders divided by customers."),
        new Figure(
            "Repeat customers",
            Numbers.percent((double) repeaters, base.size()),
            Numbers.whole(repeaters)
                + " of "
                + Numbers.whole(base.size())
                + " customers ordered more than once."));
  }

  private List<Figure> moneyFigures() {
    HistoricValue value = HistoricValue.of(base);
    List<Figure> figures = new ArrayList<>(figures());
    figures.add(
        new Figure("Spend", code() + Numbers.money(value.total()), "All counted orders together."));
    figures.add(
        new Figure("Mean value", money(value.mean()), "Historic spend per customer: the mean."));
    figures.add(
        new Figure(
            "Median value", money(value.median()), "Half of the customers have spent no more."));
    figures.add(
        new Figure(
            "Average order value",
            money(Money.mean(value.total().minorUnits(), base.orderCount(), base.currency())),
            "Spend divided by orders."));
    value
        .shareOfTop(0.2)
        .ifPresent(
            share ->
                figures.add(
                    new Figure(
                        "Share of the top 20 %",
                        Numbers.percent(share, 1),
                        "What the fifth of the customers who spent most has spent of it all.")));
    return figures;
  }

  private String money(double majorUnits) {
    return code() + Numbers.money(majorUnits, base.currency());
  }

  /** Of the currency, if the data name one. */
  private String code() {
    return base.currency().equals(Money.UNSTATED) ? "" : base.currency().getCurrencyCode() + " ";
  }

  private Chart valueChart() {
    long[] spend = new long[base.size()];
    Arrays.setAll(spend, base::spendMinor);
    Arrays.sort(spend);
    Histogram histogram = Histogram.of(spend, MOST);
    int bins = histogram.counts().size();
    int highest = histogram.counts().stream().mapToInt(count -> count).max().orElse(1);
    double step = (double) CHART_WIDTH / bins;
    List<Bar> bars = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      int count = histogram.counts().get(bin);
      double height = (double) CHART_HEIGHT * count / highest;
      bars.add(
          new Bar(
              range(histogram.width(), bin, bin == bins - 1, spend[0] < 0),
              Numbers.whole(count),
              Numbers.percent(count, base.size()),
              coordinate(bin * step + 1),
              coordinate(CHART_HEIGHT - height),
              coordinate(step - 2),
              coordinate(height)));
    }
    return new Chart(
        CHART_WIDTH,
        CHART_HEIGHT,
        CHART_HEIGHT + AXIS_HEIGHT,
        "Customers by what they have spent, in steps of " + code() + moneyOf(histogram.width()),
        bars,
        ticks(histogram, step));
  }

  private List<Tick> ticks(Histogram histogram, double step) {
    int every = (histogram.counts().size() + MOST_TICKS - 1) / MOST_TICKS;
    List<Tick> ticks = new ArrayList<>();
    for (int bin = 0; bin < histogram.counts().size(); bin += every) {
      ticks.add(
          new Tick(
              coordinate(bin * step),
              CHART_HEIGHT + AXIS_HEIGHT - 4,
              edge(histogram.width(), bin)));
    }
    return ticks;
  }

  private String range(long width, int bin, boolean open, boolean belowZero) {
    String from = edge(width, bin);
    if (bin == 0 && belowZero && !open) {
      return "below " + edge(width, 1);
    }
    return open ? from + " and more" : from + " to below " + edge(width, bin + 1);
  }

  /** The edge behind the last bin may lie beyond what a long holds. */
  private String edge(long width, int bin) {
    return Numbers.money(
        BigDecimal.valueOf(width, Money.scale(base.currency())).multiply(BigDecimal.valueOf(bin)));
  }

  private String moneyOf(long minorUnits) {
    return Numbers.money(Money.ofMinor(minorUnits, base.currency()));
  }

  private static String coordinate(double value) {
    return Double.toString(Math.round(value * 10) / 10.0);
  }

  private List<RfmRow> rfmRows() {
    var grid = rfm.grid();
    int most = grid.stream().mapToInt(cell -> cell.customers()).max().orElse(1);
    List<RfmRow> rows = new ArrayList<>();
    for (int from = 0; from < grid.size(); from += bins()) {
      List<RfmCell> cells =
          grid.subList(from, from + bins()).stream()
              .map(
                  cell ->
                      new RfmCell(
                          Numbers.whole(cell.customers()),
                          cell.spend() == null ? "" : Numbers.money(cell.spend()),
                          (int) Math.round(100.0 * cell.customers() / most)))
              .toList();
      rows.add(new RfmRow(Integer.toString(grid.get(from).r()), cells));
    }
    return rows;
  }

  private List<Segment> segments() {
    double total = base.hasAmounts() ? base.totalSpend().minorUnits() : 0;
    return rfm.segments().stream().map(segment -> segment(segment, total)).toList();
  }

  private Segment segment(RfmSegment segment, double total) {
    Money spend = segment.spend();
    return new Segment(
        segment.name(),
        Numbers.whole(segment.customers()),
        Numbers.percent(segment.customers(), base.size()),
        Numbers.whole(segment.orders()),
        spend == null ? "" : Numbers.money(spend),
        spend == null || total == 0 ? "" : Numbers.percent((double) spend.minorUnits(), total));
  }

  private List<TopCustomer> topCustomers() {
    Comparator<Integer> better =
        Comparator.<Integer>comparingLong(
                row -> base.hasAmounts() ? base.spendMinor(row) : base.orders(row))
            .thenComparing(Comparator.reverseOrder());
    PriorityQueue<Integer> best = new PriorityQueue<>(better);
    for (int row = 0; row < base.size(); row++) {
      best.add(row);
      if (best.size() > TOP) {
        best.remove();
      }
    }
    return best.stream().sorted(better.reversed()).map(this::topCustomer).toList();
  }

  private TopCustomer topCustomer(int row) {
    return new TopCustomer(
        base.id(row),
        Numbers.whole(base.orders(row)),
        base.firstOrder(row).toString(),
        base.lastOrder(row).toString(),
        base.hasAmounts() ? Numbers.money(base.spend(row)) : "",
        rfm.segment(row));
  }

  private List<Fact> data() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Files", String.join(", ", source.inputs())));
    facts.add(
        new Fact(
            "Columns used",
            source.columns().entrySet().stream()
                .map(column -> column.getKey() + ": " + column.getValue())
                .collect(Collectors.joining(", "))));
    if (!source.ignoredColumns().isEmpty()) {
      facts.add(new Fact("Columns ignored", String.join(", ", source.ignoredColumns())));
    }
    facts.add(new Fact("Rows read", Numbers.whole(source.rows())));
    facts.add(new Fact("Bad rows left out", Numbers.whole(source.badRows())));
    facts.add(new Fact("Orders after the as-of day, left out", Numbers.whole(base.laterOrders())));
    facts.add(new Fact("Orders counted", Numbers.whole(base.orderCount())));
    facts.add(new Fact("of them with an amount of 0", Numbers.whole(base.zeroAmountOrders())));
    if (base.laterDeductions() > 0) {
      facts.add(
          new Fact(
              "Refunds of them booked after the as-of day, left out",
              Numbers.whole(base.laterDeductions())));
    }
    facts.add(
        new Fact(
            "merged into an earlier purchase of the same " + base.purchasePeriod(),
            Numbers.whole(base.mergedOrders())));
    facts.add(
        new Fact(
            "Days watched",
            base.observationPeriod().firstDay()
                + " to "
                + base.asOf()
                + ", "
                + Numbers.whole(base.observationPeriod().days())));
    return facts;
  }

  private List<Fact> assumptions() {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("As of", "the end of " + base.asOf() + " in zone " + zone()));
    facts.add(new Fact("Currency", currency()));
    facts.add(new Fact("Which orders count", policy()));
    facts.add(
        new Fact(
            "One purchase",
            "the orders of a customer in one "
                + base.purchasePeriod()
                + ", for frequency and recency alone"));
    facts.add(new Fact("RFM scores", rfm.scoring().toString()));
    facts.add(new Fact("RFM segments", rules()));
    rfm.cuts().ifPresent(cuts -> facts.add(new Fact("RFM cut points", cuts.toString())));
    rfm.warnings().forEach(warning -> facts.add(new Fact("Note", warning)));
    return facts;
  }

  private String policy() {
    return base.policy().equals(OrderPolicy.AS_STATED)
        ? "every one with an amount of 0 or more, at that amount"
        : base.policy().toString();
  }

  private String zone() {
    return base.zone().equals(ZoneOffset.UTC) ? "UTC" : base.zone().toString();
  }

  private String rules() {
    if (rfm.rules().equals(RfmRules.RFM_11)) {
      return "rfm-11, eleven segments";
    }
    return rfm.rules().equals(RfmRules.RF_10) ? "rf-10, ten segments" : rfm.rules().toString();
  }

  private String currency() {
    if (!base.hasAmounts()) {
      return "none: the data have no amounts";
    }
    return base.currency().equals(Money.UNSTATED)
        ? "the data name none; amounts have two decimals"
        : base.currency().getCurrencyCode();
  }
}
