package org.clv4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the library says of data and fits, which is English, in the language of a reader. */
final class Sentences {
  private static final Pattern PLACE = Pattern.compile("([{<])(\\d)[}>]");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?([eE][+-]?\\d{1,3})?");
  private static final int MOST_DIGITS = 8;
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  /** Where several sentences stand in a row, and what stands between them then. */
  private static final List<String> BETWEEN = List.of("; ", ", ");

  private final List<Pair> pairs;

  private Sentences(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /** A sentence as the library says it, and as the reader has it. */
  private record Pair(Pattern said, String read) {}

  /** Blocks of two lines; lines with # are comments. */
  static Sentences read(String file, UnaryOperator<String> mended) {
    List<Pair> pairs = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(Sentences.class.getResourceAsStream(file), file + " is missing")) {
      List<String> lines =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      for (int i = 0; i < lines.size(); i += 2) {
        pairs.add(new Pair(pattern(lines.get(i)), mended.apply(lines.get(i + 1))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sentences(pairs);
  }

  private static Pattern pattern(String said) {
    StringBuilder regex = new StringBuilder();
    Matcher place = PLACE.matcher(said);
    int at = 0;
    while (place.find()) {
      regex.append(Pattern.quote(said.substring(at, place.start()))).append("(.+?)");
      at = place.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(said.substring(at))).toString());
  }

  /** Empty if there is no such sentence, or no such within it. */
  Optional<String> in(String said, Words words) {
    for (Pair pair : pairs) {
      Optional<String> read = in(said, pair, words);
      if (read.isPresent()) {
        return read;
      }
    }
    if (NUMBER.matcher(said).matches()) {
      return Optional.of(number(said, words));
    }
    if (DAY.matcher(said).matches()) {
      return Optional.of(words.day(LocalDate.parse(said)));
    }
    return BETWEEN.stream()
        .filter(said::contains)
        .map(between -> inARow(said, between, words))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> in(String said, Pair pair, Words words) {
    Matcher found = pair.said().matcher(said);
    if (!found.matches()) {
      return Optional.empty();
    }
    StringBuilder read = new StringBuilder();
    Matcher place = PLACE.matcher(pair.read());
    while (place.find()) {
      String value = found.group(Integer.parseInt(place.group(2)) + 1);
      if (place.group(1).equals("{")) {
        Optional<String> within = in(value, words);
        if (within.isEmpty()) {
          return Optional.empty();
        }
        value = within.get();
      }
      place.appendReplacement(read, Matcher.quoteReplacement(value));
    }
    return Optional.of(place.appendTail(read).toString());
  }

  private Optional<String> inARow(String said, String between, Words words) {
    List<Optional<String>> parts =
        Arrays.stream(said.split(Pattern.quote(between), -1)).map(part -> in(part, words)).toList();
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(
            parts.stream()
                .map(Optional::orElseThrow)
                .collect(Collectors.joining(between.equals("; ") ? "\u00A0; " : between)))
        : Optional.empty();
  }

  /** Small numbers such as 1.2e-16 keep their exponents. */
  private static String number(String said, Words words) {
    BigDecimal number = new BigDecimal(said);
    return Math.abs(number.scale()) > MOST_DIGITS
        ? said.replace('.', words.decimalSign())
        : words.cell(number.scale() < 0 ? number.setScale(0) : number);
  }
}
