package org.clv4j.models.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;

/** The CDNOW sample; tests that use it are tagged {@code reference-data}. */
public final class Cdnow {
  public static final LocalDate CALIBRATION_END = LocalDate.of(1997, 9, 30);
  public static final LocalDate END = LocalDate.of(1998, 6, 30);

  private Cdnow() {}

  public static OrderLog orders() throws IOException {
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

  public static Path folder() {
    String named = System.getProperty("clv.reference-data");
    Path folder = Path.of(named == null ? "../../shared/data" : named);
    assumeTrue(
        named != null || Files.isDirectory(folder),
        "reference data not found: give their folder as -Dclv.reference-data");
    return folder;
  }
}
