package org.clv4j.segments.rfm;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;

/** Bases whose RFM values are given; customer i has the id i, which is also the row. */
final class Bases {
  static final Currency EUR = Currency.getInstance("EUR");
  static final LocalDate AS_OF = LocalDate.of(2024, 6, 30);

  private Bases() {}

  /** All of the spend is in the last order. */
  record Customer(int days, int orders, long spend) {}

  static CustomerBase of(List<Customer> customers) {
    OrderLogBuilder log = OrderLog.builder(EUR);
    for (int i = 0; i < customers.size(); i++) {
      Customer customer = customers.get(i);
      int lastDay = (int) AS_OF.toEpochDay() - customer.days();
      for (int order = 1; order < customer.orders(); order++) {
        log.add(i, lastDay - order, 0);
      }
      log.add(i, lastDay, customer.spend());
    }
    return CustomerBase.of(log.build(), AS_OF);
  }

  static CustomerBase withoutAmounts(List<Customer> customers) {
    OrderLogBuilder log = OrderLog.builderWithoutAmounts();
    for (int i = 0; i < customers.size(); i++) {
      for (int order = 0; order < customers.get(i).orders(); order++) {
        log.add(Integer.toString(i), (int) AS_OF.toEpochDay() - customers.get(i).days() - order);
      }
    }
    return CustomerBase.of(log.build(), AS_OF);
  }

  /** Days 1 to 10, spend EUR 10 to 100, and orders 1 seven times, then 2, 3 and 9. */
  static List<Customer> ten() {
    int[] orders = {1, 1, 1, 1, 1, 1, 1, 2, 3, 9};
    Customer[] customers = new Customer[10];
    Arrays.setAll(customers, i -> new Customer(i + 1, orders[i], 1000L * (i + 1)));
    return List.of(customers);
  }

  /** Many ties, and spends up to the end of what a double holds exactly and beyond. */
  static Arbitrary<List<Customer>> arbitrary() {
    Arbitrary<Long> spend =
        Arbitraries.oneOf(
            Arbitraries.longs().between(0, 5),
            Arbitraries.longs().between(0, 100_000),
            Arbitraries.longs().between((1L << 60) - 20, 1L << 60));
    return Combinators.combine(
            Arbitraries.integers().between(0, 40), Arbitraries.integers().between(1, 7), spend)
        .as(Customer::new)
        .withoutEdgeCases()
        .list()
        .ofMaxSize(60);
  }
}
