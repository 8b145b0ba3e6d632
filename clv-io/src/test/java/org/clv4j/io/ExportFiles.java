package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.clv4j.core.order.ShopOrder;

/** Exports that are texts. */
final class ExportFiles {
  private ExportFiles() {}

  static String resource(String name) {
    try (InputStream in = ExportFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Named {@code 1.csv} and so on. */
  static ShopOrderCsvResult read(ShopExportCsv settings, String... contents) {
    List<CsvSource> sources = new ArrayList<>();
    for (String content : contents) {
      sources.add(new CsvSource((sources.size() + 1) + ".csv", CsvFiles.source(content).opener()));
    }
    try {
      return settings.readAll(sources);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String error(ShopExportCsv settings, String... contents) {
    return String.valueOf(
        assertThrows(OrderCsvException.class, () -> read(settings, contents)).getMessage());
  }

  static ShopOrder order(ShopOrderCsvResult read, String id) {
    return read.book().orders().stream()
        .filter(order -> order.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
