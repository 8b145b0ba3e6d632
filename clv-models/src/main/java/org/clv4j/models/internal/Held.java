package org.clv4j.models.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;

/**
 * A problem of which some parameters are held at given values: each takes one coordinate away, and
 * what depended on that depends on the others and on an offset.
 *
 * @param problem with fewer coordinates, and a row of zeros for each parameter that is held
 * @param offset of the logs of the parameters
 * @param names of what is held
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record Held(LikelihoodFit.Problem problem, double[] offset, Set<String> names) {

  /**
   * Holds.
   *
   * @throws IllegalArgumentException if the problem has no such parameter, a value is not positive,
   *     or no parameter is left
   */
  static Held of(LikelihoodFit.Problem problem, Map<String, Double> held) {
    int n = problem.names().size();
    double[][] b =
        Arrays.stream(problem.logOfCoordinates()).map(double[]::clone).toArray(double[][]::new);
    double[] offset = new double[n];
    List<Integer> left = new ArrayList<>(IntStream.range(0, b[0].length).boxed().toList());
    for (Map.Entry<String, Double> entry : held.entrySet()) {
      int row = problem.names().indexOf(entry.getKey());
      if (row < 0 || held.size() >= n) {
        throw new IllegalArgumentException(
            "held must be some of "
                + problem.names()
                + " of "
                + problem.model()
                + ", but were "
                + held.keySet());
      }
      double log = Math.log(Check.positive(entry.getValue(), entry.getKey()));
      left.remove(eliminated(b, offset, row, log, left));
      offset[row] = log;
    }
    int[] kept = left.stream().mapToInt(Integer::intValue).toArray();
    return new Held(
        new LikelihoodFit.Problem(
            problem.model(),
            problem.names(),
            problem.coefficients(),
            Arrays.stream(b).map(row -> some(row, kept)).toArray(double[][]::new),
            some(problem.lower(), kept),
            some(problem.upper(), kept),
            problem.starts().stream().map(start -> some(start, kept)).toList(),
            Arrays.stream(kept).mapToObj(j -> problem.atBounds()[j]).toArray(String[][]::new)),
        offset,
        Set.copyOf(held.keySet()));
  }

  private static double[] some(double[] all, int[] kept) {
    return Arrays.stream(kept).mapToDouble(j -> all[j]).toArray();
  }

  /** Solves the row for its last coordinate, puts that into all rows, and says which it was. */
  private static Integer eliminated(
      double[][] b, double[] offset, int row, double log, List<Integer> left) {
    Integer last =
        left.stream().filter(j -> b[row][j] != 0).reduce((j, next) -> next).orElseThrow();
    double[] solved = b[row].clone();
    double rest = log - offset[row];
    for (int i = 0; i < b.length; i++) {
      double factor = b[i][last] / solved[last];
      offset[i] += factor * rest;
      for (int j = 0; j < solved.length; j++) {
        b[i][j] -= factor * solved[j];
      }
    }
    return last;
  }
}
