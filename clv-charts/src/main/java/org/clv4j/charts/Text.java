package org.clv4j.charts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words in the language of a reader. */
@FunctionalInterface
interface Text {
  /** Where a value stands among words. */
  Pattern PLACE = Pattern.compile("\\{(\\d)}");

  String in(Locale locale);

  /** Nothing to say. */
  Text NONE = locale -> "";

  /** The same in every language. */
  static Text plain(String text) {
    return locale -> text;
  }

  /** A part as percentage, with a decimal if it is no whole one. */
  static Text percent(double part) {
    boolean whole = Math.abs(part * 100 - Math.rint(part * 100)) < 1e-9;
    return locale -> Numbers.percent(part, whole ? 0 : 1, locale);
  }

  /**
   * The words of a key, with {0}, {1} … replaced: texts by their words, days and numbers as the
   * language writes them (of doubles four digits), all else as it is.
   */
  static Text of(String key, Object... values) {
    return locale -> {
      String words = Words.of(locale).get(key);
      if (words == null) {
        throw new IllegalStateException("there are no words for " + key);
      }
      return PLACE
          .matcher(words)
          .replaceAll(
              place ->
                  Matcher.quoteReplacement(
                      shown(values[Integer.parseInt(place.group(1))], locale)));
    };
  }

  private static String shown(Object value, Locale locale) {
    if (value instanceof Text text) {
      return text.in(locale);
    }
    if (value instanceof LocalDate day) {
      return Numbers.day(day, locale);
    }
    if (value instanceof Double number) {
      return Numbers.significant(number, 4, locale);
    }
    return value instanceof Number whole
        ? Numbers.decimal(whole.doubleValue(), 0, locale)
        : value.toString();
  }

  /**
   * An id as it can be shown: what is no character to see, or would turn the direction of the words
   * around it, is replaced, and what is too long is cut.
   */
  static String id(String id, int longest) {
    String shown =
        id.codePoints()
            .map(c -> isSeen(c) ? c : 0xFFFD)
            .limit(longest + 1L)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return shown.codePointCount(0, shown.length()) > longest
        ? shown.substring(0, shown.offsetByCodePoints(0, longest - 1)) + "…"
        : shown;
  }

  private static boolean isSeen(int c) {
    boolean turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    int type = Character.getType(c);
    return !turns
        && type != Character.CONTROL
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }

  /** The words by key; English where there are none in a language. */
  final class Words {
    private static final Map<String, String> ENGLISH = read("words.properties");
    private static final Map<String, String> FRENCH = read("words_fr.properties");

    private Words() {}

    static Map<String, String> of(Locale locale) {
      return locale.getLanguage().equals("fr") ? FRENCH : ENGLISH;
    }

    private static Map<String, String> read(String file) {
      Properties words = new Properties();
      try (InputStream in =
          Objects.requireNonNull(Text.class.getResourceAsStream(file), file + " is missing")) {
        words.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return words.stringPropertyNames().stream()
          .collect(Collectors.toUnmodifiableMap(key -> key, words::getProperty));
    }
  }
}
