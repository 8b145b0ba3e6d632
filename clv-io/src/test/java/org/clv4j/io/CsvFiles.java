package org.clv4j.io;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files that exist in memory only. */
final class CsvFiles {
  private CsvFiles() {}

  static CsvSource source(byte[] content) {
    return new CsvSource("orders.csv", () -> new ByteArrayInputStream(content));
  }

  static CsvSource source(String content) {
    return source(utf8(content));
  }

  static OrderCsvResult read(OrderCsv settings, String content) {
    return read(settings, utf8(content));
  }

  static OrderCsvResult read(OrderCsv settings, byte[] content) {
    try {
      return settings.readAll(List.of(source(content)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] utf8(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] gzip(String content) {
    return gzip(utf8(content));
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
