package org.clv4j.models.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Tables of numbers beside the tests; their first line, after #, says where they come from. */
public final class ReferenceTable {
  private ReferenceTable() {}

  /** The rows of a table in the package of a test. */
  public static List<double[]> rows(Class<?> test, String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(test.getResourceAsStream(file), file),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** |actual - expected| over |expected|. */
  public static double relativeError(double expected, double actual) {
    return expected == actual ? 0 : Math.abs(actual - expected) / Math.abs(expected);
  }
}
