package org.clv4j.segments.cohort;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.metric.CalendarPeriod;
import org.jspecify.annotations.Nullable;

/**
 * One label per customer, such as the channel of acquisition, a country or a segment.
 *
 * <p>A label says what was known of a customer once and for all. One that later orders can change,
 * such as the channel of the last order, lets the end of the story choose its beginning: customers
 * who came back would stand out by construction.
 */
public final class CustomerLabels {
  /** The name of the customers without a label, who come last. */
  public static final String NONE = "(none)";

  private final List<String> names;
  private final int[] label;

  private CustomerLabels(List<String> names, int[] label) {
    this.names = names;
    this.label = label;
  }

  /**
   * Labels by number.
   *
   * @param names the names of the labels 0, 1, …, all different and none of them {@link #NONE}
   * @param label the label of each customer, by the index in {@link CustomerOrders}; -1 for none
   * @return the labels
   * @throws IllegalArgumentException if a name comes twice or a label has no name
   */
  public static CustomerLabels of(List<String> names, int[] label) {
    TreeSet<String> seen = new TreeSet<>();
    for (String name : names) {
      if (name.equals(NONE) || !seen.add(name)) {
        throw new IllegalArgumentException(
            "names must be different and not \"" + NONE + "\", but \"" + name + "\" came");
      }
    }
    int[] copy = label.clone();
    boolean none = false;
    for (int c = 0; c < copy.length; c++) {
      if (copy[c] < -1 || copy[c] >= names.size()) {
        throw new IllegalArgumentException(
            "label of customer "
                + c
                + " must be between -1 and "
                + (names.size() - 1)
                + ", but was "
                + copy[c]);
      }
      none |= copy[c] == -1;
      copy[c] = copy[c] == -1 ? names.size() : copy[c];
    }
    List<String> all = new ArrayList<>(names);
    if (none) {
      all.add(NONE);
    }
    return new CustomerLabels(List.copyOf(all), copy);
  }

  /**
   * Labels by id, in the order of their characters.
   *
   * @param orders the customers
   * @param labelOf the label of a customer id, for example {@code countries::get}; null for none
   * @return the labels
   */
  public static CustomerLabels of(
      CustomerOrders orders, Function<String, @Nullable String> labelOf) {
    @Nullable String[] found = new String[orders.size()];
    TreeSet<String> names = new TreeSet<>();
    for (int c = 0; c < found.length; c++) {
      found[c] = labelOf.apply(orders.customers().id(c));
      if (found[c] != null) {
        names.add(found[c]);
      }
    }
    List<String> sorted = List.copyOf(names);
    Map<@Nullable String, Integer> number = new HashMap<>();
    sorted.forEach(name -> number.put(name, number.size()));
    int[] label = new int[found.length];
    for (int c = 0; c < found.length; c++) {
      label[c] = number.getOrDefault(found[c], -1);
    }
    return of(sorted, label);
  }

  /**
   * The channel of each customer's first order; of several on that day, that of the smallest.
   *
   * @param orders the orders
   * @return the labels; all customers are {@link #NONE} where the orders have no channels
   */
  public static CustomerLabels firstChannel(CustomerOrders orders) {
    int[] label = new int[orders.size()];
    for (int c = 0; c < label.length; c++) {
      boolean ordered = orders.start(c) < orders.start(c + 1);
      label[c] = ordered ? orders.channel(orders.start(c)) : -1;
    }
    return of(orders.channels(), label);
  }

  /**
   * The promotion of each customer's first order: the campaign that won the customer.
   *
   * @param orders the orders
   * @return the labels; all customers are {@link #NONE} where the orders have no promotions
   */
  public static CustomerLabels firstPromotion(CustomerOrders orders) {
    int[] label = new int[orders.size()];
    for (int c = 0; c < label.length; c++) {
      boolean ordered = orders.start(c) < orders.start(c + 1);
      label[c] = ordered ? orders.promotion(orders.start(c)) : -1;
    }
    return of(orders.promotions(), label);
  }

  /**
   * The calendar period of each customer's first order, named by its first day.
   *
   * @param orders the orders
   * @param period day, week, month, quarter or year
   * @return the labels, in the order of time
   */
  public static CustomerLabels firstOrder(CustomerOrders orders, CalendarPeriod period) {
    TreeSet<Integer> periods = new TreeSet<>();
    int[] found = new int[orders.size()];
    for (int c = 0; c < found.length; c++) {
      if (orders.start(c) < orders.start(c + 1)) {
        found[c] = period.indexOf(orders.day(orders.start(c)));
        periods.add(found[c]);
      }
    }
    List<Integer> sorted = List.copyOf(periods);
    int[] label = new int[found.length];
    for (int c = 0; c < label.length; c++) {
      boolean ordered = orders.start(c) < orders.start(c + 1);
      label[c] = ordered ? Collections.binarySearch(sorted, found[c]) : -1;
    }
    return of(
        sorted.stream()
            .map(index -> LocalDate.ofEpochDay(period.firstDay(index)).toString())
            .toList(),
        label);
  }

  /**
   * All customers in one group.
   *
   * @param orders the orders
   * @return one label, {@code all}
   */
  public static CustomerLabels same(CustomerOrders orders) {
    return new CustomerLabels(List.of("all"), new int[orders.size()]);
  }

  /**
   * The names of the groups.
   *
   * @return in order; {@link #NONE} is the last if some customer has no label
   */
  public List<String> names() {
    return names;
  }

  int groups() {
    return names.size();
  }

  /**
   * The group of a customer.
   *
   * @param customer the index in {@link CustomerOrders}
   * @return an index into {@link #names()}
   */
  public int groupOf(int customer) {
    return label[customer];
  }

  /**
   * The number of customers.
   *
   * @return of all groups
   */
  public int customers() {
    return label.length;
  }

  /** For example {@code 2 labels of 2357 customers}. */
  @Override
  public String toString() {
    return names.size() + " labels of " + label.length + " customers";
  }
}
