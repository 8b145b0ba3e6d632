package org.clv4j.core.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Runs the parts of one piece of work, each in a thread of its own, and waits for all. */
public final class Parallel {
  private Parallel() {}

  /**
   * Runs the parts 0 to {@code parts} - 1; a single one in the calling thread.
   *
   * @param parts at least 1
   * @param part what each does; the first error of any is thrown when all have ended
   */
  public static void run(int parts, IntConsumer part) {
    if (parts == 1) {
      part.accept(0);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(parts, Parallel::daemon);
    try {
      List<Callable<@Nullable Void>> tasks = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        int number = i;
        tasks.add(
            () -> {
              part.accept(number);
              return null;
            });
      }
      for (Future<@Nullable Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException("a part of the work failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the work was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** The first of {@code size} items that a part takes: parts are even and follow each other. */
  public static int start(int size, int part, int parts) {
    return (int) ((long) size * part / parts);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "clv4j");
    thread.setDaemon(true);
    return thread;
  }
}
