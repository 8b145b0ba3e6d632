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
  private static final long MILLIS_BETWEEN_CANCELS = 20;

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable String reason;
  private @Nullable Statement statement;
  private long rows;

  Watch(@Nullable Duration limit) {
    if (limit != null) {
      long millis = limit.toMillis();
      start(
          () -> {
            if (!done.await(millis, TimeUnit.MILLISECONDS)) {
              stop("the time limit of " + millis / 1000.0 + " s is over");
            }
          });
    }
  }

  /** What may be interrupted. */
  private interface Waiting {
    void run() throws InterruptedException;
  }

  private static void start(Waiting work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "clv-sql watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** What is to be cancelled. */
  void watch(Statement running) throws SQLException {
    synchronized (this) {
      statement = running;
    }
    check();
  }

  /**
   * Ends it. A driver forgets a cancel that comes before the query has begun, so it is repeated
   * until all is over.
   */
  void stop(String why) {
    synchronized (this) {
      if (reason != null || done.getCount() == 0) {
        return;
      }
      reason = why;
    }
    start(
        () -> {
          do {
            cancel();
          } while (!done.await(MILLIS_BETWEEN_CANCELS, TimeUnit.MILLISECONDS));
        });
  }

  /** Not after the end, when the connection may be at other work. */
  private synchronized void cancel() {
    Statement running = statement;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException | RuntimeException e) {
        // The next check ends it, or the next cancel.
      }
    }
  }

  /** Why it was ended, or null if it was not. */
  @Nullable String reason() {
    return reason;
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
    synchronized (this) {
      statement = null;
      done.countDown();
    }
  }
}
