package org.clv4j.core.internal;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opens the columns of an order log to the modules of this library, and to nobody else: the log's
 * own methods hand out no array.
 */
public final class LogColumns {
  private static volatile @Nullable Function<Object, OrderColumns> key;

  private LogColumns() {}

  /** Handed over once by the class of the logs. */
  public static void lend(Function<Object, OrderColumns> newKey) {
    key = newKey;
  }

  /**
   * The columns of a log.
   *
   * @param log an order log
   * @return shared, not to be written to
   */
  public static OrderColumns of(Object log) {
    return Objects.requireNonNull(key, "the log lends its key when its class is made").apply(log);
  }
}
