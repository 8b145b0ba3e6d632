package org.clv4j.all.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.io.Table;
import org.clv4j.segments.cohort.CohortMeasure;
import org.clv4j.segments.cohort.CohortOptions;
import org.clv4j.segments.cohort.CohortTable;
import org.junit.jupiter.api.Test;

class CohortTablesTest {
  /** Ann came in January and again in February, bob in February. */
  @Test
  void cellsAndTriangleSayTheSame() {
    int january = (int) LocalDate.of(2024, 1, 10).toEpochDay();
    OrderLog log =
        OrderLog.builder(Currency.getInstance("EUR"))
            .add("ann", january, 2000)
            .add("ann", january + 30, 3000)
            .add("bob", january + 32, 500)
            .build();
    CohortTable cohorts =
        CohortTable.of(CustomerOrders.of(log), CohortOptions.asOf(LocalDate.of(2024, 2, 29)));
    Reasons reasons = new Reasons();
    Table cells = CohortTables.cells(List.of(cohorts), CohortMeasure.ORDERS, reasons);
    assertEquals(4, cells.rows());
    assertEquals(LocalDate.of(2024, 2, 1), cells.cell(2, 0));
    assertEquals(1, cells.cell(1, 2));
    assertEquals("complete", cells.cell(1, 4));
    assertNull(cells.cell(3, 3), "bob's second month is not there yet");
    assertEquals(1, reasons.lines().size());
    Table triangle = CohortTables.triangle(cohorts, CohortMeasure.ORDERS);
    for (int cohort = 0; cohort < 2; cohort++) {
      for (int period = 0; period < 2; period++) {
        assertEquals(cells.cell(2 * cohort + period, 3), triangle.cell(cohort, 2 + period));
      }
    }
  }
}
