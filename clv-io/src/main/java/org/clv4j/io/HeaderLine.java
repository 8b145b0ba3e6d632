package org.clv4j.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The names in the first line of a file, and what separates them.
 *
 * @param delimiter what separates them
 * @param names without the spaces around them
 */
record HeaderLine(char delimiter, List<String> names) {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /**
   * Splits a line.
   *
   * @param source how errors call the file
   * @param stated the delimiter, or null to find it
   * @param wanted how many wanted columns some names show: the delimiter that shows most is taken,
   *     the comma if none shows any
   */
  static HeaderLine of(
      String source, String line, @Nullable Character stated, ToIntFunction<List<String>> wanted) {
    if (line.indexOf('\0') >= 0) {
      String reason = "the header holds NUL characters: is the file text, and in which charset?";
      throw new OrderCsvException(new BadRow(source, 1, null, null, reason));
    }
    if (stated != null) {
      return split(line, stated);
    }
    HeaderLine best = split(line, DELIMITERS[0]);
    int most = wanted.applyAsInt(best.names);
    for (char delimiter : DELIMITERS) {
      HeaderLine header = split(line, delimiter);
      int found = wanted.applyAsInt(header.names);
      if (found > most) {
        best = header;
        most = found;
      }
    }
    return best;
  }

  private static HeaderLine split(String line, char delimiter) {
    List<String> names;
    try {
      names = CsvReader.builder().fieldSeparator(delimiter).ofSingleCsvRecord(line).getFields();
    } catch (CsvParseException e) {
      // Behind a quote stands the delimiter of another try.
      names = List.of(line);
    }
    return new HeaderLine(delimiter, names.stream().map(String::strip).toList());
  }

  /** A name as it is compared: neither case nor signs count. */
  static String spelled(@Nullable String name) {
    return name == null ? "" : name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
