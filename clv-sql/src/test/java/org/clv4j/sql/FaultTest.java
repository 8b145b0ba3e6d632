package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.OrderCsvResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What breaks on the way leaves nothing half read and nothing open. */
@ExtendWith(PostgresServer.class)
class FaultTest {
  private static final CustomerBase.Options ALL = CustomerBase.Options.DEFAULT;
  private static final OrderQuery MANY =
      OrderQuery.sql(
          "SELECT i AS customer, DATE '2024-01-01' AS day, 1 AS amount FROM generate_series(1,"
              + " 30000) AS t(i)");

  /** It takes minutes, in each database. */
  private static final OrderQuery ENDLESS =
      OrderQuery.sql(
          "SELECT max(a.i * b.i) AS customer, DATE '2024-01-01' AS day FROM generate_series(1,"
              + " 1000000) AS a(i), generate_series(1, 1000000) AS b(i)");

  @TempDir Path dir = Path.of(".");

  private static OrderMapping mapping() {
    return new OrderMapping();
  }

  private static String failure(org.junit.jupiter.api.function.Executable work) {
    return String.valueOf(assertThrows(DatabaseException.class, work).getMessage());
  }

  @Test
  void aReadingClosesWhatItOpenedAndPutsTheConnectionBack(PostgresServer.Running server)
      throws IOException {
    Spy spy = new Spy(server.database());
    OrderCsvResult read = new JdbcOrders(spy).fetchSize(1000).threads(2).read(MANY, mapping());
    assertEquals(30_000, read.log().size());
    assertEquals(List.of(), spy.open());
    assertEquals(
        List.of("setAutoCommit(false)", "setFetchSize(1000)", "rollback", "setAutoCommit(true)"),
        spy.calls());
    Spy summary = new Spy(server.database());
    assertEquals(30_000, new JdbcOrders(summary).summarize(MANY, mapping(), ALL).size());
    assertEquals(List.of(), summary.open());
  }

  @Test
  void aTransactionOfTheCallerGoesOn(PostgresServer.Running server)
      throws SQLException, IOException {
    Spy spy = new Spy(server.database());
    try (Connection connection = spy.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("CREATE TEMP TABLE mine AS SELECT 1 AS customer, DATE '2024-01-01' AS day");
      spy.calls().clear();
      JdbcOrders orders = new JdbcOrders(connection);
      assertEquals(1, orders.read(OrderQuery.table("mine"), mapping()).log().size());
      assertEquals(List.of("setFetchSize(10000)"), spy.calls());
      assertEquals(List.of("Connection", "Statement"), spy.open());
      assertEquals(1, orders.summarize(OrderQuery.table("mine"), mapping(), ALL).size());
    }
  }

  @Test
  void aConnectionLostInTheStreamIsTold(PostgresServer.Running server) {
    Spy spy = new Spy(server.database()).failsAfter(1234);
    assertEquals(
        "query: the connection failed after 1234 rows: An I/O error occurred while reading from the"
            + " backend",
        failure(() -> new JdbcOrders(spy).read(MANY, mapping())));
    assertEquals(List.of(), spy.open());
    Spy summary = new Spy(server.database()).failsAfter(5);
    assertTrue(
        failure(() -> new JdbcOrders(summary).summarize(MANY, mapping(), ALL))
            .startsWith("query: the connection failed"));
    assertEquals(List.of(), summary.open());
  }

  /** After a thousand of thirty thousand rows. */
  @Test
  void aServerThatEndsTheConnectionInTheStreamIsTold(PostgresServer.Running server)
      throws SQLException {
    Spy spy = new Spy(server.database());
    try (Connection connection = spy.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET application_name = 'victim'");
      spy.afterRows(
          1000,
          () ->
              server.execute(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name ="
                      + " 'victim'"));
      String message =
          failure(() -> new JdbcOrders(connection).fetchSize(100).read(MANY, mapping()));
      assertTrue(
          message.matches("query: the connection failed after 1[01]\\d\\d rows: FATAL: .*"),
          message);
      assertEquals(List.of("Connection", "Statement"), spy.open());
    }
  }

  @Test
  void aServerThatIsNotThereIsTold() {
    String message =
        failure(
            () ->
                new JdbcOrders(
                        new Spy(null) {
                          @Override
                          public Connection getConnection() throws SQLException {
                            return DriverManager.getConnection(
                                "jdbc:postgresql://localhost:1/shop?connectTimeout=2",
                                "ann",
                                "hunter2");
                          }
                        })
                    .read(MANY, mapping()));
    assertTrue(message.startsWith("query: the connection failed"), message);
    assertFalse(message.contains("hunter2"), message);
  }

  @Test
  void wrongSqlAndMissingRightsAreTold(PostgresServer.Running server) throws SQLException {
    JdbcOrders orders = new JdbcOrders(server.database());
    assertTrue(
        failure(() -> orders.read(OrderQuery.sql("SELEC 1"), mapping()))
            .startsWith("query: the database reports an error: ERROR: syntax error"));
    assertTrue(
        failure(() -> orders.read(OrderQuery.table("nowhere"), mapping()))
            .startsWith(
                "nowhere: the database reports an error: ERROR: relation \"nowhere\" does"));
    server.execute(
        "DROP TABLE IF EXISTS secrets",
        "DROP ROLE IF EXISTS clerk",
        "CREATE ROLE clerk",
        "CREATE TABLE secrets AS SELECT 1 AS customer, DATE '2024-01-01' AS day");
    try (Connection connection = server.database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE clerk");
      OrderQuery secrets = OrderQuery.sql("SELECT * FROM secrets");
      String message = failure(() -> new JdbcOrders(connection).read(secrets, mapping()));
      assertTrue(message.contains("permission denied for table secrets"), message);
      assertTrue(connection.getAutoCommit());
    }
    // A row for which the database itself cannot do the sum.
    String message =
        failure(
            () ->
                orders.read(
                    OrderQuery.sql(
                        "SELECT i AS customer, DATE '2024-01-01' AS day, 1 / (5000 - i) AS amount"
                            + " FROM generate_series(1, 9999) AS t(i)"),
                    mapping()));
    assertTrue(message.contains("division by zero"), message);
  }

  @Test
  void aTimeLimitEndsAQuery(PostgresServer.Running server) throws SQLException {
    Duration limit = Duration.ofMillis(300);
    String over = "query: the time limit of 0.3 s is over";
    Spy spy = new Spy(server.database());
    assertEquals(over, failure(() -> new JdbcOrders(spy).timeout(limit).read(ENDLESS, mapping())));
    assertEquals(List.of(), spy.open());
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      JdbcOrders orders = new JdbcOrders(duckDb).timeout(limit);
      assertEquals(over, failure(() -> orders.read(ENDLESS, mapping())));
      assertEquals(over, failure(() -> orders.summarize(ENDLESS, mapping(), ALL)));
      assertFalse(duckDb.isClosed());
    }
  }

  @Test
  void aTimeLimitEndsAStream(PostgresServer.Running server) {
    Spy spy = new Spy(server.database()).pauses(200_000);
    String message =
        failure(() -> new JdbcOrders(spy).timeout(Duration.ofMillis(600)).read(MANY, mapping()));
    assertTrue(
        message.matches("query: the time limit of 0.6 s is over( after [0-9]+ rows)?"), message);
    assertEquals(List.of(), spy.open());
  }

  @Test
  void aReadingCanBeCancelled(PostgresServer.Running server)
      throws SQLException, InterruptedException {
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (JdbcOrders orders : List.of(new JdbcOrders(duckDb), new JdbcOrders(server.database()))) {
        orders.cancel();
        Thread other =
            new Thread(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    sleep();
                    orders.cancel();
                  }
                });
        other.start();
        assertEquals(
            "query: the query was cancelled", failure(() -> orders.read(ENDLESS, mapping())));
        other.interrupt();
        other.join();
      }
    }
  }

  /** A cancel between the preparation and the run of a query is none for the driver. */
  @Test
  void aCancelThatComesTooEarlyIsRepeated(PostgresServer.Running server) {
    Spy spy = new Spy(server.database());
    JdbcOrders orders = new JdbcOrders(spy).timeout(Duration.ofSeconds(20));
    spy.beforeQueries(orders::cancel);
    assertEquals("query: the query was cancelled", failure(() -> orders.read(ENDLESS, mapping())));
    assertEquals(List.of(), spy.open());
  }

  private static void sleep() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void settingsAreChecked(PostgresServer.Running server) {
    JdbcOrders orders = new JdbcOrders(server.database());
    assertThrows(IllegalArgumentException.class, () -> orders.fetchSize(0));
    assertThrows(IllegalArgumentException.class, () -> orders.threads(0));
    assertThrows(IllegalArgumentException.class, () -> orders.timeout(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> new DuckDbOrders().memoryLimit(1));
    assertThrows(
        IllegalArgumentException.class, () -> new DuckDbOrders().read(List.of(), mapping()));
  }

  @Test
  void duckDbKeepsToItsMemoryAndLeavesNoFiles() throws SQLException, IOException {
    Path file =
        DuckDbFiles.write(
            dir.resolve("orders.parquet"),
            "SELECT 'customer number ' || (i * 7919 % 200003) AS customer, DATE '2024-01-01' +"
                + " (i % 700)::INTEGER AS day, 1 AS amount FROM range(200000) t(i)");
    List<String> files = List.of(file.toString());
    long before = spills();
    CustomerBase base =
        new DuckDbOrders().threads(1).memoryLimit(32_000_000).summarize(files, mapping(), ALL);
    assertEquals(200_000, base.orderCount());
    assertEquals(before, spills());
    String message =
        failure(
            () ->
                new DuckDbOrders().timeout(Duration.ofMillis(1)).summarize(files, mapping(), ALL));
    assertTrue(message.contains("the time limit of 0.001 s is over"), message);
    assertEquals(before, spills());
  }

  private static long spills() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.toString().contains("clv4j-duckdb-")).count();
    }
  }

  /** With all of the class path but DuckDB. */
  @Test
  void withoutTheDriverItSaysWhatIsMissing() throws Exception {
    Path file = Files.writeString(dir.resolve("orders.json"), "{}");
    URL[] rest =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> !entry.contains("duckdb_jdbc"))
            .map(FaultTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(rest, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = loader.loadClass("org.clv4j.sql.DuckDbOrders");
      Class<?> mapping = loader.loadClass("org.clv4j.sql.OrderMapping");
      Object orders = type.getConstructor().newInstance();
      Exception e =
          assertThrows(
              java.lang.reflect.InvocationTargetException.class,
              () ->
                  type.getMethod("read", List.class, mapping)
                      .invoke(
                          orders,
                          List.of(file.toString()),
                          mapping.getConstructor().newInstance()));
      assertEquals(
          "DuckDB reads Parquet and JSON, but its driver is missing: add org.duckdb:duckdb_jdbc to"
              + " the class path",
          String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
