package org.clv4j.segments.behavior;

import java.util.Set;
import java.util.regex.Pattern;

/** What a column may be called, so that the text form of a rule can name it. */
final class ColumnName {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.]*");
  private static final Pattern THRESHOLD = Pattern.compile("(P|COVER)[0-9.]+");
  private static final Set<String> WORDS = Set.of("and", "or");

  private ColumnName() {}

  static boolean fits(String name) {
    return NAME.matcher(name).matches()
        && !THRESHOLD.matcher(name).matches()
        && !WORDS.contains(name);
  }

  static void check(String name) {
    if (!fits(name)) {
      throw new IllegalArgumentException(
          "name of a column must be letters, digits, _ and . and no word of the rules, but was \""
              + name
              + "\"");
    }
  }
}
