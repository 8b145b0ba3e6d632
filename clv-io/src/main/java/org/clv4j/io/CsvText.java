package org.clv4j.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;

/** The characters of a source: unzipped, decoded, without a byte order mark. */
final class CsvText {
  private CsvText() {}

  /**
   * Bytes that are no characters come out as U+FFFD, so that the row that has them can be named.
   */
  static BufferedReader open(CsvSource source, Charset stated) throws IOException {
    return CsvBytes.open(source, stated).restOfText();
  }
}
