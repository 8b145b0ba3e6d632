package org.clv4j.segments.rfm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One line {@code name: words} of a text in which # starts a comment. */
record NamedLine(int number, String name, List<String> words) {

  static List<NamedLine> read(String text) {
    List<NamedLine> lines = new ArrayList<>();
    int number = 0;
    for (String raw : (Iterable<String>) text.lines()::iterator) {
      number++;
      int comment = raw.indexOf('#');
      String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
      if (!line.isEmpty()) {
        lines.add(of(number, line));
      }
    }
    return lines;
  }

  private static NamedLine of(int number, String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "line " + number + ": must look like \"name: values\", but was \"" + line + "\"");
    }
    List<String> words =
        Arrays.stream(line.substring(colon + 1).split("[\\s,]+", -1))
            .filter(word -> !word.isEmpty())
            .toList();
    return new NamedLine(number, line.substring(0, colon).strip(), words);
  }

  List<BigDecimal> numbers() {
    return words.stream().map(NamedLine::number).toList();
  }

  private static BigDecimal number(String word) {
    try {
      return new BigDecimal(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("values must be numbers, but one was \"" + word + "\"", e);
    }
  }

  int wholeNumber() {
    if (words.size() == 1 && words.get(0).matches("[0-9]{1,9}")) {
      return Integer.parseInt(words.get(0));
    }
    throw new IllegalArgumentException(
        name + " must be a whole number, but was \"" + String.join(" ", words) + "\"");
  }

  /** Lets an error say which line it was. */
  <T> T apply(Function<NamedLine, T> reader) {
    try {
      return reader.apply(this);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
  }
}
