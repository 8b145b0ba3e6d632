package org.clv4j.segments.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.segments.cohort.Shops;
import org.clv4j.segments.metric.Scope;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 6, 30);
  private static final LocalDate SECOND = LocalDate.of(2024, 12, 31);
  private static final DriftOptions FOUR = DriftOptions.DEFAULT.withBins(4);

  private static Scope scope(LocalDate day) {
    return new Scope(day, "by hand", ZoneOffset.UTC, OrderPolicy.AS_STATED, null);
  }

  private static ColumnDrift drift(double[] before, double[] after, DriftOptions options) {
    return DriftBaseline.of(scope(FIRST), "x", before, options).against(scope(SECOND), after);
  }

  private static double psi(double[] before, double[] after) {
    return drift(before, after, DriftOptions.DEFAULT).psi().value().getAsDouble();
  }

  private static double[] range(int from, int to) {
    return IntStream.rangeClosed(from, to).asDoubleStream().toArray();
  }

  /** 1 to 8 in four bins up to 2.75, 4.5, 6.25: shares 1/4 each; then 1/2, 1/4, 1/8, 1/8. */
  @Test
  void theIndexByHand() {
    ColumnDrift drift = drift(range(1, 8), new double[] {1, 1, 2, 2, 3, 4, 6, 8}, FOUR);
    double expected = 0.25 * Math.log(2) + 0.125 * Math.log(2) + 0.125 * Math.log(2);
    assertEquals(expected, drift.psi().value().getAsDouble(), 1e-15);
    assertEquals(
        new DriftBin(
            Optional.empty(), Optional.of(new DriftCut(2.75, false)), 2, 4, 0.25 * Math.log(2)),
        drift.bins().get(0));
    assertEquals(List.of(4, 2, 1, 1), drift.bins().stream().map(DriftBin::after).toList());
    assertEquals(Optional.of(DriftLevel.ALERT), drift.level());
    assertEquals(
        List.of(
            new QuantileShift(0.1, OptionalDouble.of(1.7), OptionalDouble.of(1)),
            new QuantileShift(0.5, OptionalDouble.of(4.5), OptionalDouble.of(2.5)),
            new QuantileShift(0.9, OptionalDouble.of(7.3), OptionalDouble.of(6.6))),
        drift.quantiles());
    assertEquals(-2, drift.quantiles().get(1).difference().getAsDouble());
    assertEquals(3 * (1.0 / 8 + 1.0 / 8), drift.byChance());
    assertEquals(FIRST, drift.from().asOf());
    assertEquals(SECOND, drift.to().asOf());
  }

  @Test
  void anEmptyBinCountsAsTheShareThatIsStated() {
    // Nothing is left of the upper two of four bins; shares are 1/2, 1/2, 0, 0.
    double[] lower = {1, 2, 3, 4};
    double part = 0.25 * Math.log(2);
    double empty = (0.25 - 0.0001) * Math.log(0.25 / 0.0001);
    assertEquals(
        2 * part + 2 * empty, drift(range(1, 8), lower, FOUR).psi().value().getAsDouble(), 1e-14);
    double larger = (0.25 - 0.01) * Math.log(25);
    assertEquals(
        2 * part + 2 * larger,
        drift(range(1, 8), lower, FOUR.withEmptyShare(0.01)).psi().value().getAsDouble(),
        1e-14);
  }

  @Test
  void theSameValuesHaveNoDrift() {
    double[] values = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, -7, 0};
    assertEquals(0, psi(values, values));
    double[] twice = new double[2 * values.length];
    Arrays.setAll(twice, i -> values[i % values.length]);
    assertEquals(0, psi(values, twice));
    assertEquals(Optional.of(DriftLevel.STABLE), drift(values, values, FOUR).level());
  }

  @Test
  void valuesThatAreAllTheSameAreABinOfTheirOwn() {
    double[] five = {5, 5, 5, 5};
    assertEquals(0, psi(five, new double[] {5, 5}));
    double all = (1 - 0.0001) * Math.log(1 / 0.0001) * 2;
    assertEquals(all, psi(five, new double[] {4, 4}), 1e-12);
    assertEquals(all, psi(five, new double[] {6, 6}), 1e-12);
    assertEquals(
        List.of(new DriftCut(5, true), new DriftCut(5, false)),
        DriftBaseline.of(scope(FIRST), "x", five, FOUR).cuts());
    assertEquals(
        List.of("below 5.0", "from 5.0 up to 5.0", "above 5.0"),
        drift(five, five, FOUR).bins().stream().map(DriftBin::range).toList());
    // Nothing is less than 0, and no number that is next to it is told.
    assertEquals(
        "[below 0.0: 0, then 0, from 0.0 up to 0.0: 3, then 1, above 0.0: 0, then 1]",
        drift(new double[] {0, 0, 0}, new double[] {0, 2}, FOUR).bins().toString());
    assertEquals("all", drift(new double[0], five, FOUR).bins().get(0).range());
    assertEquals(
        "above 2.75 up to 4.5: 2, then 2",
        drift(range(1, 8), range(1, 8), FOUR).bins().get(1) + "");
  }

  /** Normal values: a shift by s standard deviations has an index of about s squared. */
  @Test
  void plantedShiftsRaiseTheAlertAtItsThreshold() {
    double[] before = normal(1, 20_000, 0);
    double still = psi(before, normal(2, 20_000, 0));
    assertTrue(still < 0.005, "still: " + still);
    assertEquals(Optional.of(DriftLevel.STABLE), level(before, 0.2));
    assertEquals(Optional.of(DriftLevel.WATCH), level(before, 0.4));
    assertEquals(Optional.of(DriftLevel.ALERT), level(before, 0.7));
    ColumnDrift far = drift(before, normal(3, 20_000, 0.7), DriftOptions.DEFAULT);
    double index = far.psi().value().getAsDouble();
    assertEquals(0.49, index, 0.06);
    // At the index itself there is none: alerts are above the threshold.
    assertEquals(Optional.of(DriftLevel.WATCH), level(before, 0.7, index));
    assertEquals(Optional.of(DriftLevel.ALERT), level(before, 0.7, Math.nextDown(index)));
    assertEquals(0.7, far.quantiles().get(1).difference().getAsDouble(), 0.05);
  }

  private static Optional<DriftLevel> level(double[] before, double shift) {
    return level(before, shift, 0.25);
  }

  private static Optional<DriftLevel> level(double[] before, double shift, double alert) {
    return drift(before, normal(3, 20_000, shift), DriftOptions.DEFAULT.withThresholds(0.1, alert))
        .level();
  }

  private static double[] normal(long seed, int n, double mean) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[n];
    Arrays.setAll(values, i -> mean + random.nextGaussian());
    return values;
  }

  /** What chance brings on average, of a hundred pairs of small samples. */
  @Test
  void chanceBringsAboutWhatIsStated() {
    double sum = 0;
    double stated = 0;
    for (int i = 0; i < 100; i++) {
      ColumnDrift drift =
          drift(normal(2L * i, 400, 0), normal(2L * i + 1, 500, 0), DriftOptions.DEFAULT);
      sum += drift.psi().value().getAsDouble();
      stated += drift.byChance();
    }
    assertEquals(1, sum / stated, 0.2);
  }

  @Test
  void withoutValuesThereIsAReason() {
    ColumnDrift nobody = drift(new double[0], range(1, 3), FOUR);
    assertEquals("there are no values of 2024-06-30", nobody.psi().reason());
    assertEquals(Optional.empty(), nobody.level());
    assertEquals(OptionalDouble.empty(), nobody.quantiles().get(1).difference());
    assertEquals(
        "there are no values of 2024-12-31",
        drift(range(1, 3), new double[0], FOUR).psi().reason());
  }

  @Property
  void theIndexIsNeverNegativeAndKnowsNoOrder(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -100, max = 100) Double> before,
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -100, max = 100) Double> after,
      @ForAll @IntRange(min = 2, max = 20) int bins,
      @ForAll long seed) {
    DriftOptions options = DriftOptions.DEFAULT.withBins(bins);
    ColumnDrift drift = drift(unboxed(before), unboxed(after), options);
    assertTrue(drift.psi().value().getAsDouble() >= 0);
    assertEquals(before.size(), drift.bins().stream().mapToInt(DriftBin::before).sum());
    assertEquals(after.size(), drift.bins().stream().mapToInt(DriftBin::after).sum());
    List<Double> shuffledBefore = new ArrayList<>(before);
    List<Double> shuffledAfter = new ArrayList<>(after);
    Collections.shuffle(shuffledBefore, new Random(seed));
    Collections.shuffle(shuffledAfter, new Random(seed));
    assertEquals(drift, drift(unboxed(shuffledBefore), unboxed(shuffledAfter), options));
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(value -> value).toArray();
  }

  @Test
  void customersOfTwoDates() {
    OrderLogBuilder log = OrderLog.builder(Shops.EUR);
    int first = (int) FIRST.toEpochDay();
    for (int customer = 0; customer < 200; customer++) {
      log.add(customer, first - customer % 50, 1000 + 10 * customer);
      // Half a year later everybody has spent much more.
      log.add(customer, first + 100 + customer % 50, 9000);
    }
    OrderLog orders = log.build();
    CustomerBase before = CustomerBase.of(orders, FIRST);
    CustomerDrift drift = CustomerDrift.of(before, CustomerBase.of(orders, SECOND));
    assertEquals(
        List.of(
            "days_since_last_order",
            "orders",
            "spend",
            "mean_order_value",
            "frequency",
            "recency_days",
            "age_days"),
        drift.columns().stream().map(ColumnDrift::column).toList());
    QuantileShift median = drift.column("spend").quantiles().get(1);
    assertEquals(19.95, median.before().getAsDouble(), 1e-12);
    assertEquals(109.95, median.after().getAsDouble(), 1e-12);
    assertEquals(Shops.EUR, drift.column("spend").from().currency());
    assertTrue(drift.alerts().contains(drift.column("orders")), drift.toString());
    assertEquals(List.of(), CustomerDrift.of(before, before).alerts());
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomerDrift.of(CustomerBase.of(orders, SECOND), before));
    assertThrows(IllegalArgumentException.class, () -> drift.column("weight"));
  }

  /** One new customer a day for four years, who orders now and every 30 days for a year. */
  private static CustomerBase steady(LocalDate asOf) {
    OrderLogBuilder log = OrderLog.builder(Shops.EUR);
    int start = (int) LocalDate.of(2021, 1, 1).toEpochDay();
    for (int customer = 0; customer < 4 * 365; customer++) {
      for (int order = 0; order < 1 + customer % 12; order++) {
        log.add(customer, start + customer + 30 * order, 1000L + 10L * (customer % 37));
      }
    }
    return CustomerBase.of(log.build(), asOf);
  }

  @Test
  void aShopThatDoesNotChangeHasNoAlertAmongNewCustomers() {
    CustomerBase before = steady(LocalDate.of(2022, 12, 31));
    CustomerBase after = steady(LocalDate.of(2024, 12, 1));
    CustomerDrift all = CustomerDrift.of(before, after);
    assertEquals(Optional.of(DriftLevel.ALERT), all.column("age_days").level());
    assertEquals(Optional.of(DriftLevel.ALERT), all.column("days_since_last_order").level());
    assertEquals(List.of(all.column("days_since_last_order")), all.alerts());
    CustomerDrift fresh = CustomerDrift.ofNew(before, after, 365, DriftOptions.DEFAULT);
    assertEquals(List.of(), fresh.alerts(), fresh.toString());
    assertEquals(Optional.of(DriftLevel.STABLE), fresh.column("age_days").level());
    assertEquals("customers of the last 365 days", fresh.columns().get(0).from().window());
    assertEquals(365, fresh.columns().get(0).bins().stream().mapToInt(DriftBin::before).sum());
    assertEquals(all.columns().size() - 1, all.watched().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomerDrift.ofNew(before, after, 0, DriftOptions.DEFAULT));
  }

  @Test
  void optionsAndValuesHaveRanges() {
    DriftOptions usual = DriftOptions.DEFAULT;
    assertThrows(IllegalArgumentException.class, () -> usual.withBins(1));
    assertThrows(IllegalArgumentException.class, () -> usual.withThresholds(0.3, 0.2));
    assertThrows(IllegalArgumentException.class, () -> usual.withEmptyShare(0));
    assertThrows(IllegalArgumentException.class, () -> usual.withEmptyShare(1e-320));
    assertThrows(IllegalArgumentException.class, () -> usual.withQuantiles(List.of(1.5)));
    assertThrows(IllegalArgumentException.class, () -> psi(new double[] {Double.NaN}, range(1, 2)));
  }
}
