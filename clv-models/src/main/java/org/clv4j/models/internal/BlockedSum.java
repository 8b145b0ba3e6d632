package org.clv4j.models.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sums several quantities over rows, in blocks of {@value #BLOCK} rows whose sums are then added
 * with compensation: the same bits whatever the number of threads, and an error that does not grow
 * with the rows.
 */
public final class BlockedSum {
  static final int BLOCK = 256;
  private static final int ROWS_WORTH_A_THREAD = 1 << 13;

  private BlockedSum() {}

  /** Adds the quantities of some rows. */
  @FunctionalInterface
  public interface Rows {
    /**
     * Adds.
     *
     * @param from the first row
     * @param to the row after the last
     * @param sums to be added to
     */
    void addTo(int from, int to, double[] sums);
  }

  /** The sums over rows 0 to {@code rows} - 1. */
  public static double[] of(int rows, int quantities, int threads, Rows kernel) {
    int blocks = (rows + BLOCK - 1) / BLOCK;
    double[][] parts = new double[blocks][];
    int used = Math.max(1, Math.min(threads, rows / ROWS_WORTH_A_THREAD));
    inParallel(
        used,
        thread -> {
          int last = (int) ((long) blocks * (thread + 1) / used);
          for (int b = (int) ((long) blocks * thread / used); b < last; b++) {
            parts[b] = new double[quantities];
            kernel.addTo(b * BLOCK, Math.min(rows, (b + 1) * BLOCK), parts[b]);
          }
        });
    double[] sums = new double[quantities];
    double[] lost = new double[quantities];
    for (double[] part : parts) {
      for (int q = 0; q < quantities; q++) {
        double sum = sums[q] + part[q];
        lost[q] +=
            Math.abs(sums[q]) >= Math.abs(part[q])
                ? (sums[q] - sum) + part[q]
                : (part[q] - sum) + sums[q];
        sums[q] = sum;
      }
    }
    for (int q = 0; q < quantities; q++) {
      sums[q] += lost[q];
    }
    return sums;
  }

  /** Work of one of several threads. */
  @FunctionalInterface
  public interface Part {
    /** Does the part of a thread, numbered from 0. */
    void run(int thread);
  }

  /** Runs all parts, each in a thread of its own if there are several. */
  public static void inParallel(int threads, Part part) {
    if (threads == 1) {
      part.run(0);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Boolean>> parts = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        parts.add(
            () -> {
              part.run(thread);
              return true;
            });
      }
      for (Future<Boolean> done : pool.invokeAll(parts)) {
        done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("summing failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("summing was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }
}
