package org.clv4j.core.internal;

/** Argument checks whose messages carry the name, the rule and the value found. */
public final class Check {
  private Check() {}

  /** Returns {@code value} if it is 0 or more. */
  public static int notNegative(int value, String name) {
    if (value >= 0) {
      return value;
    }
    throw new IllegalArgumentException(name + " must not be negative, but was " + value);
  }

  /** Returns {@code value} if it is finite and 0 or more. */
  public static double notNegative(double value, String name) {
    if (value >= 0 && value <= Double.MAX_VALUE) {
      return value;
    }
    throw new IllegalArgumentException(name + " must be finite and not negative, but was " + value);
  }

  /** Returns {@code value} if it is finite and above 0. */
  public static double positive(double value, String name) {
    if (value > 0 && value <= Double.MAX_VALUE) {
      return value;
    }
    throw new IllegalArgumentException(name + " must be positive and finite, but was " + value);
  }

  /** Returns {@code value} if it lies in [low, high]; NaN never does. */
  public static double inRange(double value, double low, double high, String name) {
    if (value >= low && value <= high) {
      return value;
    }
    throw new IllegalArgumentException(
        name + " must be between " + low + " and " + high + ", but was " + value);
  }

  /** Returns {@code value} if it lies in [low, high]. */
  public static int inRange(int value, int low, int high, String name) {
    if (value >= low && value <= high) {
      return value;
    }
    throw new IllegalArgumentException(
        name + " must be between " + low + " and " + high + ", but was " + value);
  }

  /** Returns {@code value} if it is a number and neither infinite nor NaN. */
  public static double finite(double value, String name) {
    return inRange(value, -Double.MAX_VALUE, Double.MAX_VALUE, name);
  }

  /** Reads a decimal number; what Java's own reader says of another text names neither. */
  public static double number(String text, String name) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a number, but was \"" + text + "\"", e);
    }
  }

  /** Adds minor units; an overflow names the sum. */
  public static long addExact(long sum, long amount, String name) {
    try {
      return Math.addExact(sum, amount);
    } catch (ArithmeticException e) {
      throw new ArithmeticException(name + " must fit in a long of minor units");
    }
  }

  /** The difference of two amounts if it fits. */
  public static long subtractExact(long amount, long less, String name) {
    try {
      return Math.subtractExact(amount, less);
    } catch (ArithmeticException e) {
      throw new ArithmeticException(name + " must fit in a long of minor units");
    }
  }

  /** Returns {@code text} if it has more than spaces. */
  public static String notBlank(String text, String name) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return text;
  }

  /** Returns a computed {@code value} if it is finite: no other leaves the library. */
  public static double result(double value, String name) {
    if (Double.isFinite(value)) {
      return value;
    }
    throw new ArithmeticException(name + " must be finite, but was " + value);
  }
}
