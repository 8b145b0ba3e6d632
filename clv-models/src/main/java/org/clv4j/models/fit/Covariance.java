package org.clv4j.models.fit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clv4j.core.internal.Check;

/**
 * The covariances of the logs of estimated parameters, and of the coefficients of covariates, which
 * have a dot in their names (rate.age), as they are.
 *
 * <p>Parameters of these models are positive, and their logs are nearer to normal than they are
 * themselves: near the truth the logs of the estimates are distributed as N(logs of the truth, this
 * matrix). Parameters at a bound, or that the data do not identify, have no place in it.
 *
 * @param names of the parameters, in the order of rows and columns
 * @param rows symmetric, with positive diagonal
 */
public record Covariance(List<String> names, List<List<Double>> rows) {
  /** Of no parameter. */
  public static final Covariance NONE = new Covariance(List.of(), List.of());

  /** Checks the shape and takes copies. */
  public Covariance {
    names = List.copyOf(names);
    rows = rows.stream().map(List::copyOf).toList();
    int n = names.size();
    if (rows.size() != n || rows.stream().anyMatch(row -> row.size() != n)) {
      throw new IllegalArgumentException(
          "covariances must be " + n + " by " + n + " for " + names + ", but were " + rows);
    }
    for (int i = 0; i < n; i++) {
      Check.positive(rows.get(i).get(i), "variance of " + names.get(i));
      for (int j = 0; j < i; j++) {
        Check.finite(rows.get(i).get(j), "covariance");
        if (!rows.get(i).get(j).equals(rows.get(j).get(i))) {
          throw new IllegalArgumentException(
              "covariances must be symmetric, but those of "
                  + names.get(i)
                  + " and "
                  + names.get(j)
                  + " were "
                  + rows.get(i).get(j)
                  + " and "
                  + rows.get(j).get(i));
        }
      }
    }
  }

  /**
   * Covariances from an array.
   *
   * @param names of the parameters
   * @param matrix as many rows and columns; the lower triangle is read
   * @return the same
   * @throws IllegalArgumentException if a number is not finite or a variance not positive
   */
  public static Covariance of(List<String> names, double[][] matrix) {
    List<List<Double>> rows = new ArrayList<>();
    for (int i = 0; i < matrix.length; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < matrix.length; j++) {
        row.add(matrix[Math.max(i, j)][Math.min(i, j)]);
      }
      rows.add(row);
    }
    return new Covariance(names, rows);
  }

  /**
   * The same under other names.
   *
   * @param renamed the new name of those that have one
   * @return new covariances
   */
  public Covariance renamed(Map<String, String> renamed) {
    return new Covariance(
        names.stream().map(name -> renamed.getOrDefault(name, name)).toList(), rows);
  }

  /**
   * The same without some parameters.
   *
   * @param left names to be left out
   * @return new covariances
   */
  public Covariance without(Collection<String> left) {
    int[] kept =
        IntStream.range(0, names.size()).filter(i -> !left.contains(names.get(i))).toArray();
    return new Covariance(
        IntStream.of(kept).mapToObj(names::get).toList(),
        IntStream.of(kept)
            .mapToObj(i -> IntStream.of(kept).mapToObj(j -> rows.get(i).get(j)).toList())
            .toList());
  }

  /**
   * Whether a parameter is the coefficient of a covariate.
   *
   * @param name of a parameter
   * @return true if it has a dot
   */
  public static boolean isCoefficient(String name) {
    return name.indexOf('.') >= 0;
  }

  /**
   * The matrix.
   *
   * @return a copy
   */
  public double[][] matrix() {
    return rows.stream()
        .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  /**
   * Standard errors of the parameters themselves, p sqrt(variance of ln p), and of coefficients.
   *
   * @param parameters by name
   * @return by name, of those that have a variance
   */
  public Map<String, Double> standardErrors(Map<String, Double> parameters) {
    Map<String, Double> errors = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> {
          int i = names.indexOf(name);
          if (i >= 0) {
            double scale = isCoefficient(name) ? 1 : value;
            errors.put(name, scale * Math.sqrt(rows.get(i).get(i)));
          }
        });
    return Collections.unmodifiableMap(errors);
  }
}
