package org.clv4j.models.covariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.internal.Draws;

/**
 * Columns of covariates in their groups of customers: means, standard deviations and ranges, and
 * whether each says something that the others do not.
 */
final class Columns {
  /** What the rounding of values may leave of a column that is constant. */
  private static final double ROUNDING = 1e-12;

  /**
   * A column of which the others explain all but this part of its standard deviation is one too
   * many: it would multiply standard errors by a million, while 64-bit numbers of a sum leave
   * 1e-15.
   */
  private static final double COLLINEAR = 1e-6;

  private final CovariateData data;
  final double[] mean;
  final double[] deviation;
  final double[] range;

  Columns(CovariateData data) {
    this.data = data;
    int columns = data.names().size();
    this.mean = new double[columns];
    this.deviation = new double[columns];
    this.range = new double[columns];
    for (int k = 0; k < columns; k++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (CovariateData.Group group : data.groups()) {
        least = Math.min(least, group.z()[k]);
        most = Math.max(most, group.z()[k]);
      }
      range[k] = most - least;
      // Differences from the middle, so that large values do not cost digits.
      double middle = least / 2 + most / 2;
      double sum = 0;
      for (CovariateData.Group group : data.groups()) {
        sum += share(group) * (group.z()[k] - middle);
      }
      mean[k] = middle + sum;
      double squares = 0;
      for (CovariateData.Group group : data.groups()) {
        double scaled = (group.z()[k] - mean[k]) / range[k];
        squares += share(group) * scaled * scaled;
      }
      deviation[k] = range[k] * Math.sqrt(squares);
    }
  }

  private double share(CovariateData.Group group) {
    return group.customers().customers() / data.customers().customers();
  }

  /**
   * Checks that columns which act on the same thing differ between customers and are independent.
   */
  void requireIndependent(SortedSet<String> names) {
    List<Integer> kept = new ArrayList<>();
    List<double[]> basis = new ArrayList<>();
    for (String name : names) {
      int k = data.names().indexOf(name);
      double largest = Math.abs(mean[k]) + range[k];
      if (!(range[k] > ROUNDING * largest && deviation[k] < Double.MAX_VALUE)) {
        throw new IllegalArgumentException(
            name
                + " must differ between customers to have an effect, but was "
                + data.groups().get(0).z()[k]
                + " for all");
      }
      double[] rest = rest(k, basis);
      if (Math.sqrt(dot(rest, rest)) < COLLINEAR) {
        throw new IllegalArgumentException(
            name
                + " must say something that the other covariates do not, but follows from "
                + explaining(k, kept)
                + "; leave one of them out");
      }
      basis.add(unit(rest));
      kept.add(k);
    }
  }

  /** The mean over the customers of the standardized column times a number of their histories. */
  double fingerprint(int k) {
    double sum = 0;
    for (CovariateData.Group group : data.groups()) {
      CustomerSummaries customers = group.customers();
      double numbers = 0;
      for (int row = 0; row < customers.rows(); row++) {
        long times = Double.doubleToLongBits(customers.recency(row)) + customers.frequency(row);
        long age = Double.doubleToLongBits(customers.age(row));
        numbers += customers.weight(row) * (2 * Draws.of(times, age, Draws.SAMPLE).uniform() - 1);
      }
      sum += numbers * (group.z()[k] - mean[k]) / deviation[k];
    }
    return sum / data.customers().customers();
  }

  /** Of mean 0 and length 1, with the square roots of the customers' shares as weights. */
  private double[] standardized(int k) {
    double[] column = new double[data.groups().size()];
    for (int i = 0; i < column.length; i++) {
      CovariateData.Group group = data.groups().get(i);
      column[i] = Math.sqrt(share(group)) * (group.z()[k] - mean[k]) / deviation[k];
    }
    return column;
  }

  /** Those of the kept columns without which the column would not follow from the rest. */
  private List<String> explaining(int column, List<Integer> kept) {
    List<Integer> needed = new ArrayList<>(kept);
    for (Integer candidate : kept) {
      List<Integer> without = new ArrayList<>(needed);
      without.remove(candidate);
      if (residual(column, without) < COLLINEAR) {
        needed = without;
      }
    }
    return needed.stream().map(data.names()::get).toList();
  }

  private double residual(int column, List<Integer> others) {
    List<double[]> basis = new ArrayList<>();
    for (int k : others) {
      basis.add(unit(rest(k, basis)));
    }
    double[] rest = rest(column, basis);
    return Math.sqrt(dot(rest, rest));
  }

  /** What directions of length 1 leave of a column. */
  private double[] rest(int k, List<double[]> basis) {
    double[] rest = standardized(k);
    // Twice, because the first time leaves rounding.
    for (int time = 0; time < 2; time++) {
      for (double[] direction : basis) {
        double along = dot(rest, direction);
        for (int i = 0; i < rest.length; i++) {
          rest[i] -= along * direction[i];
        }
      }
    }
    return rest;
  }

  private static double[] unit(double[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    return Arrays.stream(vector).map(x -> x / length).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
