package org.clv4j.segments.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.clv4j.core.formula.CashFlow;
import org.clv4j.core.formula.CashFlowTable;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.segments.internal.AbsorbingChain;
import org.clv4j.segments.internal.CompensatedSum;

/**
 * What a customer in each state is worth: the customer migration model.
 *
 * <p>A customer in state i brings r(i) now, is in state j one period later with probability p(i,
 * j), and so on for ever: V = (I - P / (1 + d))<sup>-1</sup> R. The reward of a period is not
 * discounted against its own beginning. Where the probabilities of a state do not add up to 1, the
 * rest leaves and brings nothing more; a rest of 1e-12 or less is rounding, and nobody leaves.
 *
 * <p>A state with a negative value is one whose customers cost more than they will ever bring: stop
 * marketing to them.
 *
 * <p>Source: Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal
 * of Interactive Marketing 14(2), equations 1 to 5.
 */
public final class MigrationValue {
  /** How far from 1 rounding may bring a sum of probabilities. */
  private static final double ROUNDING = 1e-12;

  private final List<String> states;
  private final double[][] probability;
  private final double[] reward;
  private final double discountRate;

  private MigrationValue(
      List<String> states, double[][] probability, double[] reward, double discountRate) {
    this.states = states;
    this.probability = probability;
    this.reward = reward;
    this.discountRate = discountRate;
  }

  /**
   * A model of given numbers.
   *
   * @param states the names of the states, all different
   * @param probability of a move from state i to state j in one period, by row i; rows sum to 1 at
   *     most
   * @param reward what a customer in each state brings in a period, in money; may be negative
   * @param discountRate per period, 0 or more
   * @return the model
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static MigrationValue of(
      List<String> states, double[][] probability, double[] reward, double discountRate) {
    int n = states.size();
    if (states.stream().distinct().count() < n) {
      throw new IllegalArgumentException("names of states must be different, but were " + states);
    }
    if (probability.length != n || reward.length != n) {
      throw new IllegalArgumentException(
          "rows of probabilities and rewards must be "
              + n
              + ", one per state, but were "
              + probability.length
              + " and "
              + reward.length);
    }
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = checkRow(probability[i].clone(), n, states.get(i));
      Check.finite(reward[i], "reward of " + states.get(i));
    }
    Check.notNegative(discountRate, "discount rate");
    return new MigrationValue(List.copyOf(states), rows, reward.clone(), discountRate);
  }

  private static double[] checkRow(double[] row, int n, String state) {
    if (row.length != n) {
      throw new IllegalArgumentException(
          "probabilities from " + state + " must be " + n + ", but were " + row.length);
    }
    for (double p : row) {
      Check.inRange(p, 0, 1, "probability from " + state);
    }
    String name = "sum of the probabilities from " + state;
    Check.inRange(CompensatedSum.of(row), 0, 1 + ROUNDING, name);
    return row;
  }

  /**
   * The model of the paper: a state is how many periods ago the customer last bought.
   *
   * @param purchase the probability to buy in the next period, by state from 1; after the last
   *     state without a purchase a customer is gone
   * @param margin what a purchase brings: the reward of state 1 besides the marketing
   * @param marketing what marketing to a customer who is not gone costs per period
   * @param discountRate per period, 0 or more
   * @return the model with the states {@code 1}, {@code 2}, … and {@code gone}, which brings
   *     nothing and leads nowhere
   * @throws IllegalArgumentException if there is no probability, one is not between 0 and 1, or
   *     another number is not finite
   */
  public static MigrationValue recency(
      double[] purchase, double margin, double marketing, double discountRate) {
    int n = purchase.length + 1;
    if (n == 1) {
      throw new IllegalArgumentException(
          "probabilities of a purchase must be given, but were none");
    }
    Check.finite(margin, "margin");
    Check.finite(marketing, "marketing");
    double[][] rows = new double[n][n];
    double[] reward = new double[n];
    List<String> states = new ArrayList<>();
    for (int i = 0; i < purchase.length; i++) {
      Check.inRange(purchase[i], 0, 1, "probability of a purchase in state " + (i + 1));
      rows[i][0] = purchase[i];
      rows[i][i + 1] += 1 - purchase[i];
      reward[i] = (i == 0 ? margin : 0) - marketing;
      states.add(Integer.toString(i + 1));
    }
    states.add("gone");
    return of(states, rows, reward, discountRate);
  }

  /**
   * The model of moves that were seen, one step of which is a period.
   *
   * @param moves for example of {@link Labelling#recency}
   * @param reward what a customer in each state brings in a period
   * @param discountRate per period, 0 or more
   * @return the model
   * @throws IllegalArgumentException if nobody was in a state, so that nobody knows where its
   *     customers go, or a rule of {@link #of} is broken
   */
  public static MigrationValue of(TransitionMatrix moves, double[] reward, double discountRate) {
    List<String> states = moves.states();
    for (int i = 0; i < states.size(); i++) {
      if (!moves.isKnown(i)) {
        throw new IllegalArgumentException(
            "every state must have customers, but nobody was in " + states.get(i));
      }
    }
    double[][] rows =
        IntStream.range(0, states.size()).mapToObj(moves::probabilities).toArray(double[][]::new);
    return of(states, rows, reward, discountRate);
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
   * The value of a customer in each state, for ever.
   *
   * @return V by state, in money
   * @throws ArithmeticException if it has no finite value: some customers never leave, and nothing
   *     is discounted
   */
  public double[] values() {
    int n = states.size();
    double[][] moves = new double[n][n];
    double[] leaves = new double[n];
    for (int i = 0; i < n; i++) {
      double rest = 1 - CompensatedSum.of(probability[i]);
      leaves[i] = (discountRate + (rest > ROUNDING ? rest : 0)) / (1 + discountRate);
      for (int j = 0; j < n; j++) {
        moves[i][j] = probability[i][j] / (1 + discountRate);
      }
    }
    try {
      return AbsorbingChain.totals(states, moves, leaves, reward);
    } catch (ArithmeticException e) {
      throw new ArithmeticException(
          "value for ever must be finite: discount rate must be above 0, or all customers leave in"
              + " the end, but the rate was "
              + discountRate
              + ", and "
              + e.getMessage());
    }
  }

  /**
   * The value of a customer in each state in the next periods: the sum over t = 0 to {@code
   * periods} of (P / (1 + d))<sup>t</sup> R.
   *
   * @param periods T, 0 for the reward of now alone
   * @return V by state, in money
   * @throws IllegalArgumentException if the number is negative
   * @throws ArithmeticException if a value is not finite
   */
  public double[] values(int periods) {
    Check.notNegative(periods, "periods");
    double[] value = reward.clone();
    for (int t = 0; t < periods; t++) {
      double[] next = new double[value.length];
      for (int i = 0; i < next.length; i++) {
        double sum = 0;
        for (int j = 0; j < next.length; j++) {
          sum += probability[i][j] * value[j];
        }
        next[i] = Check.result(reward[i] + sum / (1 + discountRate), "value of " + states.get(i));
      }
      value = next;
    }
    return value;
  }

  /**
   * The value of a customer in one state, for ever.
   *
   * @param state the name of the state
   * @return its V, in money
   * @throws IllegalArgumentException if there is no such state
   * @throws ArithmeticException as {@link #values()}
   */
  public double value(String state) {
    return values()[index(state)];
  }

  /**
   * What {@link #values(int)} sums for one state, period by period.
   *
   * @param state where the customer is now
   * @param periods T, so that there are T + 1 flows
   * @param unit what a period is, for the table
   * @return flows with the mean reward of those who have not left, and the share that has not
   * @throws IllegalArgumentException if there is no such state or the number is negative
   */
  public CashFlowTable explain(String state, int periods, PeriodUnit unit) {
    double[] share = new double[states.size()];
    share[index(state)] = 1;
    List<CashFlow> flows = new ArrayList<>();
    for (int t = 0; t <= Check.notNegative(periods, "periods"); t++) {
      double[] next = new double[share.length];
      double there = 0;
      double sum = 0;
      for (int i = 0; i < share.length; i++) {
        there += share[i];
        sum += share[i] * reward[i];
        for (int j = 0; j < share.length; j++) {
          next[j] += share[i] * probability[i][j];
        }
      }
      flows.add(
          new CashFlow(
              t,
              "reward",
              there == 0 ? 0 : sum / there,
              Math.min(1, there),
              Math.pow(1 + discountRate, -t)));
      share = next;
    }
    return new CashFlowTable(flows, unit);
  }

  private int index(String state) {
    int index = states.indexOf(Objects.requireNonNull(state, "state must not be null"));
    if (index < 0) {
      throw new IllegalArgumentException(
          "state must be one of " + states + ", but was \"" + state + "\"");
    }
    return index;
  }

  /** For example {@code customer migration over [1, 2, gone], 0.2 per period}. */
  @Override
  public String toString() {
    return "customer migration over " + states + ", " + discountRate + " per period";
  }
}
