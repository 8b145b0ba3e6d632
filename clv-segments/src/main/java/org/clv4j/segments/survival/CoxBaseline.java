package org.clv4j.segments.survival;

import java.util.Arrays;
import org.clv4j.core.internal.Check;

/** The cumulative hazard of a customer with the mean of every column, in one stratum. */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never compared
record CoxBaseline(double[] time, double[] hazard, double lastTime) {

  static CoxBaseline[] of(CoxRows rows, double[] theta, CoxTies ties) {
    int strata = rows.stratumEnd().length;
    double[][] times = new double[strata][];
    double[][] rises = new double[strata][];
    int[] size = new int[strata];
    for (int s = 0; s < strata; s++) {
      int most = rows.stratumEnd()[s] - rows.stratumStart(s);
      times[s] = new double[most];
      rises[s] = new double[most];
    }
    CoxSweep.run(
        rows,
        theta,
        (stratum, slot, left, predictors, scale, risk, tied) -> {
          CoxLikelihood.Shares shares =
              CoxLikelihood.Shares.of(ties, left, risk.total(), tied.total());
          times[stratum][size[stratum]] = rows.grid().time(slot);
          rises[stratum][size[stratum]++] = shares.one * Math.exp(-scale);
        });
    CoxBaseline[] baselines = new CoxBaseline[strata];
    for (int s = 0; s < strata; s++) {
      double[] time = new double[size[s]];
      double[] hazard = new double[size[s]];
      double sum = 0;
      for (int i = 0; i < time.length; i++) {
        int fromLast = time.length - 1 - i;
        time[i] = times[s][fromLast];
        sum += rises[s][fromLast];
        hazard[i] = sum;
      }
      baselines[s] =
          new CoxBaseline(time, hazard, rows.grid().time(rows.exitSlot()[rows.stratumStart(s)]));
    }
    return baselines;
  }

  double at(double when) {
    Check.inRange(when, 0, lastTime, "time");
    int found = Arrays.binarySearch(time, when);
    int step = found >= 0 ? found : -found - 2;
    return step < 0 ? 0 : hazard[step];
  }
}
