package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class PostgresServerTest {
  @Test
  void whereItMustBeThereNothingIsSkipped() {
    RuntimeException why = new IllegalStateException("no binaries");
    assertThrows(TestAbortedException.class, () -> PostgresServer.missing(why, false));
    assertThrows(IllegalStateException.class, () -> PostgresServer.missing(why, true));
  }
}
