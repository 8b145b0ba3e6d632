package org.clv4j.segments.rfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The CDNOW sample as of the end of its calibration period.
 *
 * <p>All expected numbers were computed from the file by a Python script of their own, with exact
 * fractions: sort the 2357 values, h = Fraction(2356 k, 5), then the counts of cut points strictly
 * below, then the 125 cells of the published table.
 */
@Tag("reference-data")
class CdnowRfmTest {
  private static final LocalDate CALIBRATION_END = LocalDate.of(1997, 9, 30);

  @Test
  void cutPointsAndSegments() throws IOException {
    RfmTable table = RfmTable.of(CustomerBase.of(cdnow(), CALIBRATION_END));
    assertEquals(2357, table.size());
    assertEquals(
        RfmCuts.parse(
            """
            days since last order: 99, 198, 219, 242
            orders: 1, 1, 2, 3
            spend: 14.96, 27.99, 45.976, 93.722
            """),
        table.cuts().orElseThrow());
    assertEquals(List.of(466L, 475L, 453L, 490L, 473L), histogram(table, 0));
    assertEquals(List.of(1398L, 0L, 439L, 216L, 304L), histogram(table, 1));
    assertEquals(List.of(480L, 464L, 470L, 471L, 472L), histogram(table, 2));
    assertEquals(
        """
        Champions 422
        Loyal 105
        Potential Loyalist 165
        New Customers 246
        Promising 191
        Need Attention 169
        About To Sleep 199
        At Risk 64
        Cannot Lose Them 240
        Hibernating 286
        Lost 270""",
        table.segments().stream()
            .map(segment -> segment.name() + " " + segment.customers())
            .collect(Collectors.joining("\n")));
    assertEquals(2357, table.segments().stream().mapToInt(RfmSegment::customers).sum());
    assertEquals(4960, table.segments().stream().mapToLong(RfmSegment::orders).sum());
    assertEquals(
        17_311_555,
        table.segments().stream()
            .map(RfmSegment::spend)
            .map(Objects::requireNonNull)
            .mapToLong(Money::minorUnits)
            .sum());
    assertEquals("544", table.code(table.base().row("0001")));
    assertEquals("134", table.code(table.base().row("0002")));
  }

  private static List<Long> histogram(RfmTable table, int place) {
    return IntStream.rangeClosed('1', '5')
        .mapToObj(
            digit ->
                IntStream.range(0, table.size())
                    .filter(row -> table.code(row).charAt(place) == digit)
                    .count())
        .toList();
  }

  private static OrderLog cdnow() throws IOException {
    OrderLogBuilder log = OrderLog.builder(Money.UNSTATED);
    List<String> lines = Files.readAllLines(folder().resolve("cdnow_sample.csv"));
    assertEquals("master_id,sample_id,date,number_of_cds,dollar_value", lines.get(0));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Money spend = Money.of(new BigDecimal(fields[4]), Money.UNSTATED);
      log.add(fields[1], (int) LocalDate.parse(fields[2]).toEpochDay(), spend.minorUnits());
    }
    return log.build();
  }

  private static Path folder() {
    String named = System.getProperty("clv.reference-data");
    Path folder = Path.of(named == null ? "../../shared/data" : named);
    assumeTrue(
        named != null || Files.isDirectory(folder),
        "reference data not found: give their folder as -Dclv.reference-data");
    return folder;
  }
}
