package org.clv4j.core.formula;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.clv4j.core.value.PeriodUnit;

/**
 * The cash flows behind a closed form, payment by payment, so that the sum can be checked in a
 * spreadsheet.
 *
 * @param flows in the order of time
 * @param period what times are counted in
 */
public record CashFlowTable(List<CashFlow> flows, PeriodUnit period) {

  /** Takes a copy. */
  public CashFlowTable {
    flows = List.copyOf(flows);
    Objects.requireNonNull(period, "period must not be null");
  }

  /**
   * The value of all flows today.
   *
   * @return the sum of the present values
   */
  public double presentValue() {
    return presentValue(flows.size());
  }

  /**
   * The value of the first flows today.
   *
   * @param rows how many, 0 to the number of flows
   * @return the sum of their present values
   */
  public double presentValue(int rows) {
    return flows.subList(0, rows).stream().mapToDouble(CashFlow::presentValue).sum();
  }

  /** The table as tab-separated text with a header, which spreadsheets take from the clipboard. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(period.toString());
    text.append(
        "\titem\tamount\tprobability\texpected\tdiscount_factor\tpresent_value\tcumulative\n");
    for (int row = 0; row < flows.size(); row++) {
      CashFlow flow = flows.get(row);
      text.append(
          String.format(
              Locale.ROOT,
              "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s%n",
              flow.time(),
              flow.item(),
              flow.amount(),
              flow.probability(),
              flow.expected(),
              flow.discountFactor(),
              flow.presentValue(),
              presentValue(row + 1)));
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
