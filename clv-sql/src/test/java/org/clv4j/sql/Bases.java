package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.clv4j.core.customer.CustomerBase;

/** Compares customer bases bit by bit. */
final class Bases {
  private Bases() {}

  static void assertSame(CustomerBase expected, CustomerBase found) {
    assertEquals(expected.size(), found.size(), "customers");
    assertEquals(expected.asOf(), found.asOf());
    assertEquals(expected.zone(), found.zone());
    assertEquals(expected.purchasePeriod(), found.purchasePeriod());
    assertEquals(expected.orderCount(), found.orderCount(), "orders");
    assertEquals(expected.laterOrders(), found.laterOrders(), "later orders");
    assertEquals(expected.zeroAmountOrders(), found.zeroAmountOrders(), "orders of 0");
    assertEquals(expected.hasAmounts(), found.hasAmounts());
    assertEquals(expected.hasInterpurchaseTimes(), found.hasInterpurchaseTimes());
    if (expected.hasAmounts()) {
      assertEquals(expected.currency(), found.currency());
    }
    for (int row = 0; row < expected.size(); row++) {
      assertEquals(line(expected, row), line(found, row));
    }
  }

  private static String line(CustomerBase base, int row) {
    return base.id(row)
        + " "
        + base.orders(row)
        + " "
        + base.firstOrderDay(row)
        + " "
        + base.lastOrderDay(row)
        + " "
        + base.frequency(row)
        + " "
        + base.recencyDays(row)
        + (base.hasAmounts() ? " " + base.spendMinor(row) + " " + base.repeatSpendMinor(row) : "")
        + (base.hasInterpurchaseTimes()
            ? " " + Double.doubleToLongBits(base.sumOfLogInterpurchaseDays(row))
            : "");
  }
}
