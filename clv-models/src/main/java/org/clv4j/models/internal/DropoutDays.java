package org.clv4j.models.internal;

import org.clv4j.models.fit.CustomerSummaries;

/**
 * What the tables of all frequencies share where times are whole days: Gauss-Legendre nodes in each
 * day up to the oldest age, and the ends of the days. All logs are relative to the last day.
 */
final class DropoutDays {
  private static final double[] NODE = {
    0.046910077030668004, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332
  };

  private static final double[] WEIGHT = {
    0.11846344252809454,
    0.23931433524968324,
    0.28444444444444444,
    0.23931433524968324,
    0.11846344252809454
  };

  /** A day across which alpha + y or c + y grows by more than this factor is split. */
  private static final double LARGEST_LOG_GROWTH = 0.2;

  /** Five nodes are enough where the log of the integrand changes by no more. */
  private static final double STEEPEST = 0.8;

  /** The range of exponents that a table can hold. */
  private static final double LARGEST_RANGE = 600;

  /** A row by quadrature costs about as much as so many days of a table. */
  private static final int DAYS_WORTH_A_ROW = 4;

  final CustomerSummaries data;
  final DropoutSums layout;
  final double r;
  final double alpha;

  /** The last day. */
  final int last;

  /** By day, up to the number of nodes. */
  final int[] firstNode;

  final double[] nodeWeight;
  final double[] nodeDerivatives;
  final double[] endDerivatives;

  /** ln of the factor that all weights lack, without the part of x: alpha^r (..)^-r S(last). */
  final double logFactor;

  private final double s;
  private final double c;
  private final double b;
  private final double[] nodeLogRate;
  private final double[] nodeLogDensity;
  private final double[] endLogRate;
  private final double[] endLogSurvival;

  DropoutDays(CustomerSummaries data, double[] parameters, double b, boolean byB) {
    this.data = data;
    this.layout = new DropoutSums(byB);
    this.r = parameters[0];
    this.alpha = parameters[1];
    this.s = parameters[2];
    this.c = parameters[3];
    this.b = b;
    double oldest = 0;
    for (int row = 0; row < data.rows(); row++) {
      oldest = Math.max(oldest, data.age(row));
    }
    this.last = day(oldest);
    this.firstNode = new int[last + 1];
    int nodes = 0;
    for (int d = 0; d < last; d++) {
      firstNode[d] = nodes;
      nodes += NODE.length * pieces(d);
    }
    firstNode[last] = nodes;
    this.nodeWeight = new double[nodes];
    this.nodeLogRate = new double[nodes];
    this.nodeLogDensity = new double[nodes];
    this.nodeDerivatives = new double[nodes * DropoutTime.DERIVATIVES];
    this.endLogRate = new double[last + 1];
    this.endLogSurvival = new double[last + 1];
    this.endDerivatives = new double[(last + 1) * DropoutTime.DERIVATIVES];
    double end = time(last);
    for (int d = 0; d < last; d++) {
      setNodes(d, end, byB);
    }
    double logSurvival = DropoutTime.logSurvival(s, c, b, end);
    this.logFactor = logSurvival - r * Math.log1p(end / alpha);
    for (int d = 0; d <= last; d++) {
      double y = time(d);
      endLogRate[d] = DropoutTime.logRatio(alpha, y, end - y);
      endLogSurvival[d] = DropoutTime.logSurvival(s, c, b, y) - logSurvival;
      int at = d * DropoutTime.DERIVATIVES;
      DropoutTime.derivatives(alpha, s, c, b, byB, 0, y, endDerivatives, at);
    }
  }

  double time(int day) {
    return data.unit().fromDays(day);
  }

  int day(double time) {
    return (int) Math.rint(data.unit().toDays(time));
  }

  private int pieces(int d) {
    double growth = Math.log1p(time(1) / (Math.min(alpha, c) + time(d)));
    return Math.max(1, (int) Math.ceil(growth / LARGEST_LOG_GROWTH));
  }

  private void setNodes(int d, double end, boolean byB) {
    int node = firstNode[d];
    int pieces = (firstNode[d + 1] - node) / NODE.length;
    double least = Math.min(alpha, c);
    double right = time(d + 1);
    double growth = Math.log1p((right - time(d)) / (least + time(d))) / pieces;
    double from = time(d);
    for (int piece = pieces - 1; piece >= 0; piece--) {
      double to = piece == 0 ? right : Math.exp(-growth * piece) * (least + right) - least;
      for (int i = 0; i < NODE.length; i++) {
        double y = from + (to - from) * NODE[i];
        nodeWeight[node] = (to - from) * WEIGHT[i] * DropoutTime.hazard(s, c, b, end);
        nodeLogRate[node] = DropoutTime.logRatio(alpha, y, end - y);
        nodeLogDensity[node] = DropoutTime.logDensityRatio(s, c, b, y, end - y);
        int at = node * DropoutTime.DERIVATIVES;
        DropoutTime.derivatives(alpha, s, c, b, byB, 1, y, nodeDerivatives, at);
        node++;
      }
      from = to;
    }
  }

  /** ln of the weight of dropping out at a node, for m = r + x. */
  double exponent(double m, int node) {
    return nodeLogDensity[node] - m * nodeLogRate[node];
  }

  /** ln of the weight of being there at the end of a day. */
  double exponentAtEnd(double m, int day) {
    return endLogSurvival[day] - m * endLogRate[day];
  }

  /** Whether the rows of one frequency are better served by a table than one by one. */
  boolean isWorthATable(int from, int to) {
    int first = day(data.recency(from));
    double m = r + data.frequency(from);
    return (long) (to - from) * DAYS_WORTH_A_ROW >= last - first
        && change(m, time(first)) <= STEEPEST
        && range(m, first) <= LARGEST_RANGE;
  }

  /** A bound of the change of the log of the integrand between neighbouring nodes' pieces. */
  private double change(double m, double y) {
    double day = time(1);
    return m * Math.min(LARGEST_LOG_GROWTH, day / (alpha + y))
        + b * day
        + (s + 1) * Math.min(LARGEST_LOG_GROWTH, day / Math.min(c + y, smallestScale(y)));
  }

  private double smallestScale(double y) {
    return Math.min(DropoutTime.scale(c, b, y), DropoutTime.scale(c, b, time(last)));
  }

  private double range(double m, int first) {
    double highest = exponentAtEnd(m, last);
    double lowest = highest;
    for (int node = firstNode[first]; node < nodeWeight.length; node++) {
      double exponent = exponent(m, node);
      highest = Math.max(highest, exponent);
      lowest = Math.min(lowest, exponent);
    }
    return highest - lowest;
  }
}
