package org.clv4j.models.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.clv4j.core.internal.Check;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.spend.SpendSummaries;

/**
 * How many repeat buyers have which mean spend per repeat purchase z, and how many a Gamma-Gamma
 * model expects: the sum over customers of
 *
 * <pre>P(z &lt; Z | x) = I(u; p x, q) with u = x Z / (gamma + x Z)</pre>
 *
 * <p>between the ends of each bin, with I the regularised incomplete beta function and x the number
 * of repeat purchases. Divided by customers and width they are densities. It shows how well the
 * model fits what it was fitted to. The distribution is that of equation (1a) of Fader &amp; Hardie
 * (2013), The Gamma-Gamma Model of Monetary Value.
 *
 * @param width of a bin, in major units
 * @param bins from 0 on; the last is of all who spend as much or more
 */
public record SpendFit(double width, List<Bin> bins) {

  /**
   * Customers of about the same mean spend.
   *
   * @param from the least mean spend, in major units
   * @param actual customers with it
   * @param expected customers with it by the model
   */
  public record Bin(double from, double actual, double expected) {}

  /** Takes a copy. */
  public SpendFit {
    bins = List.copyOf(bins);
  }

  /**
   * Compares.
   *
   * @param model the model
   * @param customers the repeat buyers
   * @param width of a bin, above 0, in major units
   * @param last the number of the last bin, which begins at last times width; at least 1
   * @return last + 1 bins
   * @throws IllegalArgumentException if {@code width} or {@code last} is out of range
   */
  public static SpendFit of(GammaGamma model, SpendSummaries customers, double width, int last) {
    Check.positive(width, "width");
    if (last < 1) {
      throw new IllegalArgumentException("last bin must be 1 or more, but was " + last);
    }
    double[] actual = new double[last + 1];
    double[] expected = new double[last + 1];
    int rows = customers.rows();
    int from = 0;
    while (from < rows) {
      int x = customers.frequency(from);
      double alike = 0;
      int row = from;
      for (; row < rows && customers.frequency(row) == x; row++) {
        actual[bin(customers.meanSpend(row), width, last)] += customers.weight(row);
        alike += customers.weight(row);
      }
      double below = 0;
      for (int bin = 0; bin < last; bin++) {
        double total = x * (width * (bin + 1));
        double next =
            RegularizedBeta.value(total / (model.gamma() + total), model.p() * x, model.q());
        expected[bin] += alike * (next - below);
        below = next;
      }
      expected[last] += alike * (1 - below);
      from = row;
    }
    List<Bin> bins = new ArrayList<>();
    for (int bin = 0; bin <= last; bin++) {
      bins.add(new Bin(width * bin, actual[bin], expected[bin]));
    }
    return new SpendFit(width, bins);
  }

  /** The bin whose ends, as they are told, lie around a spend. */
  private static int bin(double spend, double width, int last) {
    int bin = (int) Math.min(last, spend / width);
    while (bin < last && width * (bin + 1) <= spend) {
      bin++;
    }
    while (bin > 0 && width * bin > spend) {
      bin--;
    }
    return bin;
  }
}
