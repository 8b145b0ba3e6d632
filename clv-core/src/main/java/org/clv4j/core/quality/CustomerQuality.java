package org.clv4j.core.quality;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.quality.QualityFinding.Severity;

/** Customers that are nobody, and such as have too many orders for one. */
final class CustomerQuality {
  private static final Set<String> NAMES_OF_NOBODY =
      Set.of(
          "null",
          "none",
          "nil",
          "nan",
          "na",
          "n/a",
          "#n/a",
          "undefined",
          "unknown",
          "unbekannt",
          "anonymous",
          "anonymus",
          "anon",
          "guest",
          "guests",
          "gast",
          "invite",
          "invité",
          "test",
          "tester",
          "testing",
          "dummy",
          "default",
          "empty",
          "(null)",
          "<null>",
          "(none)",
          "(blank)",
          "-",
          "--",
          "?",
          "noemail",
          "noreply",
          "no-reply");

  /** Which may also be the id of somebody. */
  private static final Set<String> NUMBERS_OF_NOBODY = Set.of("0", "-1");

  private static final int LONGEST_NAME = 64;
  private static final int NAMED = 3;
  private static final long ENOUGH_ORDERS = 1000;
  private static final int ENOUGH_CUSTOMERS = 100;
  private static final double MANY = 0.01;
  private static final double TOO_MANY = 0.05;

  /** So many times what customers have on average. */
  private static final double FAR_ABOVE = 3;

  private final OrderLog log;
  private final OrderCounts counts;

  CustomerQuality(OrderLog log, OrderCounts counts) {
    this.log = log;
    this.counts = counts;
  }

  void addTo(List<QualityFinding> found) {
    for (int customer = 0; customer < counts.byCustomer.length; customer++) {
      int orders = counts.byCustomer[customer];
      if (orders < 2) {
        continue;
      }
      double share = (double) orders / counts.orders;
      boolean enough = counts.orders >= ENOUGH_ORDERS;
      boolean nobody = isNobody(log.customers().id(customer), hasMany(orders));
      boolean dominant =
          enough && counts.byCustomer.length >= ENOUGH_CUSTOMERS && share >= TOO_MANY;
      if (nobody || dominant) {
        found.add(finding(customer, orders, nobody, share));
      }
    }
    List<String> unused = log.unusedAliases();
    if (!unused.isEmpty()) {
      found.add(
          new QualityFinding(
              "unused-aliases",
              Severity.WARNING,
              unused.size(),
              log.aliases().links().size(),
              "ids",
              "ids that belong to another account came with no order",
              unused.stream().limit(NAMED).collect(Collectors.joining(", ")),
              "see whether orders spell them in another way"));
    }
  }

  /** Whether these are too many for a customer who happens to have a number such as 0. */
  private boolean hasMany(int orders) {
    double share = (double) orders / counts.orders;
    double mean = (double) counts.orders / counts.byCustomer.length;
    return (counts.orders >= ENOUGH_ORDERS && share >= MANY)
        || (share >= TOO_MANY && orders >= FAR_ABOVE * mean);
  }

  private static boolean isNobody(String id, boolean hasMany) {
    if (id.length() > LONGEST_NAME) {
      return false;
    }
    if (NUMBERS_OF_NOBODY.contains(id)) {
      return hasMany;
    }
    int at = id.indexOf('@');
    int end = at > 0 ? at : id.length();
    // No such name ends in a digit, as most ids do.
    return !Character.isDigit(id.charAt(end - 1))
        && NAMES_OF_NOBODY.contains(id.substring(0, end).toLowerCase(Locale.ROOT));
  }

  private QualityFinding finding(int customer, int orders, boolean nobody, double share) {
    return new QualityFinding(
        nobody ? "placeholder-customer" : "dominant-customer",
        !nobody || share >= MANY ? Severity.SERIOUS : Severity.WARNING,
        orders,
        counts.orders,
        "orders",
        nobody
            ? "orders are those of an id that is nobody's"
            : "orders are those of one customer, as many as few shops have from one",
        log.customers().id(customer),
        nobody
            ? "leave these orders out, or give each an id of its own: together they look like one"
                + " loyal customer"
            : "see whether the id stands for many, such as guests, a marketplace or a till");
  }
}
