package org.clv4j.segments.rfm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.segments.rfm.Bases.Customer;

/** The scores against the definitions, computed naively. */
class RfmReferenceTest {

  /** A millionth of a unit: what the cut points are rounded to; cents have two decimals more. */
  private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

  @Property
  void quantilesFollowTheDefinition(
      @ForAll("customers") List<Customer> customers,
      @ForAll @IntRange(min = 2, max = 9) int bins,
      @ForAll SpendMeasure measure) {
    CustomerBase base = Bases.of(customers);
    RfmScores scores =
        RfmScores.of(base, RfmScoring.quantiles().withBins(bins).withSpendMeasure(measure));
    IntFunction<BigDecimal> spend = spend(base, measure);
    for (int row = 0; row < base.size(); row++) {
      assertEquals(bins - below(row, base, days(base), bins, i -> true), scores.r(row));
      assertEquals(1 + below(row, base, orders(base), bins, i -> true), scores.f(row));
      assertEquals(1 + below(row, base, spend, bins, i -> true), scores.m(row));
    }
    RfmCuts cuts = scores.cuts();
    if (cuts != null) {
      assertNear(base, days(base), bins, cuts.daysSinceLastOrder(), 0, false);
      assertNear(base, orders(base), bins, cuts.orders(), 0, false);
      assertNear(base, spend, bins, cuts.spend(), 2, measure == SpendMeasure.MEAN_ORDER_VALUE);
    }
  }

  private static void assertNear(
      CustomerBase base,
      IntFunction<BigDecimal> value,
      int bins,
      List<BigDecimal> cuts,
      int decimals,
      boolean mean) {
    for (int k = 1; k < bins; k++) {
      BigDecimal timesBins = timesBins(sorted(base, value, i -> true), k, bins);
      BigDecimal found =
          cuts.get(k - 1).movePointRight(decimals).multiply(BigDecimal.valueOf(bins));
      // A mean order value is a double, and so is the way to the point between two of them.
      double ulps = mean ? 4 * Math.ulp(timesBins.doubleValue()) : 0;
      BigDecimal allowed = ROUNDING.multiply(BigDecimal.valueOf(bins)).add(new BigDecimal(ulps));
      assertTrue(
          timesBins.subtract(found).abs().compareTo(allowed) < 0,
          () -> found + " for " + timesBins);
    }
  }

  @Property
  void nestedQuantilesFollowTheDefinition(
      @ForAll("customers") List<Customer> customers,
      @ForAll @IntRange(min = 2, max = 9) int bins,
      @ForAll SpendMeasure measure) {
    CustomerBase base = Bases.of(customers);
    RfmScores scores =
        RfmScores.of(base, RfmScoring.nested().withBins(bins).withSpendMeasure(measure));
    IntFunction<BigDecimal> spend = spend(base, measure);
    for (int row = 0; row < base.size(); row++) {
      int r = scores.r(row);
      int f = scores.f(row);
      assertEquals(bins - below(row, base, days(base), bins, i -> true), r);
      assertEquals(1 + below(row, base, orders(base), bins, i -> scores.r(i) == r), f);
      assertEquals(
          1 + below(row, base, spend, bins, i -> scores.r(i) == r && scores.f(i) == f),
          scores.m(row));
    }
  }

  @Property
  void ranksFollowTheDefinition(
      @ForAll("customers") List<Customer> customers,
      @ForAll @IntRange(min = 2, max = 9) int bins,
      @ForAll SpendMeasure measure) {
    CustomerBase base = Bases.of(customers);
    RfmScores scores =
        RfmScores.of(base, RfmScoring.ranks().withBins(bins).withSpendMeasure(measure));
    IntFunction<BigDecimal> days = days(base);
    for (int row = 0; row < base.size(); row++) {
      assertEquals(rankScore(row, base, i -> days.apply(i).negate(), bins), scores.r(row));
      assertEquals(rankScore(row, base, orders(base), bins), scores.f(row));
      assertEquals(rankScore(row, base, spend(base, measure), bins), scores.m(row));
    }
  }

  /** 1 + floor(bins (midrank - 1/2) / n). */
  private static int rankScore(
      int row, CustomerBase base, IntFunction<BigDecimal> value, int bins) {
    int smaller = 0;
    int equal = 0;
    for (int i = 0; i < base.size(); i++) {
      int order = value.apply(i).compareTo(value.apply(row));
      smaller += order < 0 ? 1 : 0;
      equal += order == 0 ? 1 : 0;
    }
    BigDecimal midrank =
        BigDecimal.valueOf(smaller).add(BigDecimal.valueOf(equal + 1L).multiply(half()));
    return 1
        + midrank
            .subtract(half())
            .multiply(BigDecimal.valueOf(bins))
            .divide(BigDecimal.valueOf(base.size()), 0, RoundingMode.FLOOR)
            .intValueExact();
  }

  private static BigDecimal half() {
    return new BigDecimal("0.5");
  }

  /** How many type-7 quantiles of a group lie strictly below the value of a row. */
  private static int below(
      int row, CustomerBase base, IntFunction<BigDecimal> value, int bins, IntPredicate group) {
    List<BigDecimal> sorted = sorted(base, value, group);
    BigDecimal timesBins = value.apply(row).multiply(BigDecimal.valueOf(bins));
    return (int)
        IntStream.range(1, bins)
            .filter(k -> timesBins(sorted, k, bins).compareTo(timesBins) < 0)
            .count();
  }

  private static List<BigDecimal> sorted(
      CustomerBase base, IntFunction<BigDecimal> value, IntPredicate group) {
    List<BigDecimal> values = new ArrayList<>();
    IntStream.range(0, base.size()).filter(group).forEach(i -> values.add(value.apply(i)));
    values.sort(null);
    return values;
  }

  /** The quantile k / bins, times bins so that it needs no division. */
  private static BigDecimal timesBins(List<BigDecimal> sorted, int k, int bins) {
    int h = (sorted.size() - 1) * k;
    BigDecimal low = sorted.get(h / bins);
    BigDecimal high = sorted.get(Math.min(h / bins + 1, sorted.size() - 1));
    return low.multiply(BigDecimal.valueOf(bins))
        .add(high.subtract(low).multiply(BigDecimal.valueOf(h % bins)));
  }

  private static IntFunction<BigDecimal> days(CustomerBase base) {
    return row -> BigDecimal.valueOf(base.daysSinceLastOrder(row));
  }

  private static IntFunction<BigDecimal> orders(CustomerBase base) {
    return row -> BigDecimal.valueOf(base.orders(row));
  }

  /** Minor units; the mean as the nearest double, which is what m by mean order value scores. */
  private static IntFunction<BigDecimal> spend(CustomerBase base, SpendMeasure measure) {
    return measure == SpendMeasure.TOTAL_SPEND
        ? row -> BigDecimal.valueOf(base.spendMinor(row))
        : row -> new BigDecimal((double) base.spendMinor(row) / base.orders(row));
  }

  @Provide
  Arbitrary<List<Customer>> customers() {
    return Bases.arbitrary();
  }
}
