package org.clv4j.segments.rfm;

import java.util.ArrayList;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * The customers of a pair of scores.
 *
 * @param r the score of the days since the last order
 * @param f the score of the number of orders
 * @param customers how many have both, 0 or more
 * @param spend the spend of all of them, null where the orders have no amounts
 */
public record RfmCell(int r, int f, int customers, @Nullable Money spend) {

  static List<RfmCell> all(RfmTable table) {
    CustomerBase base = table.base();
    int bins = table.scoring().bins();
    int[] customers = new int[bins * bins];
    long[] spend = new long[bins * bins];
    for (int row = 0; row < table.size(); row++) {
      int cell = (bins - table.r(row)) * bins + table.f(row) - 1;
      customers[cell]++;
      if (base.hasAmounts()) {
        spend[cell] = Check.addExact(spend[cell], base.spendMinor(row), "spend of an RFM cell");
      }
    }
    List<RfmCell> cells = new ArrayList<>();
    for (int cell = 0; cell < customers.length; cell++) {
      Money money = base.hasAmounts() ? Money.ofMinor(spend[cell], base.currency()) : null;
      cells.add(new RfmCell(bins - cell / bins, cell % bins + 1, customers[cell], money));
    }
    return List.copyOf(cells);
  }
}
