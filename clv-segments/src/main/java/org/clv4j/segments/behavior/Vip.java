package org.clv4j.segments.behavior;

import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;

/** Who is a champion or loyal by an RFM table. */
final class Vip {
  static final List<String> SEGMENTS = List.of("Champions", "Loyal");

  private Vip() {}

  static RfmTable table(CustomerOrders orders, LocalDate asOf) {
    return RfmTable.of(
        orders.base(CustomerBase.Options.DEFAULT.withAsOf(asOf)),
        RfmScoring.quantiles(),
        orders.hasAmounts() ? RfmRules.RFM_11 : RfmRules.RF_10);
  }

  static double[] column(RfmTable table) {
    double[] column = new double[table.size()];
    for (int row = 0; row < column.length; row++) {
      column[row] = SEGMENTS.contains(table.segment(row)) ? 1 : 0;
    }
    return column;
  }
}
