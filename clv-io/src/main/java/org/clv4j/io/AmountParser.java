package org.clv4j.io;

/** Reads a plain decimal number into minor units, exactly. */
final class AmountParser {
  private final char decimal;
  private final int scale;

  AmountParser(char decimal, int scale) {
    this.decimal = decimal;
    this.scale = scale;
  }

  long minorUnits(CharSequence text) {
    int at = 0;
    int end = text.length();
    boolean negative = end > 0 && text.charAt(0) == '-';
    if (negative || (end > 0 && text.charAt(0) == '+')) {
      at++;
    }
    int digits = 0;
    int decimals = -1;
    // Below 0, where there is room for one more than above.
    long value = 0;
    for (; at < end; at++) {
      char c = text.charAt(at);
      if (c == decimal && decimals < 0) {
        decimals = 0;
      } else if (c >= '0' && c <= '9') {
        digits++;
        if (decimals < scale) {
          value = append(value, c - '0');
          decimals += decimals < 0 ? 0 : 1;
        } else if (c != '0') {
          throw new BadValue("has more than " + scale + " decimals, all that the currency has");
        }
      } else {
        throw notANumber(text);
      }
    }
    if (digits == 0) {
      throw notANumber(text);
    }
    for (int i = Math.max(decimals, 0); i < scale; i++) {
      value = append(value, 0);
    }
    if (negative && value < 0) {
      throw new BadValue("must not be negative");
    }
    if (value == Long.MIN_VALUE) {
      throw tooLarge();
    }
    return -value;
  }

  private static long append(long value, int digit) {
    if (value < (Long.MIN_VALUE + digit) / 10) {
      throw tooLarge();
    }
    return value * 10 - digit;
  }

  private static BadValue tooLarge() {
    return new BadValue("must fit in a long of minor units");
  }

  private BadValue notANumber(CharSequence text) {
    char other = decimal == '.' ? ',' : '.';
    boolean looksLikeTheOther =
        text.toString().matches("[+-]?[0-9.,]*[0-9]") && text.toString().indexOf(other) >= 0;
    return new BadValue(
        looksLikeTheOther
            ? "is not a number with the decimal sign \""
                + decimal
                + "\"; another is stated with --decimal, and groups of digits are not separated"
            : "is not a plain decimal number");
  }
}
