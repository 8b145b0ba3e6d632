package org.clv4j.segments.survival;

/** Walks the strata from the last time to the first with the sums over the customers at risk. */
final class CoxSweep {
  /** Is told of every time at which customers left. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Looks at the sums, which change afterwards.
     *
     * @param stratum its number
     * @param slot the number of the time
     * @param left customers who left then
     * @param predictors the sum of their predictors
     * @param scale by whose exponential all sums are too small
     * @param risk over the customers at risk
     * @param tied over those who left
     */
    void visit(
        int stratum,
        int slot,
        double left,
        double predictors,
        double scale,
        RiskSums risk,
        RiskSums tied);
  }

  private final CoxRows rows;
  private final double[] theta;
  private final RiskSums risk;
  private final RiskSums tied;
  private double scale;

  private CoxSweep(CoxRows rows, double[] theta) {
    this.rows = rows;
    this.theta = theta;
    this.risk = new RiskSums(theta.length);
    this.tied = new RiskSums(theta.length);
  }

  static void run(CoxRows rows, double[] theta, Visitor visitor) {
    CoxSweep sweep = new CoxSweep(rows, theta);
    for (int stratum = 0; stratum < rows.stratumEnd().length; stratum++) {
      sweep.stratum(stratum, visitor);
    }
  }

  private void stratum(int stratum, Visitor visitor) {
    int start = rows.stratumStart(stratum);
    int end = rows.stratumEnd()[stratum];
    int[] entries = rows.late() ? rows.byEntryFromLast(stratum) : new int[0];
    int entry = 0;
    double atRisk = 0;
    risk.clear();
    scale = rows.late() ? largestPredictor(start, end) : Double.NEGATIVE_INFINITY;
    for (int i = start; i < end; ) {
      int slot = rows.exitSlot()[i];
      double left = 0;
      double predictors = 0;
      tied.clear();
      for (; i < end && rows.exitSlot()[i] == slot; i++) {
        double weight = rows.weight()[i];
        double predictor = rows.predictor(i, theta);
        double r = weight * relative(predictor);
        risk.add(r, rows.z(), i * theta.length);
        atRisk += weight;
        if (rows.event()[i]) {
          tied.add(r, rows.z(), i * theta.length);
          left += weight;
          predictors += weight * predictor;
        }
      }
      for (; entry < entries.length && rows.entrySlot()[entries[entry]] > slot; entry++) {
        int row = entries[entry];
        double weight = rows.weight()[row];
        risk.add(-weight * relative(rows.predictor(row, theta)), rows.z(), row * theta.length);
        atRisk -= weight;
      }
      if (left > 0) {
        visitor.visit(stratum, slot, left, predictors, scale, risk, tied);
      }
      if (atRisk == 0) {
        risk.clear();
      }
    }
  }

  /**
   * exp(predictor - scale). The scale follows the largest predictor, so that no sum overflows and
   * none of few customers vanishes; with late entries it stays, so that who is taken out takes out
   * what was put in.
   */
  private double relative(double predictor) {
    if (predictor > scale) {
      double factor = Math.exp(scale - predictor);
      risk.rescale(factor);
      tied.rescale(factor);
      scale = predictor;
    }
    return Math.exp(predictor - scale);
  }

  private double largestPredictor(int start, int end) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = start; i < end; i++) {
      largest = Math.max(largest, rows.predictor(i, theta));
    }
    return largest;
  }
}
