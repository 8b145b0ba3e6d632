package org.clv4j.segments.rfm;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.clv4j.core.internal.Check;

/**
 * The cut points between scores: {@code bins} - 1 for each measure.
 *
 * <p>f and m are 1 + the number of cut points strictly below the value; r is {@code bins} - the
 * number of cut points strictly below the days since the last order. A value equal to a cut point
 * lies below it. Equal cut points are allowed: no customer gets the score between them.
 *
 * <p>They are thresholds chosen by hand, or those that {@link RfmTable#cuts()} found and that a
 * later base is scored with. {@link #toString} and {@link #parse} keep them in a file. Money is in
 * major units of the currency of whichever base is scored.
 *
 * @param daysSinceLastOrder ascending, 0 or more
 * @param orders ascending, 0 or more, as many
 * @param spend ascending, 0 or more, in major units, as many; empty if m is not scored
 * @param spendMeasure what {@code spend} cuts; {@link SpendMeasure#TOTAL_SPEND} if it is empty
 */
public record RfmCuts(
    List<BigDecimal> daysSinceLastOrder,
    List<BigDecimal> orders,
    List<BigDecimal> spend,
    SpendMeasure spendMeasure) {

  private static final String DAYS = "days since last order";
  private static final String ORDERS = "orders";
  private static final List<String> NAMES =
      List.of(
          DAYS,
          ORDERS,
          SpendMeasure.TOTAL_SPEND.toString(),
          SpendMeasure.MEAN_ORDER_VALUE.toString());
  private static final int MAX_DIGITS = 20;
  private static final int MAX_DECIMALS = 40;

  /** Checks the numbers and forgets their trailing zeros. */
  public RfmCuts {
    Objects.requireNonNull(spendMeasure, "spendMeasure must not be null");
    RfmScoring.checkBins(daysSinceLastOrder.size() + 1);
    daysSinceLastOrder = checked(daysSinceLastOrder, daysSinceLastOrder.size(), DAYS);
    orders = checked(orders, daysSinceLastOrder.size(), ORDERS);
    if (spend.isEmpty()) {
      spend = List.of();
      spendMeasure = SpendMeasure.TOTAL_SPEND;
    } else {
      spend = checked(spend, daysSinceLastOrder.size(), spendMeasure.toString());
    }
  }

  private static List<BigDecimal> checked(List<BigDecimal> cuts, int size, String name) {
    if (cuts.size() != size) {
      throw new IllegalArgumentException(
          "cut points of " + name + " must be " + size + " in number, but were " + cuts.size());
    }
    for (BigDecimal cut : cuts) {
      if (cut.signum() < 0) {
        throw new IllegalArgumentException(
            "cut points of " + name + " must not be negative, but one was " + cut);
      }
      // 1e400000000 written out would fill the memory with digits.
      if (cut.signum() != 0
          && ((long) cut.precision() - cut.scale() > MAX_DIGITS || cut.scale() > MAX_DECIMALS)) {
        throw new IllegalArgumentException(
            "cut points of "
                + name
                + " must have at most "
                + MAX_DIGITS
                + " digits and "
                + MAX_DECIMALS
                + " decimals, but one was "
                + cut);
      }
    }
    for (int i = 1; i < size; i++) {
      if (cuts.get(i).compareTo(cuts.get(i - 1)) < 0) {
        throw new IllegalArgumentException(
            "cut points of "
                + name
                + " must be ascending, but "
                + cuts.get(i).toPlainString()
                + " came after "
                + cuts.get(i - 1).toPlainString());
      }
    }
    return cuts.stream().map(BigDecimal::stripTrailingZeros).toList();
  }

  /**
   * Cut points of the days, the orders and the total spend.
   *
   * @param daysSinceLastOrder for example {@code {30, 60, 90, 180}}
   * @param orders for example {@code {1, 2, 3, 5}}
   * @param spend for example {@code {25, 50, 100, 250}}, in major units; {@code {}} if m is not
   *     scored
   * @return the cut points
   * @throws IllegalArgumentException if a rule above is broken
   */
  public static RfmCuts of(double[] daysSinceLastOrder, double[] orders, double[] spend) {
    return new RfmCuts(
        decimals(daysSinceLastOrder, DAYS),
        decimals(orders, ORDERS),
        decimals(spend, SpendMeasure.TOTAL_SPEND.toString()),
        SpendMeasure.TOTAL_SPEND);
  }

  private static List<BigDecimal> decimals(double[] cuts, String name) {
    return Arrays.stream(cuts)
        .mapToObj(cut -> new BigDecimal(Double.toString(Check.finite(cut, "cut point of " + name))))
        .toList();
  }

  /**
   * How many scores the cut points make.
   *
   * @return from 2 to 9
   */
  public int bins() {
    return daysSinceLastOrder.size() + 1;
  }

  /**
   * Whether m can be scored.
   *
   * @return true if there are cut points of the spend
   */
  public boolean hasSpend() {
    return !spend.isEmpty();
  }

  /**
   * Reads what {@link #toString} writes; # starts a comment and blank lines do not matter.
   *
   * @param text for example
   *     <pre>
   * days since last order: 30, 60, 90, 180
   * orders: 1, 2, 3, 5
   * spend: 25, 50, 100, 250</pre>
   *     where the last line may be missing, or be one of {@code mean order value}
   * @return the cut points
   * @throws IllegalArgumentException if the text does not look like that, which names the line, or
   *     a rule above is broken
   */
  public static RfmCuts parse(String text) {
    Map<String, List<BigDecimal>> cuts = new HashMap<>();
    for (NamedLine line : NamedLine.read(text)) {
      String name = line.apply(RfmCuts::checkedName);
      if (cuts.put(name, line.apply(NamedLine::numbers)) != null) {
        throw new IllegalArgumentException(
            "line " + line.number() + ": cut points of " + name + " must come once only");
      }
    }
    List<BigDecimal> total = cuts.get(SpendMeasure.TOTAL_SPEND.toString());
    List<BigDecimal> mean = cuts.get(SpendMeasure.MEAN_ORDER_VALUE.toString());
    if (total != null && mean != null) {
      throw new IllegalArgumentException(
          "cut points must be of spend or of mean order value, but were of both");
    }
    List<BigDecimal> days = required(cuts, DAYS);
    List<BigDecimal> orders = required(cuts, ORDERS);
    return mean == null
        ? new RfmCuts(days, orders, total == null ? List.of() : total, SpendMeasure.TOTAL_SPEND)
        : new RfmCuts(days, orders, mean, SpendMeasure.MEAN_ORDER_VALUE);
  }

  private static String checkedName(NamedLine line) {
    if (NAMES.contains(line.name())) {
      return line.name();
    }
    throw new IllegalArgumentException(
        "name must be one of " + NAMES + ", but was \"" + line.name() + "\"");
  }

  private static List<BigDecimal> required(Map<String, List<BigDecimal>> cuts, String name) {
    List<BigDecimal> found = cuts.get(name);
    if (found == null) {
      throw new IllegalArgumentException("cut points of " + name + " must not be missing");
    }
    return found;
  }

  /** Two or three lines that {@link #parse} reads. */
  @Override
  public String toString() {
    return line(DAYS, daysSinceLastOrder)
        + "\n"
        + line(ORDERS, orders)
        + (hasSpend() ? "\n" + line(spendMeasure.toString(), spend) : "");
  }

  private static String line(String name, List<BigDecimal> cuts) {
    return cuts.stream()
        .map(BigDecimal::toPlainString)
        .collect(Collectors.joining(", ", name + ": ", ""));
  }
}
