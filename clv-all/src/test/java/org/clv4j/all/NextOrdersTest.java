package org.clv4j.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.OrderCsv;
import org.clv4j.models.transaction.BgCnbdK;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.segments.economics.ContactWindows;
import org.clv4j.segments.economics.NextOrder;
import org.junit.jupiter.api.Test;

class NextOrdersTest {
  private static final LocalDate AS_OF = LocalDate.of(2025, 6, 30);

  private static CustomerOrders orders() throws IOException {
    return CustomerOrders.of(OrderCsv.read(Path.of("../samples/orders.csv")).log());
  }

  private static CustomerBase base(CustomerOrders orders) {
    return orders.base(CustomerBase.Options.DEFAULT.withAsOf(AS_OF));
  }

  /**
   * What is foreseen at the last order, given the silence since, is what the model says today. So
   * it is for every customer of every model that forgets nothing between orders.
   */
  @Test
  void givenTheSilenceItIsTheModelsForecastOfToday() throws IOException {
    CustomerOrders orders = orders();
    CustomerBase base = base(orders);
    List<TransactionModel> models =
        List.of(
            new BgNbd(0.8, 9, 0.7, 2.5, PeriodUnit.WEEK),
            new MbgNbd(0.8, 9, 0.7, 2.5, PeriodUnit.MONTH),
            new ParetoNbd(0.8, 60, 0.6, 90, PeriodUnit.DAY));
    for (TransactionModel model : models) {
      ContactWindows windows =
          ContactWindows.of(orders, AS_OF, ContactWindows.DEFAULT, NextOrders.of(model, base));
      assertEquals(base.size(), windows.ids().size());
      for (int row = 0; row < base.size(); row++) {
        assertEquals(base.ids().id(row), windows.ids().id(row));
        double today =
            model.probabilityOfAnyPurchase(
                base.frequency(row),
                model.unit().fromDays(base.recencyDays(row)),
                model.unit().fromDays(base.ageDays(row)),
                model.unit().fromDays(30));
        assertEquals(today, windows.probabilityWithin(row, 30), 1e-9, model + " row " + row);
      }
    }
  }

  /** It rises from 0, for who never came back and for regular customers too. */
  @Test
  void itIsADistribution() throws IOException {
    CustomerBase base = base(orders());
    NextOrder next = NextOrders.of(new BgCnbdK(2, 0.8, 4, 0.7, 2.5, PeriodUnit.WEEK), base);
    boolean once = false;
    for (int row = 0; row < base.size(); row += 50) {
      once |= base.frequency(row) == 0;
      double last = next.probability(row, 0);
      assertEquals(0, last);
      for (int days : new int[] {1, 7, 30, 90}) {
        double now = next.probability(row, days);
        assertTrue(now > last && now <= 1, "row " + row + " after " + days + " days: " + now);
        last = now;
      }
    }
    assertTrue(once);
  }

  /** A model of an evening knows nothing that came later. */
  @Test
  void eachEveningHasAModelOfItsOwn() throws IOException {
    CustomerOrders orders = orders();
    List<CustomerBase> known = new ArrayList<>();
    Function<LocalDate, NextOrder> refitted =
        NextOrders.refitted(
            orders,
            base -> {
              known.add(base);
              return new BgNbd(base.size() / 1000.0, 9, 0.7, 2.5, PeriodUnit.WEEK);
            });
    for (LocalDate evening : List.of(AS_OF, AS_OF.minusDays(200))) {
      NextOrder next = refitted.apply(evening);
      CustomerBase last = known.get(known.size() - 1);
      assertEquals(evening, last.asOf());
      BgNbd model = new BgNbd(last.size() / 1000.0, 9, 0.7, 2.5, PeriodUnit.WEEK);
      assertEquals(NextOrders.of(model, last).probability(3, 40), next.probability(3, 40));
    }
    assertTrue(known.get(1).size() < known.get(0).size());
  }

  @Test
  void aFittedModelHasIt() throws IOException {
    Orders orders = Orders.read("../samples/orders.csv").asOf("2025-06-30");
    Fitted fitted = orders.fit("bg-nbd");
    assertEquals(
        NextOrders.of(fitted.model(), orders.base()).probability(5, 60),
        fitted.nextOrder().probability(5, 60));
  }
}
