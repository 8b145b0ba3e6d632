package org.clv4j.models.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;

class CustomerSummariesTest {
  private static List<String> rows(CustomerSummaries data) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < data.rows(); row++) {
      rows.add(
          data.frequency(row)
              + " "
              + data.recency(row)
              + " "
              + data.age(row)
              + " x "
              + data.weight(row));
    }
    return rows;
  }

  @Test
  void equalTriplesAreOneRow() {
    CustomerSummaries data =
        CustomerSummaries.of(
            new int[] {1, 0, 1, 1},
            new double[] {2, 0, 2, 1.5},
            new double[] {5, 6, 5, 5},
            new double[] {1, 2, 0.5, 1},
            PeriodUnit.WEEK);
    assertEquals(List.of("0 0.0 6.0 x 2.0", "1 1.5 5.0 x 1.0", "1 2.0 5.0 x 1.5"), rows(data));
    assertEquals(4.5, data.customers());
    assertFalse(data.wholeDays());
  }

  @Test
  void aBaseGivesItsCustomersInWholeDays() {
    OrderLog log =
        OrderLog.builderWithoutAmounts().add("a", 0).add("b", 0).add("a", 14).add("c", 3).build();
    CustomerSummaries data = CustomerSummaries.of(CustomerBase.of(log), PeriodUnit.WEEK);
    assertEquals(
        List.of("0 0.0 " + 11 / 7.0 + " x 1.0", "0 0.0 2.0 x 1.0", "1 2.0 2.0 x 1.0"), rows(data));
    assertTrue(data.wholeDays());
  }

  @Property(tries = 200)
  void orderAndTheRoadTakenChangeNothing(
      @ForAll("customers") List<CustomerSummary> customers, @ForAll Random random) {
    CustomerSummaries data = CustomerSummaries.of(customers);
    List<CustomerSummary> shuffled = new ArrayList<>(customers);
    Collections.shuffle(shuffled, random);
    assertEquals(rows(data), rows(CustomerSummaries.of(shuffled)));
    double[] ones = new double[customers.size()];
    java.util.Arrays.fill(ones, 1);
    CustomerSummaries weighted =
        CustomerSummaries.of(
            shuffled.stream().mapToInt(CustomerSummary::frequency).toArray(),
            shuffled.stream().mapToDouble(CustomerSummary::recency).toArray(),
            shuffled.stream().mapToDouble(CustomerSummary::age).toArray(),
            ones,
            PeriodUnit.WEEK);
    assertEquals(rows(data), rows(weighted));
    assertEquals(data.wholeDays(), weighted.wholeDays());
    assertEquals(customers.size(), data.customers());
  }

  /** Whole days, and sometimes not. */
  @Provide
  Arbitrary<List<CustomerSummary>> customers() {
    Arbitrary<Integer> days = Arbitraries.integers().between(1, 30);
    Arbitrary<Double> shift = Arbitraries.of(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.25);
    return Combinators.combine(Arbitraries.integers().between(0, 2), days, days, shift)
        .as(
            (x, d, more, s) ->
                new CustomerSummary(x, x == 0 ? 0 : d / 7.0, (d + more) / 7.0 + s, PeriodUnit.WEEK))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Test
  void badRowsAreNamed() {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                CustomerSummaries.of(
                    new int[] {0, 1},
                    new double[] {0, 9},
                    new double[] {5, 8},
                    null,
                    PeriodUnit.WEEK));
    assertEquals("row 1: recency must be between 0.0 and 8.0, but was 9.0", error.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CustomerSummaries.of(
                new int[1], new double[1], new double[1], new double[] {0}, PeriodUnit.WEEK));
    assertThrows(
        IllegalArgumentException.class,
        () -> CustomerSummaries.of(new int[1], new double[2], new double[1], null, PeriodUnit.DAY));
    assertThrows(IllegalArgumentException.class, () -> CustomerSummaries.of(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CustomerSummaries.of(
                List.of(
                    new CustomerSummary(0, 0, 1, PeriodUnit.WEEK),
                    new CustomerSummary(0, 0, 1, PeriodUnit.DAY))));
  }

  @Test
  void rowsOutOfRangeAreNamed() {
    refused("frequency must be between 0 and 10000000, but was 10000001", 10_000_001, 1, 2, 1);
    refused("age must be between 1.0E-100 and 1.0E15, but was 1.0E300", 1, 1, 1e300, 1);
    refused("age must be between 1.0E-100 and 1.0E15, but was 1.0E-300", 0, 0, 1e-300, 1);
    refused("recency must be between 1.0E-100 and 1.0E15, but was 1.0E-300", 1, 1e-300, 1, 1);
    refused("weight must be between 1.0E-100 and 1.0E100, but was 1.0E300", 1, 1, 2, 1e300);
    CustomerSummaries one =
        CustomerSummaries.of(
            new int[] {1}, new double[] {1}, new double[] {2}, null, PeriodUnit.WEEK);
    assertEquals(0, one.withWeights(new double[1]).rows());
    assertEquals(
        "row 0: weight must be between 1.0E-100 and 1.0E100, but was -1.0",
        assertThrows(IllegalArgumentException.class, () -> one.withWeights(new double[] {-1}))
            .getMessage());
  }

  private static void refused(String message, int x, double tx, double t, double weight) {
    assertEquals(
        "row 1: " + message,
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    CustomerSummaries.of(
                        new int[] {0, x},
                        new double[] {0, tx},
                        new double[] {5, t},
                        weight == 1 ? null : new double[] {1, weight},
                        PeriodUnit.WEEK))
            .getMessage());
  }

  @Test
  void fingerprintsAreThoseOfTheCustomersNotOfTheirOrderOrGroups() {
    int[] x = {0, 2, 0, 1};
    double[] tx = {0, 3, 0, 4};
    double[] t = {9, 8, 9, 7};
    long print = CustomerSummaries.of(x, tx, t, null, PeriodUnit.WEEK).fingerprint();
    assertEquals(
        print,
        CustomerSummaries.of(
                new int[] {1, 0, 2},
                new double[] {4, 0, 3},
                new double[] {7, 9, 8},
                new double[] {1, 2, 1},
                PeriodUnit.WEEK)
            .fingerprint());
    assertEquals(
        print,
        CustomerSummaries.withInterpurchaseTimes(
                x, tx, t, new double[] {0, 0.7, 0, Math.log(4)}, null, PeriodUnit.WEEK)
            .fingerprint());
    t[3] = Math.nextUp(7.0);
    assertNotEquals(print, CustomerSummaries.of(x, tx, t, null, PeriodUnit.WEEK).fingerprint());
  }
}
