package org.clv4j.core.internal;

/** The ranges within which models compute, checked where a number comes in. */
public final class Ranges {
  /** The most purchases of a customer, x or n. */
  public static final int MOST_PURCHASES = 10_000_000;

  /** The longest time, in any unit. */
  public static final double LONGEST = 1e15;

  /** The shortest time of data, and the smallest weight, amount and discount, if not 0. */
  public static final double SMALLEST = 1e-100;

  private static final double LARGEST = 1e100;

  private Ranges() {}

  /** Refuses a triple unless 0 &lt;= x, 0 &lt;= t_x &lt;= T, all within range. */
  public static void history(int frequency, double recency, double age) {
    if (frequency < 0
        || frequency > MOST_PURCHASES
        || !(recency >= 0 && recency <= age && age <= LONGEST)) {
      seen(frequency, age);
      Check.inRange(recency, 0, age, "recency");
    }
  }

  /** Refuses what is left of a triple where t_x does not matter. */
  public static void seen(int frequency, double age) {
    Check.inRange(frequency, 0, MOST_PURCHASES, "frequency");
    time(age, "age");
  }

  /** Returns a time if it is in [0, 1e15]. */
  public static double time(double time, String name) {
    return Check.inRange(time, 0, LONGEST, name);
  }

  /** Returns a number of purchases if it is in [0, {@value #MOST_PURCHASES}]. */
  public static int purchases(int purchases, String name) {
    return Check.inRange(purchases, 0, MOST_PURCHASES, name);
  }

  /** Two ends of an interval that begins at 0 or later and does not end before it begins. */
  public static void interval(double from, double to) {
    time(to, "end of the interval");
    Check.inRange(from, 0, to, "begin of the interval");
  }

  /** Returns a discount rate if it is in [1e-100, 1e15]. */
  public static double discount(double rate, String name) {
    return Check.inRange(rate, SMALLEST, LONGEST, name);
  }

  /** Returns a discount rate if it is 0 or in [1e-100, 1e15]. */
  public static double discountOrNone(double rate, String name) {
    return rate == 0 ? rate : discount(rate, name);
  }

  /** Returns a weight of data if it is in [1e-100, 1e100]. */
  public static double weight(double weight, String name) {
    return Check.inRange(weight, SMALLEST, LARGEST, name);
  }

  /** Returns the weight of a row if it is in [1e-100, 1e100]. */
  public static double weight(double weight, int row) {
    return weight >= SMALLEST && weight <= LARGEST
        ? weight
        : weight(weight, "row " + row + ": weight");
  }

  /** Returns an amount of data if it is 0, or in [1e-100, 1e100] but for its sign. */
  public static double amount(double amount, String name) {
    double finite = Check.inRange(amount, -LARGEST, LARGEST, name);
    if (finite != 0) {
      Check.inRange(Math.abs(finite), SMALLEST, LARGEST, "size of " + name);
    }
    return finite;
  }

  /** Returns a time of data if it is 0 or in [1e-100, 1e15]. */
  public static double measured(double time, String name) {
    return time == 0 ? time : Check.inRange(time, SMALLEST, LONGEST, name);
  }

  /** Refuses a sum of weights that is below that of two customers. */
  public static void twoCustomers(double customers, String which) {
    if (customers < 2) {
      throw new IllegalArgumentException(
          "a fit needs at least two customers"
              + which
              + ", but their number (the sum of their weights) was "
              + count(customers)
              + "; a hundred or more are better");
    }
  }

  /** A number of customers as text: whole numbers without a fraction. */
  public static String count(double customers) {
    return customers == Math.rint(customers) && Math.abs(customers) < LONGEST
        ? Long.toString((long) customers)
        : Double.toString(customers);
  }
}
