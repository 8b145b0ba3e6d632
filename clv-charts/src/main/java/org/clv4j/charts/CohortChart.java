package org.clv4j.charts;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.clv4j.core.value.Money;
import org.clv4j.io.Table;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortTable;
import org.clv4j.segments.cohort.Completeness;
import org.clv4j.segments.metric.CalendarPeriod;
import org.clv4j.segments.metric.MetricUnit;
import org.jspecify.annotations.Nullable;

/**
 * The heat map of a cohort table: its youngest cohorts, without those before the first and after
 * the last customer, and first periods.
 */
final class CohortChart {
  /** More than that nobody can read. */
  private static final int MOST = 60;

  private final CohortTable cohorts;
  private final CohortMeasure measure;
  private final int first;
  private final int rows;
  private final int columns;
  private int decimals;

  private CohortChart(CohortTable cohorts, CohortMeasure measure, int oldest, int youngest) {
    this.cohorts = cohorts;
    this.measure = measure;
    this.rows = Math.min(MOST, youngest - oldest + 1);
    this.first = youngest - rows + 1;
    this.columns = Math.min(MOST, cohorts.periods());
  }

  static Chart of(CohortTable cohorts, CohortMeasure measure) {
    if (cohorts.cohorts() == 0) {
      throw new IllegalArgumentException(
          "cohorts must hold a customer, but none had ordered by " + cohorts.scope().asOf());
    }
    int[] joined =
        IntStream.range(0, cohorts.cohorts()).filter(c -> cohorts.customers(c) > 0).toArray();
    return new CohortChart(cohorts, measure, joined[0], joined[joined.length - 1]).chart();
  }

  private int cohort(int cell) {
    return first + cell / columns;
  }

  private OptionalDouble value(int cell) {
    return cohorts.value(measure, cohort(cell), cell % columns).value();
  }

  private Completeness completeness(int cell) {
    return cohorts.completeness(cohort(cell), cell % columns);
  }

  private Chart chart() {
    int[] known =
        IntStream.range(0, rows * columns).filter(cell -> value(cell).isPresent()).toArray();
    if (known.length == 0) {
      throw new IllegalArgumentException(cohorts.value(measure, cohorts.cohorts() - 1, 0).reason());
    }
    double most = 0;
    double least = 0;
    boolean open = false;
    for (int cell : known) {
      double value = value(cell).getAsDouble();
      if (cell % columns > 0 || columns == 1 || !falls()) {
        most = Math.max(most, value);
        least = Math.min(least, value);
      }
      open |= completeness(cell) == Completeness.PARTIAL;
    }
    decimals =
        decimals(
            IntStream.of(known).mapToDouble(c -> Math.abs(value(c).getAsDouble())).max().orElse(0));
    HeatMap plot =
        new HeatMap(
            Axis.names(Text.of("axis.periods-since-first"), periods()),
            Axis.texts(Text.of("axis.cohort"), names()),
            true,
            Axis.of(kind(), Text.of("measure." + measure)),
            least,
            most,
            false,
            IntStream.of(known).mapToObj(this::cell).toList());
    Text shown =
        rows == MOST || columns == MOST
            ? Text.of("note.youngest-cohorts", rows, columns)
            : Text.of("note.as-of", cohorts.scope().asOf());
    Currency currency = currency();
    Text scope =
        currency == null || currency.equals(Money.UNSTATED)
            ? shown
            : Text.of("note.in-currency", shown, currency.getCurrencyCode());
    int whole = IntStream.range(0, columns).filter(this::averaged).max().orElse(0);
    OptionalDouble average = cohorts.weightedAverage(measure, whole).value();
    return new Chart(
        new Content(
            "cohorts",
            Text.of("title.cohorts", Text.of("measure." + measure)),
            open ? Text.of("note.open-cells", scope) : scope,
            average.isPresent()
                ? Text.of("description.cohorts", rows, whole, shown(average.getAsDouble()))
                : Text.of("description.cohorts-only", rows),
            table(known),
            plot,
            Math.max(260, 130 + 24 * rows)));
  }

  private boolean averaged(int period) {
    return cohorts.weightedAverage(measure, period).value().isPresent();
  }

  /** Of these period 0, where all are, would leave no colours to tell the others apart. */
  private boolean falls() {
    return switch (measure) {
      case CUMULATIVE_VALUE, CUMULATIVE_MARGIN, AVERAGE_ORDER_VALUE -> false;
      default -> true;
    };
  }

  private HeatMap.Cell cell(int cell) {
    double value = value(cell).getAsDouble();
    boolean open = completeness(cell) == Completeness.PARTIAL;
    Text shown = shown(value);
    int row = cell / columns;
    return new HeatMap.Cell(
        cell % columns,
        row,
        1,
        value,
        open,
        shown,
        Text.of(
            open ? "cell.cohort-open" : "cell.cohort",
            name(cohort(cell)),
            Text.plain(periods().get(cell % columns)),
            exact(value)));
  }

  private Text shown(double value) {
    return measure.unit() == MetricUnit.SHARE
        ? locale -> Numbers.percent(value, 0, locale)
        : locale -> Numbers.decimal(value, decimals, locale);
  }

  /** As amounts are written, where there is room. */
  private Text exact(double value) {
    Currency currency = currency();
    return currency == null
        ? shown(value)
        : locale -> Numbers.decimal(value, Money.scale(currency), locale);
  }

  /** Of amounts, or else null. */
  private @Nullable Currency currency() {
    return measure.unit() == MetricUnit.MONEY ? cohorts.scope().currency() : null;
  }

  /** The same in all cells, three digits or so. */
  private int decimals(double largest) {
    Currency currency = currency();
    return currency == null || largest >= 100
        ? 0
        : Math.min(Money.scale(currency), largest >= 10 ? 1 : 2);
  }

  private Axis.Kind kind() {
    return measure.unit() == MetricUnit.SHARE ? Axis.Kind.PERCENT : Axis.Kind.NUMBER;
  }

  private List<Text> names() {
    return IntStream.range(first, first + rows).mapToObj(this::name).toList();
  }

  /** A cohort by its month, quarter or year, or else by its first day. */
  private Text name(int cohort) {
    String day = cohorts.start(cohort).toString();
    String year = Integer.toString(cohorts.start(cohort).getYear());
    CalendarPeriod.Unit unit = cohorts.options().cohorts().unit();
    return switch (unit) {
      case YEAR -> Text.plain(year);
      case QUARTER ->
          Text.of("cohort.quarter", year, (cohorts.start(cohort).getMonthValue() + 2) / 3);
      case MONTH -> Text.plain(day.substring(0, day.lastIndexOf('-')));
      case DAY, WEEK -> Text.plain(day);
    };
  }

  /** Periods by number, brackets by their first and last. */
  private List<String> periods() {
    List<Integer> brackets = cohorts.options().brackets();
    List<String> names = new ArrayList<>();
    for (int p = 0; p < columns; p++) {
      if (brackets.isEmpty()) {
        names.add(Integer.toString(p));
      } else if (p == brackets.size() - 1) {
        names.add(brackets.get(p) + "+");
      } else {
        int end = brackets.get(p + 1) - 1;
        names.add(brackets.get(p) == end ? "" + end : brackets.get(p) + "-" + end);
      }
    }
    return names;
  }

  private Table table(int[] known) {
    return new Table(known.length)
        .with("cohort", row -> cohorts.start(cohort(known[row])))
        .with("customers", row -> cohorts.customers(cohort(known[row])))
        .with("period", row -> known[row] % columns)
        .with("value", row -> value(known[row]).getAsDouble())
        .with("completeness", row -> completeness(known[row]).toString());
  }
}
