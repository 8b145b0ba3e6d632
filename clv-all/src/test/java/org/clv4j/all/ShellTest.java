package org.clv4j.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sessions of JShell. */
class ShellTest {
  @TempDir Path dir = Path.of(".");

  private Path shop() throws IOException {
    return Files.writeString(
        dir.resolve("shop.csv"),
        """
        customer,date,amount,currency
        anna,2024-01-10,20.00,EUR
        anna,2024-03-10,30.00,EUR
        bob,2024-02-01,50.00,EUR
        """);
  }

  @Test
  void valuesShowThemselvesAndAssignmentsDoNot() throws IOException, InterruptedException {
    String lines =
        """
        var orders = Orders.read("%s")
        orders
        orders.customers().head(1)
        int half = 4 / 2
        half
        orders.log().totals()
        """
            .formatted(shop());
    Session session = Session.of(dir, lines);
    assertEquals(
        """
        3 orders of 2 customers, 2024-01-10 to 2024-03-10
        customer_id  first_order  last_order  orders  frequency  recency    age  total_spend  mean_order_value  mean_repeat_spend  time_since_last_order
        anna         2024-01-10   2024-03-10       2          1    8.571  8.571        50.00             25.00              30.00                   0.00
        2
        |  Error:
        |  cannot find symbol
        |    symbol:   method totals()
        |  orders.log().totals()
        |  ^-----------------^
        """,
        session.output());
    assertEquals(0, session.status());
  }

  @Test
  void aFileOfCommandsIsAScript() throws IOException, InterruptedException {
    Path script =
        Files.writeString(
            dir.resolve("script.jsh"),
            """
            Orders orders = Orders.read("%s");
            print(orders.segments().rows());
            orders.customers().save("%s");
            /exit 3
            """
                .formatted(shop(), dir.resolve("customers.csv")));
    Session session = Session.of(dir, "", List.of(script.toString()));
    assertEquals(3, session.status(), session.output());
    assertTrue(session.output().strip().matches("[0-9]+"), session.output());
    assertEquals(3, Files.readAllLines(dir.resolve("customers.csv")).size());
  }

  @Test
  void anErrorOfTheDataIsToldAndTheSessionGoesOn() throws IOException, InterruptedException {
    Path bad = Files.writeString(dir.resolve("bad.csv"), "customer,date\nanna,yesterday\n");
    Session session = Session.of(dir, "Orders.read(\"" + bad + "\")\n1 + 1\n");
    assertTrue(session.output().contains("yesterday"), session.output());
    assertTrue(session.output().endsWith("\n2\n"), session.output());
  }
}
