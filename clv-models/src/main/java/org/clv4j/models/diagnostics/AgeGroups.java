package org.clv4j.models.diagnostics;

import java.util.Map;
import java.util.TreeMap;
import org.clv4j.models.fit.CustomerSummaries;

/** How many customers have each age. */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
record AgeGroups(double[] age, double[] customers) {
  static AgeGroups of(CustomerSummaries data) {
    Map<Double, Double> byAge = new TreeMap<>();
    for (int row = 0; row < data.rows(); row++) {
      byAge.merge(data.age(row), data.weight(row), Double::sum);
    }
    return new AgeGroups(
        byAge.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
        byAge.values().stream().mapToDouble(Double::doubleValue).toArray());
  }
}
