package org.clv4j.report;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * One self-contained HTML page about a customer base: key figures, value distribution and
 * concentration, RFM grid, segments, top customers, unit economics, what is bought together, what
 * changed, subscriptions, what is to come, what the data were and what was assumed.
 *
 * <p>It loads nothing and runs no script, works from a file, in light and dark, on a phone and on
 * paper. Whatever comes from the data is escaped. The same input gives the same page, byte for
 * byte; it carries no time of its making.
 *
 * @param rfm the customers with their scores and segments; at least one
 * @param forecast what the same customers are expected to do, or null to leave it out
 * @param economics what customers cost and bring, or null to leave it out
 * @param source where the orders came from
 * @param quality what is odd about them, or null to leave it out
 * @param affinity which products are bought together, or null to leave it out
 * @param drift what changed since an earlier day, or null to leave it out
 * @param subscriptions month by month, or null to leave them out
 */
public record HtmlReport(
    RfmTable rfm,
    @Nullable Forecast forecast,
    @Nullable UnitEconomics economics,
    Source source,
    @Nullable DataQuality quality,
    @Nullable Affinity affinity,
    @Nullable CustomerDrift drift,
    @Nullable SubscriptionSeries subscriptions) {

  /** How many bad rows the page lists at most. */
  public static final int LISTED = 20;

  /** Checks that there is a customer to report on. */
  public HtmlReport {
    Objects.requireNonNull(source, "source must not be null");
    if (rfm.size() == 0) {
      throw new IllegalArgumentException("the base must hold a customer, but is empty");
    }
    if (forecast != null && forecast.values().base() != rfm.base()) {
      throw new IllegalArgumentException("the forecast must be of the customers of the table");
    }
  }

  /**
   * A page without products, without an earlier day and without subscriptions.
   *
   * @param rfm the customers with their scores and segments; at least one
   * @param forecast what the same customers are expected to do, or null to leave it out
   * @param economics what customers cost and bring, or null to leave it out
   * @param source where the orders came from
   * @param quality what is odd about them, or null to leave it out
   */
  public HtmlReport(
      RfmTable rfm,
      @Nullable Forecast forecast,
      @Nullable UnitEconomics economics,
      Source source,
      @Nullable DataQuality quality) {
    this(rfm, forecast, economics, source, quality, null, null, null);
  }

  /**
   * A page without unit economics and without the quality of the data.
   *
   * @param rfm the customers with their scores and segments; at least one
   * @param forecast what the same customers are expected to do, or null to leave it out
   * @param source where the orders came from
   */
  public HtmlReport(RfmTable rfm, @Nullable Forecast forecast, Source source) {
    this(rfm, forecast, null, source, null);
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
   * @param readiness of the orders up to now
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
   */
  public record Source(
      List<String> inputs,
      Map<String, String> columns,
      List<String> ignoredColumns,
      long rows,
      long badRows,
      List<String> firstBadRows,
      String command) {

    /** Takes copies of the lists. */
    public Source {
      inputs = List.copyOf(inputs);
      columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
      ignoredColumns = List.copyOf(ignoredColumns);
      firstBadRows = List.copyOf(firstBadRows);
      Objects.requireNonNull(command, "command must not be null");
    }
  }

  /**
   * Writes the page.
   *
   * @param out where to, in UTF-8; neither flushed nor closed
   * @throws IOException if writing fails
   */
  public void write(Appendable out) throws IOException {
    ReportPageRenderer.of().execute(ReportPage.of(this), out);
  }
}
