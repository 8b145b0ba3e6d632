package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Currency;
import java.util.Locale;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.order.OrderLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ten million orders from PostgreSQL in a small heap; {@code stream.sh} runs it in a process of its
 * own.
 */
@ExtendWith(PostgresServer.class)
class PostgresStreamRun {
  private static final int ORDERS = Integer.getInteger("clv.orders", 10_000_000);

  @Test
  void streams(PostgresServer.Running server) throws SQLException, IOException {
    server.execute(
        "CREATE UNLOGGED TABLE orders AS SELECT 'C' || lpad((i::bigint * 786433 % 1273886)::text,"
            + " 7, '0') AS customer_id, TIMESTAMPTZ '2024-01-01 00:00:00+00' + i * INTERVAL '6"
            + " seconds' AS ordered_at, ((i::bigint * 7919) % 1000003)::numeric / 100 AS amount FROM"
            + " generate_series(1, "
            + ORDERS
            + ") AS t(i)");
    OrderMapping mapping =
        new OrderMapping().time("ordered_at").currency(Currency.getInstance("EUR"));
    JdbcOrders orders = new JdbcOrders(server.database()).threads(2);
    OrderQuery table = OrderQuery.table("orders");

    long start = System.nanoTime();
    OrderLog log = orders.read(table, mapping).log();
    long read = System.nanoTime();
    CustomerBase base = CustomerBase.of(log, CustomerBase.Options.DEFAULT.withThreads(2));
    long done = System.nanoTime();
    assertEquals(ORDERS, log.size());
    System.out.printf(
        Locale.ROOT,
        "%s%n%d orders in %.1f s (%.2f million a second), base in %.2f s, in a heap of %d MiB%n",
        base,
        ORDERS,
        (read - start) / 1e9,
        ORDERS * 1e3 / (read - start),
        (done - read) / 1e9,
        Runtime.getRuntime().maxMemory() >> 20);
    log = null;
    long before = System.nanoTime();
    CustomerBase summary = orders.summarize(table, mapping, CustomerBase.Options.DEFAULT);
    System.out.printf(
        Locale.ROOT, "summarized by the server in %.1f s%n", (System.nanoTime() - before) / 1e9);
    Bases.assertSame(base, summary);
  }
}
