package org.clv4j.segments.lifecycle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.segments.behavior.BehaviorSegments;
import org.clv4j.segments.behavior.Columns;
import org.clv4j.segments.behavior.SegmentRule;
import org.clv4j.segments.behavior.SegmentRules;
import org.clv4j.segments.metric.Scope;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;

/**
 * One state for every customer on a day, whatever it comes from.
 *
 * <p>To compare two days, states must mean the same on both, or else who moves may merely have been
 * overtaken: take the cut points of the first day for the second ({@link RfmTable#cuts()}, {@link
 * BehaviorSegments#frozenAt}). A labelling knows what its states mean, and {@link TransitionMatrix}
 * refuses two that differ.
 */
public final class Labelling {
  /** The state of customers without a segment. */
  public static final String NO_SEGMENT = "(no segment)";

  private final Scope scope;
  private final List<?> meaning;
  private final CustomerIds ids;
  private final List<String> states;
  private final int[] state;

  private Labelling(
      Scope scope, List<?> meaning, CustomerIds ids, List<String> states, int[] state) {
    this.scope = scope;
    this.meaning = meaning;
    this.ids = ids;
    this.states = states;
    this.state = state;
  }

  /**
   * States by number.
   *
   * @param scope the day, zone, order policy and currency
   * @param meaning what makes a customer's state, in words; days with equal words can be compared
   * @param ids the customers
   * @param states the names of the states 0, 1, …, all different
   * @param state the state of each customer
   * @return the labelling
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static Labelling of(
      Scope scope, String meaning, CustomerIds ids, List<String> states, int... state) {
    return of(scope, List.of(meaning), ids, states, state);
  }

  private static Labelling of(
      Scope scope, List<?> meaning, CustomerIds ids, List<String> states, int[] state) {
    if (states.stream().distinct().count() < states.size()) {
      throw new IllegalArgumentException("names of states must be different, but were " + states);
    }
    if (state.length != ids.size()) {
      throw new IllegalArgumentException(
          "states must be " + ids.size() + ", one per customer, but were " + state.length);
    }
    for (int i = 0; i < state.length; i++) {
      if (state[i] < 0 || state[i] >= states.size()) {
        throw new IllegalArgumentException(
            "state of customer \""
                + ids.id(i)
                + "\" must be between 0 and "
                + (states.size() - 1)
                + ", but was "
                + state[i]);
      }
    }
    return new Labelling(scope, meaning, ids, List.copyOf(states), state.clone());
  }

  /**
   * The segments of an RFM table.
   *
   * @param table the customers
   * @return the labelling, with the segments in the order of the rules; a table without cut points
   *     (ranks, nested quantiles) compares with no other
   */
  public static Labelling of(RfmTable table) {
    List<String> names = table.rules().segments();
    int[] state =
        IntStream.range(0, table.size()).map(row -> names.indexOf(table.segment(row))).toArray();
    CustomerBase base = table.base();
    Currency currency = base.hasAmounts() ? base.currency() : null;
    Scope scope = new Scope(base.asOf(), "all days", base.zone(), base.policy(), currency);
    return of(scope, meaning(table), base.ids(), names, state);
  }

  private static List<?> meaning(RfmTable table) {
    return List.of(
        table.rules(), table.cuts().isPresent() ? table.cuts().get() : new NoCuts(table.scoring()));
  }

  /** Differs from every other. */
  private static final class NoCuts {
    private final RfmScoring scoring;

    NoCuts(RfmScoring scoring) {
      this.scoring = scoring;
    }

    @Override
    public String toString() {
      return "no cut points by " + scoring;
    }
  }

  /**
   * The first behaviour segment of every customer, by priority.
   *
   * @param segments the customers
   * @return the labelling, with the segments in the order of the rules and {@link #NO_SEGMENT}
   *     last; it compares with one of {@link BehaviorSegments#frozenAt}
   */
  public static Labelling of(BehaviorSegments segments) {
    List<String> names =
        new ArrayList<>(segments.rules().segments().stream().map(SegmentRule::name).toList());
    int none = names.size();
    names.add(NO_SEGMENT);
    int[] state =
        IntStream.range(0, segments.size()).map(row -> segments.first(row).orElse(none)).toArray();
    SegmentRules rules = segments.frozenRules();
    List<Object> meaning = new ArrayList<>(List.of(rules));
    if (rules.lookAt(Columns.CHAMPION_OR_LOYAL)) {
      meaning.addAll(meaning(segments.columns().rfm()));
    }
    return of(segments.scope(), List.copyOf(meaning), segments.columns().ids(), names, state);
  }

  /**
   * How many periods ago customers last ordered: the states of the customer migration model.
   *
   * @param orders the orders
   * @param asOf the last day that counts
   * @param periodDays the length of a period, at least 1; the first is that up to the as-of day
   * @param periods the number of states that are told apart, at least 1
   * @return the states {@code 1} (ordered in the latest period) to {@code periods}, and one of all
   *     who ordered longer ago, {@code >} and {@code periods}
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static Labelling recency(
      CustomerOrders orders, LocalDate asOf, int periodDays, int periods) {
    OrderColumns.checkDay(asOf, "as-of day");
    if (periodDays < 1 || periods < 1) {
      throw new IllegalArgumentException(
          "days of a period and periods must be at least 1, but were "
              + periodDays
              + " and "
              + periods);
    }
    CustomerBase base = orders.base(CustomerBase.Options.DEFAULT.withAsOf(asOf));
    List<String> names = new ArrayList<>();
    for (int period = 1; period <= periods; period++) {
      names.add(Integer.toString(period));
    }
    names.add(">" + periods);
    int[] state =
        IntStream.range(0, base.size())
            .map(row -> Math.min(periods, base.daysSinceLastOrder(row) / periodDays))
            .toArray();
    Scope scope = Scope.of(orders, asOf, "periods of " + periodDays + " days");
    return of(scope, scope.window(), base.ids(), names, state);
  }

  /**
   * The day, zone, order policy and currency.
   *
   * @return the scope
   */
  public Scope scope() {
    return scope;
  }

  /** What makes a customer's state; equal where two days can be compared. */
  List<?> meaning() {
    return meaning;
  }

  /**
   * The customers.
   *
   * @return the ids by row
   */
  public CustomerIds ids() {
    return ids;
  }

  /**
   * The names of the states.
   *
   * @return in order
   */
  public List<String> states() {
    return states;
  }

  /**
   * The state of a customer.
   *
   * @param row the row of the customer in {@link #ids()}
   * @return the place of the state in {@link #states()}
   */
  public int state(int row) {
    return state[row];
  }

  /** For example {@code 2357 customers in 11 states, as of 1997-09-30 Z, …}. */
  @Override
  public String toString() {
    return state.length + " customers in " + states.size() + " states, " + scope;
  }
}
