package org.clv4j.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns of the inputs are which, and how they are written. */
final class ColumnOptions {
  /** What a preset knows. */
  static final List<String> NAMES =
      List.of(
          "--customer",
          "--time",
          "--amount",
          "--currency-column",
          "--discount",
          "--cost",
          "--promotion",
          "--channel");

  @Option(names = "--customer", paramLabel = "COLUMN", description = "Column of the customer ids.")
  @Nullable String customer;

  @Option(names = "--time", paramLabel = "COLUMN", description = "Column of the dates or moments.")
  @Nullable String time;

  @Option(names = "--amount", paramLabel = "COLUMN", description = "Column of the amounts.")
  @Nullable String amount;

  @Option(
      names = "--currency-column",
      paramLabel = "COLUMN",
      description = "Column of the currency codes.")
  @Nullable String currencyColumn;

  @Option(
      names = "--discount",
      paramLabel = "COLUMN",
      description = "Column of what was taken off the list price.")
  @Nullable String discount;

  @Option(
      names = "--cost",
      paramLabel = "COLUMN",
      description = "Column of what the goods of an order cost the shop.")
  @Nullable String cost;

  @Option(names = "--promotion", paramLabel = "COLUMN", description = "Column of the promotions.")
  @Nullable String promotion;

  @Option(names = "--channel", paramLabel = "COLUMN", description = "Column of the channels.")
  @Nullable String channel;

  @Option(
      names = "--date-format",
      paramLabel = "PATTERN",
      description = "For example dd/MM/yyyy; default: ISO dates and date-times, 19970101.")
  @Nullable String dateFormat;

  @Option(
      names = "--decimal",
      paramLabel = "SIGN",
      description = "Decimal sign of the amounts, . or , ; default: point.")
  String decimal = ".";

  @Option(
      names = "--delimiter",
      paramLabel = "SIGN",
      description = "Between the fields, a sign or tab; default: , ; tab or | as the header shows.")
  @Nullable String delimiter;

  @Option(names = "--charset", paramLabel = "NAME", description = "Encoding; default: UTF-8.")
  Charset charset = StandardCharsets.UTF_8;

  char decimalSign() {
    if (decimal.length() != 1) {
      throw new IllegalArgumentException(
          "decimal sign must be \".\" or \",\", but was \"" + decimal + "\"");
    }
    return decimal.charAt(0);
  }

  @Nullable Character delimiterSign() {
    if (delimiter == null || delimiter.length() == 1) {
      return delimiter == null ? null : (Character) delimiter.charAt(0);
    }
    if (delimiter.equals("tab") || delimiter.equals("\\t")) {
      return '\t';
    }
    throw new IllegalArgumentException(
        "delimiter must be one sign or \"tab\", but was \"" + delimiter + "\"");
  }
}
