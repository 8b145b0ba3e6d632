package org.clv4j.segments.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clv4j.segments.internal.Quantile;
import org.clv4j.segments.internal.RowOrder;
import org.jspecify.annotations.Nullable;

/** The customers of one arm in an order that does not depend on that of the rows. */
final class Arm {
  private final String name;
  private final List<double[]> columns;
  private final int @Nullable [] strata;

  /** Values come first among the columns, then pre-values; rows stand by stratum. */
  Arm(String name, List<double[]> columns, int @Nullable [] strata) {
    this.name = name;
    this.columns = columns;
    this.strata = strata;
  }

  /** The arms of the data, in the order of their names, with values cut as planned. */
  static List<Arm> of(ExperimentData data, ExperimentPlan plan) {
    int rows = data.size();
    double[] value = new double[rows];
    Arrays.setAll(value, data::value);
    List<double[]> all = new ArrayList<>();
    all.add(cut(value, plan));
    data.preValues().forEach(column -> all.add(cut(column, plan)));
    int[] strata = data.strata();
    int[] order = RowOrder.natural(rows);
    RowOrder.sort(order, 0, rows, (a, b) -> compare(data, all, strata, a, b), new int[rows]);
    List<Arm> arms = new ArrayList<>();
    int from = 0;
    for (String name : data.arms()) {
      int size = data.size(name);
      arms.add(part(name, all, strata, Arrays.copyOfRange(order, from, from + size)));
      from += size;
    }
    return arms;
  }

  private static Arm part(String name, List<double[]> all, int @Nullable [] strata, int[] rows) {
    List<double[]> columns = new ArrayList<>();
    for (double[] column : all) {
      columns.add(Arrays.stream(rows).mapToDouble(row -> column[row]).toArray());
    }
    return new Arm(
        name,
        columns,
        strata == null ? null : Arrays.stream(rows).map(row -> strata[row]).toArray());
  }

  private static double[] cut(double[] values, ExperimentPlan plan) {
    double lower = plan.lowerWinsorQuantile();
    double upper = plan.winsorQuantile();
    if ((lower == 0 && upper == 1) || values.length == 0) {
      return values;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double least = quantile(sorted, lower);
    double most = quantile(sorted, upper);
    return Arrays.stream(values).map(value -> Math.max(least, Math.min(value, most))).toArray();
  }

  private static double quantile(double[] sorted, double level) {
    return Quantile.of(level).of(sorted.length, rank -> sorted[(int) rank]);
  }

  private static int compare(
      ExperimentData data, List<double[]> columns, int @Nullable [] strata, int a, int b) {
    int result = Integer.compare(data.armOf(a), data.armOf(b));
    if (result == 0 && strata != null) {
      result = Integer.compare(strata[a], strata[b]);
    }
    for (int c = 0; result == 0 && c < columns.size(); c++) {
      result = Double.compare(columns.get(c)[a], columns.get(c)[b]);
    }
    return result;
  }

  String name() {
    return name;
  }

  int @Nullable [] strata() {
    return strata;
  }

  int size() {
    return values().length;
  }

  double[] values() {
    return columns.get(0);
  }

  List<double[]> preValues() {
    return columns.subList(1, columns.size());
  }
}
