package org.clv4j.segments.survival;

import java.util.Arrays;

/** At every time at which somebody left or was last seen: how many, and how many were at risk. */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never compared
record RiskTable(double[] times, long[] atRisk, long[] events, long[] censored) {

  static RiskTable of(SurvivalTimes times) {
    TimeGrid grid = TimeGrid.of(times);
    double[] distinct = new double[grid.size()];
    Arrays.setAll(distinct, grid::time);
    long[] atRisk = new long[grid.size()];
    long[] events = new long[grid.size()];
    long[] censored = new long[grid.size()];
    for (int row = 0; row < times.rows(); row++) {
      int weight = times.weight(row);
      atRisk[grid.entrySlot(times, row)] += weight;
      (times.event(row) ? events : censored)[grid.slot(times, row)] += weight;
    }
    // So far atRisk has who entered; each step keeps who was there before and has not gone.
    for (int step = 1; step < atRisk.length; step++) {
      atRisk[step] += atRisk[step - 1] - events[step - 1] - censored[step - 1];
    }
    return new RiskTable(distinct, atRisk, events, censored);
  }

  int size() {
    return times.length;
  }

  double time(int step) {
    return times[step];
  }

  long atRisk(int step) {
    return atRisk[step];
  }

  long events(int step) {
    return events[step];
  }

  long censored(int step) {
    return censored[step];
  }

  double lastTime() {
    return times[times.length - 1];
  }

  /** The last step at or before a time, or -1. */
  int stepAt(double when) {
    int found = Arrays.binarySearch(times, when);
    return found >= 0 ? found : -found - 2;
  }
}
