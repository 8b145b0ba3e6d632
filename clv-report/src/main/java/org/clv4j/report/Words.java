package org.clv4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.clv4j.core.value.Money;

/** The words, numbers, days and amounts of the page in the language of its reader. */
final class Words {
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
  private static final Map<String, String> ENGLISH = read("words.properties");
  private static final Map<String, String> FRENCH = read("words_fr.properties");
  private static final Sentences FRENCH_SENTENCES =
      Sentences.read("sentences_fr.txt", Words::bound);
  private static final int DIGITS = 4;

  private final Locale locale;
  private final Map<String, String> words;

  Words(Locale locale) {
    this.locale = locale;
    this.words = locale.getLanguage().equals("fr") ? FRENCH : ENGLISH;
  }

  Locale locale() {
    return locale;
  }

  /** The language that the words are in. */
  String language() {
    return words == FRENCH ? "fr" : "en";
  }

  private static Map<String, String> read(String file) {
    Properties found = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Words.class.getResourceAsStream(file), file + " is missing")) {
      found.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stringPropertyNames().stream()
        .collect(Collectors.toUnmodifiableMap(key -> key, key -> bound(found.getProperty(key))));
  }

  /** Signs that French sets apart from a word stay on its line. */
  private static String bound(String text) {
    return text.replaceAll(" ([:;?!%»])", "\u00A0$1").replace("« ", "«\u00A0");
  }

  /** The words of a key, with {0}, {1} … replaced by texts that are ready to print. */
  String of(String key, Object... values) {
    String text = words.get(key);
    if (text == null) {
      throw new IllegalStateException("there are no words for " + key);
    }
    return PLACE
        .matcher(text)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(place.group(1))])));
  }

  /** The words of a key, or what is given if there are none: for what others name. */
  String or(String key, String otherwise) {
    return words.getOrDefault(key, otherwise);
  }

  boolean has(String key) {
    return words.containsKey(key);
  }

  /** What the library says, in the language of the reader; English where there are no words. */
  String said(String sentence) {
    return language().equals("fr")
        ? FRENCH_SENTENCES.in(sentence, this).orElse(sentence)
        : sentence;
  }

  /** What stands before the decimals. */
  char decimalSign() {
    return DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
  }

  String whole(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  String decimal(double number, int decimals) {
    return digits(NumberFormat.getNumberInstance(locale), decimals).format(number + 0.0);
  }

  /** A part of 1 with one decimal. */
  String percent(double part) {
    return digits(NumberFormat.getPercentInstance(locale), 1).format(part + 0.0);
  }

  /** A part of 1 with its sign. */
  String change(double part) {
    return (part > 0 ? "+" : "") + percent(part);
  }

  private static NumberFormat digits(NumberFormat format, int decimals) {
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format;
  }

  /** Four significant digits and no zeros behind the last. */
  String significant(double number) {
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(DIGITS)).stripTrailingZeros();
    return decimal(rounded.doubleValue(), Math.max(0, rounded.scale()));
  }

  String money(Money amount) {
    return money(amount.toBigDecimal(), amount.currency());
  }

  String money(double majorUnits, Currency currency) {
    return money(BigDecimal.valueOf(majorUnits + 0.0), currency);
  }

  /** With the sign of the currency where this language puts it; without if the data name none. */
  private String money(BigDecimal amount, Currency currency) {
    if (currency.equals(Money.UNSTATED)) {
      return digits(NumberFormat.getNumberInstance(locale), Money.scale(currency)).format(amount);
    }
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(currency);
    if (format instanceof DecimalFormat decimal) {
      DecimalFormatSymbols symbols = decimal.getDecimalFormatSymbols();
      symbols.setMonetaryDecimalSeparator(symbols.getDecimalSeparator());
      decimal.setDecimalFormatSymbols(symbols);
    }
    return digits(format, Money.scale(currency)).format(amount);
  }

  String day(LocalDate day) {
    String text =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale).format(day);
    return language().equals("fr") && text.startsWith("1 ") ? "1er" + text.substring(1) : text;
  }

  /** For example Dec 2024. */
  String month(LocalDate day) {
    return DateTimeFormatter.ofPattern("MMM uuuu", locale).format(day);
  }

  static String zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.toString();
  }

  /** A cell of a table, whatever it is. */
  String cell(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return whole(((Number) value).longValue());
    }
    if (value instanceof Double number) {
      return significant(number);
    }
    if (value instanceof BigDecimal number) {
      return digits(NumberFormat.getNumberInstance(locale), number.scale()).format(number);
    }
    return value instanceof LocalDate day ? day(day) : value.toString();
  }
}
