package org.clv4j.segments.lifecycle;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.segments.internal.AbsorbingChain;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * How customers move between states from one day to another, as a Markov chain: where one goes
 * depends on the state alone, and in the same way in every step.
 *
 * <p>Both are assumptions: customers differ within a state, and seasons differ. Probabilities are
 * of the customers who are in both labellings; who came or went in between is counted beside.
 */
public final class TransitionMatrix {
  private final Scope scope;
  private final List<LocalDate> starts;
  private final List<?> meaning;
  private final List<String> states;
  private final int stepDays;
  private final long[][] counts;
  private final long[] arrived;
  private final long[] gone;
  private final long[] from;

  private TransitionMatrix(
      Scope last,
      List<LocalDate> starts,
      List<?> meaning,
      List<String> states,
      int stepDays,
      long[][] counts,
      long[] arrived,
      long[] gone) {
    String days = starts.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
    this.scope =
        new Scope(
            last.asOf(),
            stepDays + " days from " + days,
            last.zone(),
            last.policy(),
            last.currency());
    this.starts = starts;
    this.meaning = meaning;
    this.states = states;
    this.stepDays = stepDays;
    this.counts = counts;
    this.arrived = arrived;
    this.gone = gone;
    this.from = Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }

  /**
   * The moves between two days.
   *
   * @param before the states on the earlier day
   * @param after the states on a later day, the same and of the same meaning: by the cut points of
   *     {@code before}
   * @return the matrix
   * @throws IllegalArgumentException if the states, what makes them, the zone, the order policy or
   *     the currency differ, or the later day is not later
   */
  public static TransitionMatrix between(Labelling before, Labelling after) {
    LocalDate day = before.scope().asOf();
    checkSame("states after", before.states(), after.states());
    checkSame("what makes the states after", before.meaning(), after.meaning());
    checkSame("zone, policy and currency after", shop(before.scope()), shop(after.scope()));
    if (!after.scope().asOf().isAfter(day)) {
      throw new IllegalArgumentException(
          "day after must be later than " + day + ", but was " + after.scope().asOf());
    }
    int n = before.states().size();
    long[][] counts = new long[n][n];
    long[] arrived = new long[n];
    long[] gone = new long[n];
    int[] rowAfter = before.ids().indicesIn(after.ids());
    for (int row = 0; row < after.ids().size(); row++) {
      arrived[after.state(row)]++;
    }
    for (int row = 0; row < rowAfter.length; row++) {
      if (rowAfter[row] < 0) {
        gone[before.state(row)]++;
      } else {
        int then = after.state(rowAfter[row]);
        counts[before.state(row)][then]++;
        arrived[then]--;
      }
    }
    int days = (int) ChronoUnit.DAYS.between(day, after.scope().asOf());
    return new TransitionMatrix(
        after.scope(),
        List.of(day),
        before.meaning(),
        before.states(),
        days,
        counts,
        arrived,
        gone);
  }

  private static List<Object> shop(Scope scope) {
    Currency currency = scope.currency();
    OrderPolicy policy = scope.policy();
    return List.of(
        scope.zone(),
        policy == null ? "no orders" : policy,
        currency == null ? "no amounts" : currency);
  }

  private static void checkSame(String what, Object before, Object after) {
    if (!before.equals(after)) {
      throw new IllegalArgumentException(
          what + " must be as before, " + inLine(before) + ", but was " + inLine(after));
    }
  }

  private static String inLine(Object words) {
    return words.toString().replace("\n", "; ");
  }

  /**
   * The moves of two matrices together, such as those of two years.
   *
   * @param other of the same states and the same number of days
   * @return the sum of the counts
   * @throws IllegalArgumentException if the days of a step or what {@link #between} compares differ
   */
  public TransitionMatrix plus(TransitionMatrix other) {
    checkSame("states", states, other.states);
    checkSame("what makes the states", meaning, other.meaning);
    checkSame("zone, policy and currency", shop(scope), shop(other.scope));
    checkSame("days of a step", stepDays, other.stepDays);
    long[][] sum = new long[counts.length][];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = sum(counts[i], other.counts[i]);
    }
    return new TransitionMatrix(
        scope.asOf().isBefore(other.scope.asOf()) ? other.scope : scope,
        Stream.concat(starts.stream(), other.starts.stream()).sorted().toList(),
        meaning,
        states,
        stepDays,
        sum,
        sum(arrived, other.arrived),
        sum(gone, other.gone));
  }

  private static long[] sum(long[] some, long[] more) {
    return IntStream.range(0, some.length).mapToLong(i -> some[i] + more[i]).toArray();
  }

  /**
   * The day after as the as-of day, the day before in the words of the window, zone, order policy
   * and currency.
   *
   * @return the scope; of several matrices together with the latest day
   */
  public Scope scope() {
    return scope;
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
   * The days of a step.
   *
   * @return at least 1
   */
  public int stepDays() {
    return stepDays;
  }

  /**
   * How many moved from one state to another, or stayed.
   *
   * @param before the name of a state
   * @param after the name of a state
   * @return 0 or more
   * @throws IllegalArgumentException if there is no such state
   */
  public long count(String before, String after) {
    return counts[index(before)][index(after)];
  }

  /**
   * How many are in a state after who were in none before: their first order was in between.
   *
   * @param after the name of a state
   * @return 0 or more
   * @throws IllegalArgumentException if there is no such state
   */
  public long arrived(String after) {
    return arrived[index(after)];
  }

  /**
   * How many were in a state before and are missing after. A log that only grows loses none.
   *
   * @param before the name of a state
   * @return 0 or more
   * @throws IllegalArgumentException if there is no such state
   */
  public long gone(String before) {
    return gone[index(before)];
  }

  /**
   * The part of those in a state who moved to another, or stayed; who is gone is left out.
   *
   * @param before the name of a state
   * @param after the name of a state
   * @return the counts and the share; empty if nobody was in the state
   * @throws IllegalArgumentException if there is no such state
   */
  public Metric probability(String before, String after) {
    int i = index(before);
    return Metric.ratio(
        "transition_probability",
        counts[i][index(after)],
        from[i],
        MetricUnit.SHARE,
        "nobody was in " + before);
  }

  /** The probabilities from a state; the state must not be empty. */
  double[] probabilities(int state) {
    return IntStream.range(0, counts.length).mapToDouble(to -> probability(state, to)).toArray();
  }

  private double probability(int state, int to) {
    return (double) counts[state][to] / from[state];
  }

  boolean isKnown(int state) {
    return from[state] > 0;
  }

  /**
   * The mean time until a customer of a state is in another for the first time; of the same state,
   * until the customer is in it again, one step if the customer stays.
   *
   * <p>m(i) = 1 + the sum over all k but the goal of p(i, k) m(k), in steps, which are then
   * multiplied by their days. Where some way from the state never leads to the goal, the mean is
   * infinite and the value empty.
   *
   * @param before the name of a state
   * @param goal the name of a state
   * @return the days, or why there are none
   * @throws IllegalArgumentException if there is no such state
   * @see "Kemeny and Snell (1960), Finite Markov Chains, chapter IV, 4.4"
   */
  public Metric meanTimeTo(String before, String goal) {
    int start = index(before);
    int end = index(goal);
    String name = "mean_time_to_state";
    boolean[] passed = reachable(start, end);
    for (int state = 0; state < counts.length; state++) {
      if (passed[state] && !isKnown(state)) {
        return Metric.unknown(
            name,
            MetricUnit.DAYS,
            "where customers of " + states.get(state) + " go is unknown, because nobody was in it");
      }
    }
    for (int state = 0; state < counts.length; state++) {
      if (passed[state] && !leadsTo(state, end)) {
        return Metric.unknown(
            name, MetricUnit.DAYS, "who comes to " + states.get(state) + " never comes to " + goal);
      }
    }
    return Metric.of(name, steps(start, end, passed) * stepDays, MetricUnit.DAYS);
  }

  private double steps(int start, int end, boolean[] passed) {
    int[] kept = new int[counts.length];
    int n = 0;
    for (int state = 0; state < counts.length; state++) {
      if (passed[state]) {
        kept[n++] = state;
      }
    }
    List<String> names = new ArrayList<>();
    double[][] moves = new double[n][n];
    double[] leaves = new double[n];
    double[] ones = new double[n];
    int place = 0;
    for (int i = 0; i < n; i++) {
      names.add(states.get(kept[i]));
      ones[i] = 1;
      place = kept[i] == start ? i : place;
      leaves[i] = probability(kept[i], end);
      for (int j = 0; j < n; j++) {
        moves[i][j] = kept[j] == end ? 0 : probability(kept[i], kept[j]);
      }
    }
    return AbsorbingChain.totals(names, moves, leaves, ones)[place];
  }

  /** Where a customer of a state may be before the goal; the start is among them. */
  private boolean[] reachable(int start, int goal) {
    boolean[] seen = new boolean[counts.length];
    int[] stack = new int[counts.length];
    int size = 0;
    seen[start] = true;
    stack[size++] = start;
    while (size > 0) {
      int state = stack[--size];
      for (int next = 0; next < counts.length; next++) {
        if (counts[state][next] > 0 && !seen[next] && next != goal) {
          seen[next] = true;
          stack[size++] = next;
        }
      }
    }
    return seen;
  }

  private boolean leadsTo(int start, int goal) {
    boolean[] passed = reachable(start, goal);
    for (int state = 0; state < counts.length; state++) {
      if (passed[state] && counts[state][goal] > 0) {
        return true;
      }
    }
    return false;
  }

  private int index(String state) {
    int index = states.indexOf(state);
    if (index < 0) {
      throw new IllegalArgumentException(
          "state must be one of " + states + ", but was \"" + state + "\"");
    }
    return index;
  }

  /** The scope, and a line for each state before with a numbered column for each state after. */
  @Override
  public String toString() {
    StringBuilder text =
        new StringBuilder(scope.toString()).append("\n").append(head("from \\ to"));
    for (int i = 1; i <= counts.length; i++) {
      text.append(cell(Integer.toString(i)));
    }
    text.append(cell("gone")).append(cell("all"));
    for (int i = 0; i < counts.length; i++) {
      text.append("\n").append(head(i + 1 + " " + states.get(i)));
      for (long count : counts[i]) {
        text.append(cell(Long.toString(count)));
      }
      text.append(cell(Long.toString(gone[i]))).append(cell(Long.toString(from[i] + gone[i])));
    }
    text.append("\n").append(head("arrived"));
    for (long count : arrived) {
      text.append(cell(Long.toString(count)));
    }
    text.append("\n").append(head("all"));
    for (int j = 0; j < counts.length; j++) {
      int to = j;
      long all = arrived[to] + Arrays.stream(counts).mapToLong(row -> row[to]).sum();
      text.append(cell(Long.toString(all)));
    }
    return text.toString();
  }

  private static String head(String words) {
    return words + " ".repeat(Math.max(0, 26 - words.length()));
  }

  private static String cell(String value) {
    return " ".repeat(Math.max(1, 9 - value.length())) + value;
  }
}
