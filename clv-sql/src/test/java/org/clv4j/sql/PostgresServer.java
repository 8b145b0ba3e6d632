package org.clv4j.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A PostgreSQL server on the loopback address for all test classes that ask for one; it stops when
 * the last is done. Where the binaries are missing the tests are skipped or, with {@code
 * -Dclv.require-postgres=true}, fail.
 */
final class PostgresServer implements BeforeAllCallback, ParameterResolver {
  /** The server, closed by JUnit with its store. */
  static final class Running implements AutoCloseable {
    private final EmbeddedPostgres server;

    private Running() {
      try {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    DataSource database() {
      return server.getPostgresDatabase();
    }

    int port() {
      return server.getPort();
    }

    void execute(String... statements) throws SQLException {
      try (Connection connection = database().getConnection();
          Statement statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    try {
      server(context);
    } catch (RuntimeException e) {
      missing(e, Boolean.getBoolean("clv.require-postgres"));
    }
  }

  static void missing(RuntimeException why, boolean required) {
    if (required) {
      throw new IllegalStateException("PostgreSQL must be there, but its binaries are not", why);
    }
    Assumptions.abort("PostgreSQL's binaries cannot be had: " + why);
  }

  private static Running server(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Running.class, key -> new Running(), Running.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }
}
