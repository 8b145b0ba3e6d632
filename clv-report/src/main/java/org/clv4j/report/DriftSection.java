package org.clv4j.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clv4j.report.ReportPage.Section;
import org.clv4j.segments.drift.ColumnDrift;
import org.clv4j.segments.drift.CustomerDrift;
import org.clv4j.segments.drift.QuantileShift;

/** What changed since an earlier day. */
final class DriftSection {
  private DriftSection() {}

  static Section of(CustomerDrift drift, Pictures pictures) {
    Words words = pictures.words();
    List<ColumnDrift> columns = drift.columns();
    return new SectionBuilder("drift", pictures)
        .intro(
            words.of(
                "drift.days",
                words.day(columns.get(0).from().asOf()),
                words.day(columns.get(0).to().asOf()),
                words.whole(drift.alerts().size()),
                words.whole(drift.watched().size())))
        .table(
            "table.drift",
            List.of("column", "#psi", "#median_from", "#median_to", "level"),
            columns.stream().map(column -> row(column, words)).toList())
        .build();
  }

  private static List<String> row(ColumnDrift column, Words words) {
    Optional<QuantileShift> median =
        column.quantiles().stream().filter(shift -> shift.level() == 0.5).findFirst();
    return List.of(
        words.of("drift." + column.column()),
        text(column.psi().value(), 3, words),
        text(median.map(QuantileShift::before).orElse(OptionalDouble.empty()), 2, words),
        text(median.map(QuantileShift::after).orElse(OptionalDouble.empty()), 2, words),
        column
            .level()
            .map(level -> words.of("drift.level." + level.toString().toLowerCase(Locale.ROOT)))
            .orElse(""));
  }

  private static String text(OptionalDouble number, int decimals, Words words) {
    return number.isPresent() ? words.decimal(number.getAsDouble(), decimals) : "";
  }
}
