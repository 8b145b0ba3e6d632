package org.clv4j.segments.survival;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clv4j.segments.internal.Cholesky;

/** Newton's method with halved steps, on scaled columns; refuses what has no maximum. */
final class CoxFit {
  /** Of g' I^-1 g, the squared step in standard errors; the next step is then the last. */
  private static final double TOLERANCE = 1e-12;

  /** A column that, at the tolerance, still moves a predictor by this has a flat likelihood. */
  private static final double STILL_MOVING = 0.01;

  /** Columns vary less than this, as a mean over events, among those at risk only by rounding. */
  private static final double NO_VARIATION = 1e-12;

  private static final double COLLINEAR = 1e-9;
  private static final double FLAT = 1e-13;
  private static final int MOST_STEPS = 200;
  private static final int MOST_HALVINGS = 40;

  private final CoxRows rows;
  private final CoxLikelihood likelihood;

  /** Where the search began and ended. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Result(
      CoxLikelihood.Point start,
      double scoreTest,
      double[] theta,
      CoxLikelihood.Point end,
      Cholesky factor) {}

  CoxFit(CoxRows rows, CoxTies ties) {
    this.rows = rows;
    this.likelihood = new CoxLikelihood(rows, ties);
  }

  Result run(double events) {
    double floor = NO_VARIATION * events;
    double[] theta = new double[rows.columns().size()];
    CoxLikelihood.Point start = likelihood.at(theta);
    Cholesky factor = independent(start.information(), floor);
    double scoreTest = factor.quadratic(start.gradient());
    CoxLikelihood.Point at = start;
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] direction = factor.solve(at.gradient());
      boolean last = factor.quadratic(at.gradient()) < TOLERANCE;
      if (last) {
        requireStill(direction);
      }
      at = advance(theta, direction, at);
      factor = Cholesky.of(at.information(), FLAT, floor);
      if (factor.firstDependent() >= 0) {
        throw infinite(direction);
      }
      if (last) {
        return new Result(start, scoreTest, theta, at, factor);
      }
    }
    throw new IllegalArgumentException(
        "the coefficients must have a maximum of the likelihood, but none was found in "
            + MOST_STEPS
            + " steps for columns "
            + rows.columns().names());
  }

  /** Refuses columns that say nothing, or nothing new, of those at risk together. */
  private Cholesky independent(double[][] information, double floor) {
    List<String> names = rows.columns().names();
    for (int k = 0; k < names.size(); k++) {
      if (!(information[k][k] > floor)) {
        throw new IllegalArgumentException(
            "column \""
                + names.get(k)
                + "\" must differ among the customers at risk when somebody leaves,"
                + " but never did");
      }
    }
    Cholesky factor = Cholesky.of(information, COLLINEAR, floor);
    int dependent = factor.firstDependent();
    if (dependent >= 0) {
      double[][] before = new double[dependent][];
      double[] right = new double[dependent];
      for (int k = 0; k < dependent; k++) {
        before[k] = Arrays.copyOf(information[k], dependent);
        right[k] = information[k][dependent];
      }
      double[] part = Cholesky.of(before, COLLINEAR, floor).solve(right);
      double most = Arrays.stream(part).map(Math::abs).max().orElse(0);
      String others =
          IntStream.range(0, dependent)
              .filter(k -> Math.abs(part[k]) >= 1e-6 * most)
              .mapToObj(k -> "\"" + names.get(k) + "\"")
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "column \""
              + names.get(dependent)
              + "\" must not be a linear combination of others, but is one of "
              + others);
    }
    return factor;
  }

  /** Moves theta along the direction, by half as much as long as the likelihood falls. */
  private CoxLikelihood.Point advance(
      double[] theta, double[] direction, CoxLikelihood.Point from) {
    double[] start = theta.clone();
    double part = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      for (int k = 0; k < theta.length; k++) {
        theta[k] = start[k] + part * direction[k];
      }
      CoxLikelihood.Point next = likelihood.at(theta);
      // A rise below the rounding of the value cannot be told from a fall.
      if (next.value() >= from.value() - 1e-10 * Math.abs(from.value())) {
        return next;
      }
      part /= 2;
    }
    throw infinite(direction);
  }

  private void requireStill(double[] direction) {
    for (int k = 0; k < direction.length; k++) {
      if (move(direction, k) > STILL_MOVING) {
        throw infinite(direction);
      }
    }
  }

  /** By how much a step in column k moves predictors apart at most. */
  private double move(double[] direction, int k) {
    return Math.abs(direction[k]) / rows.columns().deviation()[k];
  }

  /** Names the columns that move most. */
  private IllegalArgumentException infinite(double[] direction) {
    double most =
        IntStream.range(0, direction.length).mapToDouble(k -> move(direction, k)).max().orElse(0);
    int[] columns =
        IntStream.range(0, direction.length).filter(k -> move(direction, k) >= most / 2).toArray();
    String named =
        Arrays.stream(columns)
            .mapToObj(
                k ->
                    "\""
                        + rows.columns().names().get(k)
                        + "\" to "
                        + (direction[k] > 0 ? "+" : "-")
                        + "infinity")
            .collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        "coefficients must be finite, but the likelihood only rises with that of column "
            + named
            + ", because at every time whoever leaves has the most, or the least, of "
            + (columns.length == 1 ? "it" : "these together"));
  }
}
