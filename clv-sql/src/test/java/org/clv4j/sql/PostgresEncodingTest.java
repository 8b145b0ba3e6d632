package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.clv4j.core.customer.CustomerBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Databases that are not in UTF-8 know fewer characters, spaces among them. */
@ExtendWith(PostgresServer.class)
class PostgresEncodingTest {
  private static final OrderQuery ORDERS = OrderQuery.table("orders");

  private static Connection database(PostgresServer.Running server, String encoding)
      throws SQLException {
    String name = "in_" + encoding.toLowerCase(Locale.ROOT);
    server.execute(
        "DROP DATABASE IF EXISTS " + name,
        "CREATE DATABASE "
            + name
            + " ENCODING '"
            + encoding
            + "' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + server.port() + "/" + name, "postgres", "postgres");
  }

  private static void fill(Statement statement, String... ids) throws SQLException {
    statement.execute(
        "CREATE TABLE orders (customer TEXT, day DATE, amount NUMERIC(12, 2), currency TEXT)");
    for (String id : ids) {
      statement.execute("INSERT INTO orders VALUES ('" + id + "', '2024-01-01', 5, 'EUR ')");
    }
  }

  @Test
  void idsWithSpacesInLatin1(PostgresServer.Running server) throws SQLException, IOException {
    try (Connection connection = database(server, "LATIN1");
        Statement statement = connection.createStatement()) {
      fill(statement, " ann\t", "ann", "J\u00E9r\u00F4me", "Jos\u00E9\u00A0");
      JdbcOrders orders = new JdbcOrders(connection);
      CustomerBase read = CustomerBase.of(orders.read(ORDERS, new OrderMapping()).log());
      assertEquals(3, read.size());
      CustomerBase.Options options = CustomerBase.Options.DEFAULT;
      Bases.assertSame(read, orders.summarize(ORDERS, new OrderMapping(), options));
    }
  }

  /** The wide space of Japanese is in EUC_JP, but {@code chr} cannot write it there. */
  @Test
  void aSpaceThatCannotBeTakenOffIsTold(PostgresServer.Running server)
      throws SQLException, IOException {
    try (Connection connection = database(server, "EUC_JP");
        Statement statement = connection.createStatement()) {
      fill(statement, "ann", "\u65E5\u672C\u3000");
      JdbcOrders orders = new JdbcOrders(connection);
      assertEquals(2, orders.read(ORDERS, new OrderMapping()).log().customers().size());
      CustomerBase.Options options = CustomerBase.Options.DEFAULT;
      BadOrderException e =
          assertThrows(
              BadOrderException.class, () -> orders.summarize(ORDERS, new OrderMapping(), options));
      assertEquals(
          "orders: customer \"\u65E5\u672C\u3000\" has spaces around it that a database of this"
              + " encoding cannot take off; read the orders",
          e.place().toString());
      statement.execute("DELETE FROM orders WHERE customer <> 'ann'");
      assertEquals(1, orders.summarize(ORDERS, new OrderMapping(), options).size());
    }
  }
}
