package org.clv4j.models.transaction;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;

/** Published logs, read in place; tests that need them are skipped where they are absent. */
final class ReferenceData {
  private static final Path FOLDER =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  private ReferenceData() {}

  /** CDNOW, 2 357 customers, cut at 1997-09-30. */
  static CalibrationHoldout cdnow() {
    return CalibrationHoldout.of(cdnowLog(), LocalDate.of(1997, 9, 30), LocalDate.of(1998, 6, 30));
  }

  static OrderLog cdnowLog() {
    OrderLogBuilder builder = OrderLog.builder(Money.UNSTATED);
    for (String[] row : rows("cdnow_sample.csv")) {
      builder.add(
          row[1],
          (int) LocalDate.parse(row[2]).toEpochDay(),
          Math.round(100 * Double.parseDouble(row[4])));
    }
    return builder.build();
  }

  /** Apparel, 600 customers who all began on one day, cut at 2006-12-31; amounts in cents. */
  static CalibrationHoldout apparel() {
    OrderLogBuilder orders = OrderLog.builder(Money.UNSTATED);
    for (String[] row : rows("apparel.csv")) {
      orders.add(
          row[0],
          (int) LocalDate.parse(row[1]).toEpochDay(),
          Math.round(100 * Double.parseDouble(row[2])));
    }
    return CalibrationHoldout.of(
        orders.build(), LocalDate.of(2006, 12, 31), LocalDate.of(2010, 12, 20));
  }

  /** CDNOW with times rounded to two decimals, as lifetimes ships it. */
  static CustomerSummaries cdnowRounded() {
    List<String[]> rows = rows("cdnow_summary_rounded.csv");
    return CustomerSummaries.of(
        rows.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray(),
        rows.stream().mapToDouble(row -> Double.parseDouble(row[2])).toArray(),
        rows.stream().mapToDouble(row -> Double.parseDouble(row[3])).toArray(),
        null,
        PeriodUnit.WEEK);
  }

  static CustomerSummaries cdnowWeeks() {
    return CustomerSummaries.of(cdnow().calibration(), PeriodUnit.WEEK);
  }

  /** The online grocery, 1 525 customers without amounts, cut at 2006-12-31. */
  static CalibrationHoldout grocery() {
    return CalibrationHoldout.of(
        groceryLog(), LocalDate.of(2006, 12, 31), LocalDate.of(2007, 12, 30));
  }

  static OrderLog groceryLog() {
    OrderLogBuilder builder = OrderLog.builderWithoutAmounts();
    for (String[] row : rows("grocery.csv")) {
      builder.add(row[0], (int) LocalDate.parse(row[1]).toEpochDay());
    }
    return builder.build();
  }

  static List<String[]> rows(String file) {
    assumeTrue(
        Files.isDirectory(FOLDER), "there are no reference data at " + FOLDER.toAbsolutePath());
    try {
      return Files.readAllLines(FOLDER.resolve(file)).stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
