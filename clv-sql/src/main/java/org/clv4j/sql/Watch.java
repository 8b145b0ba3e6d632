package org.clv4j.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends what a statement does, from another thread or after a time; many drivers watch the time only
 * until the first row.
 */
final class Watch implements AutoCloseable {
  private static final int ROWS_BETWEEN_CHECKS = 1 << 10;

  private final CountDownLatch done = new CountDownLatch(1);
  private final @Nullable Duration limit;
  private volatile @Nullable String reason;
  private volatile @Nullable Statement statement;
  private long rows;

  Watch(@Nullable Duration limit) {
    this.limit = limit;
    if (limit != null) {
      Thread timer = new Thread(() -> waitFor(limit), "clv-sql time limit");
      timer.setDaemon(true);
      timer.start();
    }
  }

  private void waitFor(Duration time) {
    try {
      if (!done.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        stop("the time limit of " + time.toMillis() / 1000.0 + " s is over");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is to be cancelled. */
  void watch(Statement running) throws SQLException {
    statement = running;
    check();
  }

  /** Ends it. */
  void stop(String why) {
    reason = why;
    Statement running = statement;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        // The next check ends it.
      }
    }
  }

  /** Why it was ended, or null if it was not. */
  @Nullable String reason() {
    return reason;
  }

  @Nullable Duration limit() {
    return limit;
  }

  private void check() throws SQLException {
    String why = reason;
    if (why != null) {
      throw new SQLException(why);
    }
  }

  /** A row was read. */
  void row() throws SQLException {
    if (++rows % ROWS_BETWEEN_CHECKS == 0) {
      check();
    }
  }

  long rows() {
    return rows;
  }

  @Override
  public void close() {
    done.countDown();
    statement = null;
  }
}
