package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PostgresServer.class)
class JdbcUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/shop?user=ann&password=hunter2",
        "jdbc:postgresql://localhost/shop?PASSWORD=hunter2&ssl=true",
        "jdbc:postgresql://ann:hunter2@localhost/shop",
        "jdbc:postgresql://ann:hunter2@host1,host2/shop",
        "jdbc:mysql://ann:p@ss:hunter2@localhost/shop",
        "jdbc:sqlserver://localhost;user=ann;password={hunter2;x}",
        "jdbc:oracle:thin:ann/hunter2@//localhost:1521/shop",
        "jdbc:duckdb:;motherduck_token=hunter2",
        "jdbc:postgresql://h/s?sslpassword=hunter2&x=1",
        "failed for {user=ann, password=hunter2}",
        "password: 'hunter2 or so'",
        "pwd=\"hunter2\"",
        "jdbc:postgresql://localhost/shop?user=ann&password=S3cret,hunter2&ssl=true",
        "jdbc:postgresql://localhost/shop?password=abc;def)hunter2",
        "jdbc:postgresql://localhost/shop?password=abc def hunter2",
        "jdbc:postgresql://localhost/shop?password=\"a\"hunter2",
        "jdbc:postgresql://localhost/shop?password='a'hunter2",
        "jdbc:postgresql://localhost/shop?password={ab}hunter2",
        "jdbc:postgresql://localhost/shop?password=***hunter2",
        "jdbc:mysql://(host=h,user=ann,password=a)hunter2)/shop",
        "jdbc:sqlserver://localhost;password={ab}hunter2;user=ann",
        "jdbc:sqlserver://localhost;password={a}};hunter2};user=ann",
        "jdbc:h2:mem:shop;PASSWORD=a\\;hunter2;USER=ann",
        "jdbc:oracle:thin:@(DESCRIPTION=(PASSWORD=a)hunter2)",
        "jdbc:x://localhost/shop?pass=hunter2",
        "jdbc:x://localhost/shop?passcode=hunter2",
        "jdbc:x://localhost/shop?passphrase=hunter2",
        "jdbc:x://localhost/shop?access_key=hunter2",
        "jdbc:x://localhost/shop?aws.secretAccessKey=hunter2",
        "jdbc:x://localhost/shop?apikey=hunter2",
        "jdbc:x://localhost/shop?Api-Key=hunter2",
        "jdbc:x://localhost/shop?private_key_pwd=hunter2",
        "cannot open jdbc:postgresql://localhost/shop?password=a, hunter2",
        "failed for {user=ann, password=a, b=hunter2}",
        "CREATE SECRET (TYPE S3, KEY_ID 'k', SECRET 'hunter2')",
        "ALTER USER ann PASSWORD 'hunter2'",
        "CREATE USER ann WITH ENCRYPTED PASSWORD E'it''s hunter2'",
        "CREATE SECRET (TYPE HTTP, BEARER_TOKEN 'hunter2')",
        "SELECT * FROM f('x', password := 'hunter2', api_key => 'hunter2')",
        "ALTER USER ann PASSWORD E'a\\'hunter2'",
        "ALTER USER ann PASSWORD 'a\\'hunter2'",
        "(SECRET 'a\\', SECRET 'hunter2')",
        "SECRET 'hunter2",
        "ALTER USER ann PASSWORD $$a'hunter2$$",
        "ALTER USER ann PASSWORD $p$a$$hunter2$p$",
        "CREATE USER ann IDENTIFIED BY 'hunter2'",
        "ALTER USER ann PASSWORD\n  'hunter2"
      })
  void passwordsAreHidden(String text) {
    String shown = JdbcUrl.redact(text);
    assertFalse(shown.contains("hunter2"), shown);
    assertTrue(shown.contains("***"), shown);
    assertEquals(shown, JdbcUrl.redact(shown));
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://localhost:5432/shop?ssl=true",
    "orders.csv:3: amount \"x@y\" is not a plain decimal number",
    "ann@example.org",
    "passwords.csv:3: amount \"x\" is not a plain decimal number",
    "gates passed: 3 of 11",
    "SELECT customer FROM orders WHERE token_id IS NULL AND state = 'paid'",
    "CREATE SECRET (TYPE S3, PROVIDER credential_chain)",
    "unexpected token: ]",
    "jdbc:postgresql://localhost/shop?user=ann&ssl=true: the database reports an error"
  })
  void whatHoldsNoPasswordStaysAsItIs(String text) {
    assertEquals(text, JdbcUrl.redact(text));
  }

  /** What stands beside it stays where it is sure to be something else. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:postgresql://h/s?password=a,b&ssl=true | jdbc:postgresql://h/s?password=***&ssl=true",
        "jdbc:sqlserver://h;password=a,b;ssl=true | jdbc:sqlserver://h;password=***;ssl=true",
        "jdbc:sqlserver://h;password={a;b};ssl=true | jdbc:sqlserver://h;password=***;ssl=true",
        "jdbc:postgresql://h/s?password=***: FATAL: no | jdbc:postgresql://h/s?password=***: FATAL: no",
        "(KEY_ID 'k', SECRET 'a''b', REGION 'eu') | (KEY_ID 'k', SECRET ***, REGION 'eu')",
        "f(password := 'a', x := 'b') | f(password := ***, x := 'b')",
        "jdbc:x:s?pass=a jdbc:y:t?ssl=true | jdbc:x:s?pass=***jdbc:y:t?ssl=true",
      })
  void whatIsNoPasswordIsShown(String text, String shown) {
    assertEquals(shown, JdbcUrl.redact(text));
  }

  @Test
  void aDatabaseOfDuckDbIsOpenedForReadingAndStreams(@TempDir Path dir)
      throws SQLException, IOException {
    Path file = dir.resolve("shop.duckdb");
    String url = "jdbc:duckdb:" + file;
    DatabaseException e =
        assertThrows(DatabaseException.class, () -> JdbcUrl.open(url, null, null).close());
    assertTrue(String.valueOf(e.getMessage()).startsWith(url + ": "), e.toString());
    assertFalse(Files.exists(file), "a mistyped name makes no database");
    try (Connection made = DriverManager.getConnection(url);
        Statement statement = made.createStatement()) {
      statement.execute("CREATE TABLE orders AS SELECT 1 AS customer, DATE '2024-01-01' AS day");
    }
    try (Connection opened = JdbcUrl.open(url, null, null);
        Statement statement = opened.createStatement()) {
      assertThrows(SQLException.class, () -> statement.execute("DROP TABLE orders"));
      JdbcOrders orders = new JdbcOrders(opened);
      assertEquals(1, orders.read(OrderQuery.table("orders"), new OrderMapping()).rows());
    }
    try (Connection memory = JdbcUrl.open("jdbc:duckdb:", null, null)) {
      assertFalse(memory.isReadOnly());
    }
    assertEquals("true", DuckDb.properties(url).getProperty("jdbc_stream_results"));
    assertEquals(Map.of(), DuckDb.properties("jdbc:postgresql://localhost/shop"));
    for (String other : List.of("", ":memory:shop", "md:shop", "x.db;access_mode=READ_WRITE")) {
      assertNull(DuckDb.properties("jdbc:duckdb:" + other).getProperty("duckdb.read_only"), other);
    }
  }

  @Test
  void theDriversMessageDoesNotBetrayIt() {
    for (String url :
        new String[] {
          "jdbc:nosuch://ann:hunter2@localhost/shop",
          "jdbc:postgresql://ann:hunter2@localhost:1/shop",
          "jdbc:postgresql://localhost:1/shop?user=ann&password=hunter2",
          "jdbc:postgresql://localhost:x/shop?password=hunter2",
          "jdbc:duckdb:/no/such/folder/x.db;password=hunter2"
        }) {
      DatabaseException e =
          assertThrows(DatabaseException.class, () -> JdbcUrl.open(url, "ann", "hunter2").close());
      StringWriter all = new StringWriter();
      e.printStackTrace(new PrintWriter(all));
      assertFalse(all.toString().contains("hunter2"), all.toString());
      assertTrue(String.valueOf(e.getMessage()).startsWith(JdbcUrl.redact(url)), e.toString());
    }
  }

  @Test
  void aWrongUserIsTold(PostgresServer.Running server) {
    String url = "jdbc:postgresql://localhost:" + server.port() + "/postgres";
    DatabaseException e =
        assertThrows(DatabaseException.class, () -> JdbcUrl.open(url, "nobody", "hunter2").close());
    assertTrue(String.valueOf(e.getMessage()).contains("nobody"), e.toString());
    assertFalse(String.valueOf(e.getMessage()).contains("hunter2"), e.toString());
  }
}
