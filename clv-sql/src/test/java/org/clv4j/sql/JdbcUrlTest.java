package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
        "pwd=\"hunter2\""
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
    "ann@example.org"
  })
  void whatHoldsNoPasswordStaysAsItIs(String text) {
    assertEquals(text, JdbcUrl.redact(text));
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
