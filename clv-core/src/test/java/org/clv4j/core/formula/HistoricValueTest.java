package org.clv4j.core.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoricValueTest {
  private static final Currency EUR = Currency.getInstance("EUR");

  /** R: {@code quantile(c(1, 2, 3, 4), c(.1, .5, .9))} is 1.3, 2.5, 3.7. */
  @Test
  void ofFourCustomers() {
    HistoricValue value = HistoricValue.of(base(400, 100, 300, 200));
    assertEquals(4, value.customers());
    assertEquals(Money.of("10", "EUR"), value.total());
    assertEquals(EUR, value.currency());
    assertEquals(2.5, value.mean());
    assertEquals(2.5, value.median());
    assertEquals(1.3, value.quantile(0.1), 1e-15);
    assertEquals(3.7, value.quantile(0.9), 1e-15);
    assertEquals(1, value.quantile(0));
    assertEquals(4, value.quantile(1));
    assertEquals(OptionalDouble.of(0.4), value.shareOfTop(0.25));
    assertEquals(OptionalDouble.of(0.7), value.shareOfTop(0.26));
    assertEquals(OptionalDouble.of(1), value.shareOfTop(1));
    assertEquals(OptionalDouble.of(0), value.shareOfTop(0));
    assertThrows(IllegalArgumentException.class, () -> value.quantile(1.5));
  }

  @Test
  void aShareOfNothingIsEmpty() {
    assertEquals(OptionalDouble.empty(), HistoricValue.of(base(0, 0)).shareOfTop(0.5));
  }

  /** The values of the coefficient by its formula, by hand. */
  @ParameterizedTest
  @CsvSource({
    "'1,1,1,1', 0",
    "'0,0,0,4', 0.75",
    "'4,2,3,1', 0.25",
    "'10,20,30,40,100', 0.4",
    "'7', 0"
  })
  void concentration(String spend, double gini) {
    long[] values = Arrays.stream(spend.split(",")).mapToLong(Long::parseLong).toArray();
    HistoricValue value = HistoricValue.of(base(values));
    assertEquals(gini, value.gini().getAsDouble(), 1e-15);
    // Twice the area between the curve and the diagonal, by trapezoids.
    List<HistoricValue.LorenzPoint> curve = value.lorenz(100);
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      double width = curve.get(i).customers() - curve.get(i - 1).customers();
      area += width * (curve.get(i).value() + curve.get(i - 1).value()) / 2;
    }
    assertEquals(gini, 1 - 2 * area, 1e-15);
  }

  @Test
  void theCurveHasTheSharesOfThoseWhoSpentLeast() {
    HistoricValue value = HistoricValue.of(base(400, 100, 300, 200));
    assertEquals(
        List.of(
            new HistoricValue.LorenzPoint(0, 0),
            new HistoricValue.LorenzPoint(0.5, 0.3),
            new HistoricValue.LorenzPoint(1, 1)),
        value.lorenz(2));
    assertEquals(5, value.lorenz(100).size());
    assertThrows(IllegalArgumentException.class, () -> value.lorenz(0));
  }

  @Test
  void nothingIsSpreadWhereNothingWasSpent() {
    HistoricValue value = HistoricValue.of(base(0, 0));
    assertEquals(List.of(), value.lorenz(4));
    assertEquals(OptionalDouble.empty(), value.gini());
  }

  @Test
  void theBaseMustHoldACustomerAndAmounts() {
    assertThrows(IllegalStateException.class, () -> HistoricValue.of(base()));
    CustomerBase without = CustomerBase.of(OrderLog.builderWithoutAmounts().add("a", 0).build());
    assertThrows(IllegalStateException.class, () -> HistoricValue.of(without));
  }

  private static CustomerBase base(long... spend) {
    OrderLogBuilder builder = OrderLog.builder(EUR);
    for (int i = 0; i < spend.length; i++) {
      builder.add(i, 0, spend[i]);
    }
    return CustomerBase.of(builder.build(), LocalDate.EPOCH);
  }
}
