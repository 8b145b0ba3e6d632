package org.clv4j.segments.lifecycle;

import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.clv4j.core.internal.Check;
import org.clv4j.segments.internal.LinearSolver;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;

/**
 * How customers move between states from one day to another, as a Markov chain: where one goes
 * depends on the state alone, and in the same way in every step.
 *
 * <p>Both are assumptions: customers differ within a state, and seasons differ. Counts of customers
 * who are in both labellings; those who came or went in between have no part in it.
 */
public final class TransitionMatrix {
  private final List<String> states;
  private final int stepDays;
  private final long[][] counts;
  private final long[] from;

  private TransitionMatrix(List<String> states, int stepDays, long[][] counts) {
    this.states = states;
    this.stepDays = stepDays;
    this.counts = counts;
    this.from = Arrays.stream(counts).mapToLong(row -> Arrays.stream(row).sum()).toArray();
  }

  /**
   * The moves between two days.
   *
   * @param before the states on the earlier day
   * @param after the states on a later day, the same and of the same meaning
   * @return the matrix
   * @throws IllegalArgumentException if the states differ or the later day is not later
   */
  public static TransitionMatrix between(Labelling before, Labelling after) {
    if (!before.states().equals(after.states())) {
      throw new IllegalArgumentException(
          "states after must be those before, " + before.states() + ", but were " + after.states());
    }
    if (!after.asOf().isAfter(before.asOf())) {
      throw new IllegalArgumentException(
          "day after must be later than " + before.asOf() + ", but was " + after.asOf());
    }
    int n = before.states().size();
    long[][] counts = new long[n][n];
    int[] rowAfter = before.ids().indicesIn(after.ids());
    for (int row = 0; row < rowAfter.length; row++) {
      if (rowAfter[row] >= 0) {
        counts[before.state(row)][after.state(rowAfter[row])]++;
      }
    }
    int days = (int) ChronoUnit.DAYS.between(before.asOf(), after.asOf());
    return new TransitionMatrix(before.states(), days, counts);
  }

  /**
   * The moves of two matrices together, such as those of two years.
   *
   * @param other of the same states and the same number of days
   * @return the sum of the counts
   * @throws IllegalArgumentException if states or days differ
   */
  public TransitionMatrix plus(TransitionMatrix other) {
    if (!states.equals(other.states) || stepDays != other.stepDays) {
      throw new IllegalArgumentException(
          "states and days must be "
              + states
              + " and "
              + stepDays
              + ", but were "
              + other.states
              + " and "
              + other.stepDays);
    }
    long[][] sum = new long[counts.length][counts.length];
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        sum[i][j] = counts[i][j] + other.counts[i][j];
      }
    }
    return new TransitionMatrix(states, stepDays, sum);
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
   * The part of those in a state who moved to another, or stayed.
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
    return Arrays.stream(counts[state]).mapToDouble(c -> (double) c / from[state]).toArray();
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
    double[][] matrix = new double[n][n];
    double[] ones = new double[n];
    int place = 0;
    for (int i = 0; i < n; i++) {
      ones[i] = 1;
      place = kept[i] == start ? i : place;
      for (int j = 0; j < n; j++) {
        double move = kept[j] == end ? 0 : (double) counts[kept[i]][kept[j]] / from[kept[i]];
        matrix[i][j] = (i == j ? 1 : 0) - move;
      }
    }
    return Check.result(new LinearSolver(matrix).solve(ones)[place], "mean time to a state");
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

  /** The counts: a line for each state before, a column for each state after. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("in " + stepDays + " days to " + states);
    for (int i = 0; i < counts.length; i++) {
      text.append("\nfrom ").append(states.get(i)).append(": ").append(Arrays.toString(counts[i]));
    }
    return text.toString();
  }
}
