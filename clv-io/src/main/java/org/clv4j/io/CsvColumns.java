package org.clv4j.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the columns of a file were taken for.
 *
 * @param source the name of the file
 * @param used {@code customer}, {@code time}, {@code amount}, {@code currency}, {@code discount},
 *     {@code cost}, {@code promotion} or {@code channel} with the name of the column in the file,
 *     in this order
 * @param ignored the names of the other columns
 */
public record CsvColumns(String source, Map<String, String> used, List<String> ignored) {

  /** Takes copies. */
  public CsvColumns {
    Objects.requireNonNull(source, "source must not be null");
    used = Collections.unmodifiableMap(new LinkedHashMap<>(used));
    ignored = List.copyOf(ignored);
  }
}
