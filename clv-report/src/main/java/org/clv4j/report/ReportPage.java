package org.clv4j.report;

import io.jstach.jstache.JStache;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the template shows: texts that are ready to print. */
@JStache(path = "org/clv4j/report/report.mustache")
record ReportPage(
    String title,
    String subtitle,
    List<Figure> figures,
    List<Chart> valueChart,
    List<RfmRow> rfmRows,
    List<String> frequencies,
    List<Segment> segments,
    List<TopCustomer> topCustomers,
    boolean amounts,
    List<Economics> economics,
    List<Outlook> outlook,
    List<Fact> data,
    List<String> badRows,
    List<Oddities> oddities,
    List<Fact> assumptions,
    String command) {

  /** A key figure with its meaning. */
  record Figure(String name, String value, String meaning) {}

  /** Bars over a common base line; each is drawn and stands in the table below. */
  record Chart(
      int width, int height, int heightWithAxis, String label, List<Bar> bars, List<Tick> ticks) {}

  /** A value on the axis below the bars. */
  record Tick(String x, int y, String text) {}

  /** A bar: its range, its count, and where it is drawn. */
  record Bar(
      String range, String count, String share, String x, String y, String width, String height) {}

  /** The customers of one recency score, by frequency score. */
  record RfmRow(String recency, List<RfmCell> cells) {}

  /** The customers of one cell; {@code shade} from 0 to 100 says how many. */
  record RfmCell(String customers, String spend, int shade) {}

  record Segment(
      String name,
      String customers,
      String share,
      String orders,
      String spend,
      String spendShare) {}

  record TopCustomer(
      String id, String orders, String first, String last, String spend, String segment) {}

  /** What customers cost and bring. */
  record Economics(
      String scope, List<EconomicsRow> groups, List<String> items, List<WaterfallRow> waterfall) {}

  /** A group of customers; empty texts are not known. */
  record EconomicsRow(
      String name,
      String customers,
      String cost,
      String value,
      String ratio,
      String payback,
      String allowable) {}

  /** From list prices to what is left, in the order of the items; empty texts are not known. */
  record WaterfallRow(String name, List<String> amounts) {}

  /** What is to come. */
  record Outlook(
      String model,
      String horizon,
      List<Figure> figures,
      List<Alive> alive,
      boolean money,
      List<Promising> customers,
      @Nullable Trust trust,
      List<String> notes) {}

  /** Whether the forecast can be trusted: asked of the past, and what is amiss with the data. */
  record Trust(String question, List<Tried> tried, List<String> answers, List<String> doubts) {}

  /** What was foretold of the past and how far off that was. */
  record Tried(String forecast, String purchases, String off) {}

  /** How many customers have a probability of being alive in a range. */
  record Alive(String range, String customers, String share) {}

  record Promising(String id, String alive, String purchases, String value, String segment) {}

  record Fact(String name, String value) {}

  /** What is odd about the data; none if nothing is. */
  record Oddities(List<Oddity> found, boolean none) {}

  record Oddity(
      String name, String severity, String count, String share, String text, String example) {}

  static ReportPage of(HtmlReport report) {
    return new ReportPageBuilder(report).page();
  }
}
