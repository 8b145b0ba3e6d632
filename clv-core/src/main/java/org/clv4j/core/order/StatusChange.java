package org.clv4j.core.order;

import java.time.LocalDate;
import java.util.Locale;
import org.clv4j.core.internal.OrderColumns;

/**
 * The status that an order came into on a day.
 *
 * @param day the local day
 * @param status its name in lower case without spaces around it, such as {@code paid}; not blank
 */
public record StatusChange(LocalDate day, String status) {
  /** Checks the day and the name, and makes the name lower case. */
  public StatusChange {
    OrderColumns.checkDay(day, "day of a status");
    status = normal(status);
  }

  /** A status as it is compared: {@code Paid } is {@code paid}. */
  static String normal(String status) {
    String normal = status.strip().toLowerCase(Locale.ROOT);
    if (normal.isEmpty()) {
      throw new IllegalArgumentException("status must not be blank");
    }
    return normal;
  }
}
