package org.clv4j.report;

import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.quality.DataQuality;
import org.clv4j.models.evaluate.Backtest;
import org.clv4j.models.evaluate.Readiness;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.segments.affinity.Affinity;
import org.clv4j.segments.drift.CustomerDrift;
import org.clv4j.segments.economics.UnitEconomics;
import org.clv4j.segments.rfm.RfmTable;
import org.clv4j.segments.subscription.SubscriptionSeries;
import org.jspecify.annotations.Nullable;

/**
 * One self-contained HTML page about a customer base: key figures, how value is spread, orders over
 * time, RFM grid and segments, cohorts, retention, health, forecast, unit economics, what the data
 * were and what was assumed. What is not given is left out.
 *
 * <p>The page loads nothing and works from a file, in light and dark, on a phone and on paper, by
 * keyboard and for screen readers. Every chart has its table. A small script, the only one that its
 * content security policy lets run, tells what points of charts mean; without it the page is
 * complete too. Whatever comes from the data is escaped. The same input gives the same page on the
 * same machine, byte for byte; it carries no time of its making and holds no point per customer.
 *
 * <p>{@code HtmlReport.of(RfmTable.of(base), source).withOrders(CustomerOrders.of(log)).write(out)}
 * writes one; see {@code docs/report.md}.
 *
 * @param rfm the customers with their scores and segments; at least one
 * @param source where the orders came from
 * @param orders the orders of these customers, or null to leave out what asks when they came
 * @param forecast what the same customers are expected to do, or null to leave it out
 * @param economics what customers cost and bring, or null to leave it out
 * @param quality what is odd about them, or null to leave it out
 * @param affinity which products are bought together, or null to leave it out
 * @param drift what changed since an earlier day, or null to leave it out
 * @param subscriptions month by month, or null to leave them out
 * @param missing why a part that was asked for is not there, in a sentence without full stop
 * @param locale of numbers, days and amounts, and of words if they are French; all others read
 *     English
 */
public record HtmlReport(
    RfmTable rfm,
    Source source,
    @Nullable CustomerOrders orders,
    @Nullable Forecast forecast,
    @Nullable UnitEconomics economics,
    @Nullable DataQuality quality,
    @Nullable Affinity affinity,
    @Nullable CustomerDrift drift,
    @Nullable SubscriptionSeries subscriptions,
    Map<Part, String> missing,
    Locale locale) {

  /** What may be missing from a page for a reason that its reader should know. */
  public enum Part {
    /** What customers are expected to do. */
    FORECAST,
    /** What customers cost and bring. */
    ECONOMICS
  }

  /** How many bad rows the page lists at most. */
  public static final int LISTED = 20;

  /** Checks that there is a customer to report on. */
  public HtmlReport {
    Objects.requireNonNull(source, "source must not be null");
    Objects.requireNonNull(locale, "locale must not be null");
    missing = Map.copyOf(missing);
    if (rfm.size() == 0) {
      throw new IllegalArgumentException("the base must hold a customer, but is empty");
    }
    if (forecast != null && forecast.values().base() != rfm.base()) {
      throw new IllegalArgumentException("the forecast must be of the customers of the table");
    }
  }

  /**
   * A page of the customers alone, in English.
   *
   * @param rfm the customers with their scores and segments; at least one
   * @param source where the orders came from
   * @return the report
   * @throws IllegalArgumentException if there is no customer
   */
  public static HtmlReport of(RfmTable rfm, Source source) {
    return new HtmlReport(
        rfm, source, null, null, null, null, null, null, null, Map.of(), Locale.ENGLISH);
  }

  /**
   * The same with what asks when orders came: time, cohorts, retention, lifecycle, health.
   *
   * @param theirs the orders of the customers
   * @return a new report
   */
  public HtmlReport withOrders(CustomerOrders theirs) {
    return new HtmlReport(
        rfm,
        source,
        theirs,
        forecast,
        economics,
        quality,
        affinity,
        drift,
        subscriptions,
        missing,
        locale);
  }

  /**
   * The same with a forecast.
   *
   * @param expected what the customers are expected to do, or null to leave it out
   * @return a new report
   * @throws IllegalArgumentException if it is of other customers
   */
  public HtmlReport withForecast(@Nullable Forecast expected) {
    return new HtmlReport(
        rfm,
        source,
        orders,
        expected,
        economics,
        quality,
        affinity,
        drift,
        subscriptions,
        missing,
        locale);
  }

  /**
   * The same with unit economics.
   *
   * @param found what customers cost and bring, or null to leave it out
   * @return a new report
   */
  public HtmlReport withEconomics(@Nullable UnitEconomics found) {
    return new HtmlReport(
        rfm,
        source,
        orders,
        forecast,
        found,
        quality,
        affinity,
        drift,
        subscriptions,
        missing,
        locale);
  }

  /**
   * The same with the quality of the data.
   *
   * @param found what is odd about the data, or null to leave it out
   * @return a new report
   */
  public HtmlReport withQuality(@Nullable DataQuality found) {
    return new HtmlReport(
        rfm,
        source,
        orders,
        forecast,
        economics,
        found,
        affinity,
        drift,
        subscriptions,
        missing,
        locale);
  }

  /**
   * The same with products bought together.
   *
   * @param found which products are bought together, or null to leave it out
   * @return a new report
   */
  public HtmlReport withAffinity(@Nullable Affinity found) {
    return new HtmlReport(
        rfm,
        source,
        orders,
        forecast,
        economics,
        quality,
        found,
        drift,
        subscriptions,
        missing,
        locale);
  }

  /**
   * The same with what changed.
   *
   * @param found what changed since an earlier day, or null to leave it out
   * @return a new report
   */
  public HtmlReport withDrift(@Nullable CustomerDrift found) {
    return new HtmlReport(
        rfm,
        source,
        orders,
        forecast,
        economics,
        quality,
        affinity,
        found,
        subscriptions,
        missing,
        locale);
  }

  /**
   * The same with subscriptions.
   *
   * @param found subscriptions month by month, or null to leave it out
   * @return a new report
   */
  public HtmlReport withSubscriptions(@Nullable SubscriptionSeries found) {
    return new HtmlReport(
        rfm, source, orders, forecast, economics, quality, affinity, drift, found, missing, locale);
  }

  /**
   * The same with the reason why a part is missing: a section says it, unless the part is there.
   *
   * @param part which part
   * @param reason why, in a sentence without full stop, such as the message of an exception
   * @return a new report
   */
  public HtmlReport withMissing(Part part, String reason) {
    Map<Part, String> all = new EnumMap<>(Part.class);
    all.putAll(missing);
    all.put(part, reason);
    return new HtmlReport(
        rfm,
        source,
        orders,
        forecast,
        economics,
        quality,
        affinity,
        drift,
        subscriptions,
        all,
        locale);
  }

  /**
   * The same for readers of another language.
   *
   * @param of numbers, days and amounts, and of words if they are French; all others read English
   * @return a new report
   */
  public HtmlReport withLocale(Locale of) {
    return new HtmlReport(
        rfm,
        source,
        orders,
        forecast,
        economics,
        quality,
        affinity,
        drift,
        subscriptions,
        missing,
        of);
  }

  /**
   * What the customers are expected to do.
   *
   * @param values of all customers, with a finite horizon
   * @param notes on the fits: warnings, and why there is no spend model
   * @param trial whether the same model would have been right before, or null to leave it out
   */
  public record Forecast(CustomerValues values, List<String> notes, @Nullable Trial trial) {

    /** Takes a copy of the notes. */
    public Forecast {
      if (values.valuation().options().horizon() == null) {
        throw new IllegalArgumentException("the horizon of the page must be finite");
      }
      notes = List.copyOf(notes);
      if (trial != null) {
        trial.backtest().forecast(values.valuation().transactions().name());
      }
    }
  }

  /**
   * A forecast of the past by the same model, and the state of the data.
   *
   * @param backtest with the model of the forecast among its models
   * @param readiness of the orders up to now; without gates where it could not be told
   */
  public record Trial(Backtest backtest, Readiness readiness) {}

  /**
   * Where the orders came from, as far as the page tells it.
   *
   * @param inputs the names of the files
   * @param columns what each column was taken for, with its name in the file
   * @param ignoredColumns the other columns
   * @param rows the rows read
   * @param badRows those left out
   * @param firstBadRows the first of them, one text each
   * @param command how the page can be made again
   * @param software what made it, for example {@code clv 0.1.0}; may be empty
   */
  public record Source(
      List<String> inputs,
      Map<String, String> columns,
      List<String> ignoredColumns,
      long rows,
      long badRows,
      List<String> firstBadRows,
      String command,
      String software) {

    /** Takes copies of the lists. */
    public Source {
      inputs = List.copyOf(inputs);
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
      ignoredColumns = List.copyOf(ignoredColumns);
      firstBadRows = List.copyOf(firstBadRows);
      Objects.requireNonNull(command, "command must not be null");
      Objects.requireNonNull(software, "software must not be null");
    }
  }

  /**
   * Draws the charts and puts the page together.
   *
   * @return the page with the tables of its charts
   */
  public HtmlPage page() {
    return new ReportPageBuilder(this).page();
  }

  /**
   * Writes the page.
   *
   * @param out where to, in UTF-8; neither flushed nor closed
   * @throws IOException if writing fails
   */
  public void write(Appendable out) throws IOException {
    page().write(out);
  }
}
