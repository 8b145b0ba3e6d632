package org.clv4j.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clv4j.report.ReportPage.Change;
import org.clv4j.report.ReportPage.Changes;
import org.clv4j.segments.drift.ColumnDrift;
import org.clv4j.segments.drift.CustomerDrift;
import org.clv4j.segments.drift.QuantileShift;

/** Turns drift into the texts of the page. */
final class DriftSection {
  private DriftSection() {}

  static Changes of(CustomerDrift drift) {
    List<ColumnDrift> columns = drift.columns();
    int alerts = drift.alerts().size();
    return new Changes(
        "The customers of both days, in bins of equal share on the first. "
            + (alerts == 0
                ? "No column raises an alert."
                : alerts + " of " + columns.size() + " columns raise an alert.")
            + " Ages rise by themselves.",
        columns.get(0).from().asOf().toString(),
        columns.get(0).to().asOf().toString(),
        columns.stream().map(DriftSection::row).toList());
  }

  private static Change row(ColumnDrift column) {
    Optional<QuantileShift> median =
        column.quantiles().stream().filter(shift -> shift.level() == 0.5).findFirst();
    return new Change(
        column.column().replace('_', ' '),
        text(column.psi().value(), 3),
        text(median.map(QuantileShift::before).orElse(OptionalDouble.empty()), 2),
        text(median.map(QuantileShift::after).orElse(OptionalDouble.empty()), 2),
        column.level().map(Object::toString).orElse(""));
  }

  private static String text(OptionalDouble number, int decimals) {
    return number.isPresent() ? Numbers.decimal(number.getAsDouble(), decimals) : "";
  }
}
