package org.clv4j.core.customer;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerAliases;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What happened to customers beside their orders, of one kind: registrations, carts, contacts,
 * referrals; each with its day and perhaps a label (a channel, a campaign, who was referred).
 *
 * <p>Customer c has the events {@code start(c)} to {@code start(c + 1)} - 1, in the order of time
 * and then of their labels. Customers here need not have orders; {@link CustomerIds#indicesIn}
 * joins them. The order in which events were added changes nothing; an event added twice is there
 * twice.
 */
public final class CustomerEvents {
  private final CustomerIds customers;
  private final int[] start;
  private final int[] days;
  private final @Nullable String[] labels;

  private CustomerEvents(
      CustomerIds customers, int[] start, int[] days, @Nullable String[] labels) {
    this.customers = customers;
    this.start = start;
    this.days = days;
    this.labels = labels;
  }

  /**
   * A builder of events of one kind.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects events; belongs to one thread. */
  public static final class Builder {
    private final OrderLogBuilder rows = OrderLog.builderWithoutAmounts();
    private @Nullable String[] labels = new String[16];
    private int size;

    private Builder() {}

    /**
     * Adds an event without a label.
     *
     * @param customerId the customer, not blank
     * @param day the local day, 1900-01-01 to 2199-12-31
     * @return this builder
     * @throws IllegalArgumentException if a rule above is broken; the builder is as it was
     */
    public Builder add(CharSequence customerId, LocalDate day) {
      return add(customerId, day, null);
    }

    /**
     * Adds an event.
     *
     * @param customerId the customer, not blank
     * @param day the local day, 1900-01-01 to 2199-12-31
     * @param label what else is known of it; null for nothing
     * @return this builder
     * @throws IllegalArgumentException if a rule above is broken; the builder is as it was
     */
    public Builder add(CharSequence customerId, LocalDate day, @Nullable String label) {
      rows.add(customerId, OrderColumns.checkDay(day, "day"));
      if (size == labels.length) {
        labels = Arrays.copyOf(labels, 2 * size);
      }
      labels[size++] = label;
      return this;
    }

    /**
     * The events added so far; the builder is empty after it.
     *
     * @return the events by customer
     */
    public CustomerEvents build() {
      OrderLog log = rows.build();
      int[] sorted =
          IntStream.range(0, log.size())
              .boxed()
              .sorted((a, b) -> compare(log, a, b))
              .mapToInt(Integer::intValue)
              .toArray();
      int[] start = new int[log.customers().size() + 1];
      int[] days = new int[sorted.length];
      @Nullable String[] sortedLabels = new String[sorted.length];
      for (int i = 0; i < sorted.length; i++) {
        start[log.customer(sorted[i]) + 1]++;
        days[i] = log.day(sorted[i]);
        sortedLabels[i] = labels[sorted[i]];
      }
      Arrays.parallelPrefix(start, Integer::sum);
      labels = new String[16];
      size = 0;
      return new CustomerEvents(log.customers(), start, days, sortedLabels);
    }

    private int compare(OrderLog log, int a, int b) {
      int byCustomer = Integer.compare(log.customer(a), log.customer(b));
      if (byCustomer != 0) {
        return byCustomer;
      }
      int byDay = Integer.compare(log.day(a), log.day(b));
      return byDay != 0
          ? byDay
          : Objects.toString(labels[a], "").compareTo(Objects.toString(labels[b], ""));
    }
  }

  /**
   * The same events, as those of the customers that some aliases make of their ids.
   *
   * @param aliases which ids are one customer
   * @return the events by account
   */
  public CustomerEvents withAliases(CustomerAliases aliases) {
    Builder renamed = builder();
    for (int customer = 0; customer < customers.size(); customer++) {
      String account = aliases.accountOf(customers.id(customer));
      for (int event = start[customer]; event < start[customer + 1]; event++) {
        renamed.add(account, LocalDate.ofEpochDay(days[event]), labels[event]);
      }
    }
    return renamed.build();
  }

  /**
   * The customers that have an event.
   *
   * @return the ids by customer index
   */
  public CustomerIds customers() {
    return customers;
  }

  /**
   * The number of events.
   *
   * @return 0 or more
   */
  public int size() {
    return days.length;
  }

  /**
   * The first event of a customer.
   *
   * @param customer from 0 to the number of customers; for that number itself the number of events
   * @return the index of the event
   */
  public int start(int customer) {
    return start[customer];
  }

  /**
   * The day of an event.
   *
   * @param event from 0 to {@link #size()} - 1
   * @return the local day, as {@link LocalDate#toEpochDay()}
   */
  public int day(int event) {
    return days[event];
  }

  /**
   * The label of an event.
   *
   * @param event from 0 to {@link #size()} - 1
   * @return null if it has none
   */
  public @Nullable String label(int event) {
    return labels[event];
  }

  /** For example {@code 12 events of 7 customers}. */
  @Override
  public String toString() {
    return size() + " events of " + customers.size() + " customers";
  }
}
