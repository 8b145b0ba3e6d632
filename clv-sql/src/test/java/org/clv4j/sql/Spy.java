package org.clv4j.sql;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that counts what it opens and what is closed, and can fail after some rows. */
class Spy implements DataSource {
  private final @Nullable DataSource real;
  private final List<String> open = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private long rowsToFailure = -1;
  private long pauseNanos;
  private long rowsToWork = -1;
  private Work atRow = () -> {};
  private Work atQuery = () -> {};

  /** What is done in between. */
  interface Work {
    void run() throws SQLException;
  }

  Spy(@Nullable DataSource real) {
    this.real = real;
  }

  /** After so many rows the connection is lost. */
  Spy failsAfter(long rows) {
    rowsToFailure = rows;
    return this;
  }

  /** Each row takes so long. */
  Spy pauses(long nanos) {
    pauseNanos = nanos;
    return this;
  }

  /** After so many rows something happens. */
  Spy afterRows(long rows, Work work) {
    rowsToWork = rows;
    atRow = work;
    return this;
  }

  /** Before each query is run something happens. */
  Spy beforeQueries(Work work) {
    atQuery = work;
    return this;
  }

  /** What is open yet. */
  List<String> open() {
    return open;
  }

  /** The calls on connections that matter. */
  List<String> calls() {
    return calls;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return (Connection)
        watched(Connection.class, java.util.Objects.requireNonNull(real).getConnection());
  }

  private Object watched(Class<?> type, Object target) {
    open.add(type.getSimpleName());
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, args) -> call(type, target, method, args));
  }

  private @Nullable Object call(
      Class<?> type, Object target, Method method, @Nullable Object[] args) throws Throwable {
    if (method.getName().equals("close")) {
      open.remove(type.getSimpleName());
    }
    if (Set.of("setAutoCommit", "rollback", "commit").contains(method.getName())) {
      calls.add(method.getName() + (args == null ? "" : "(" + args[0] + ")"));
    }
    if (method.getName().equals("setFetchSize")) {
      calls.add("setFetchSize(" + args[0] + ")");
    }
    if (method.getName().equals("next")) {
      if (rowsToFailure == 0) {
        throw new SQLException("An I/O error occurred while reading from the backend", "08006");
      }
      rowsToFailure--;
      if (rowsToWork-- == 0) {
        atRow.run();
      }
      if (pauseNanos > 0) {
        Thread.sleep(pauseNanos / 1_000_000, (int) (pauseNanos % 1_000_000));
      }
    }
    if (method.getName().equals("executeQuery")) {
      atQuery.run();
    }
    Object result;
    try {
      result = method.invoke(target, args);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
    if (result instanceof ResultSet) {
      return watched(ResultSet.class, result);
    }
    if (result instanceof PreparedStatement) {
      return watched(PreparedStatement.class, result);
    }
    return result instanceof Statement ? watched(Statement.class, result) : result;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
