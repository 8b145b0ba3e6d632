package org.clv4j.io;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.clv4j.core.internal.LocalDays;
import org.clv4j.core.internal.Parallel;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of one source that have no quotes, in several threads: each takes the next chunk
 * of lines, reads its rows, and hands them over when those of all chunks before have been.
 */
final class PlainCsv {
  /** Chunks that may be read and not yet handed over, for each thread. */
  private static final int AHEAD = 4;

  private final CsvBytes source;
  private final int chunkBytes;
  private final int threads;

  private int taken;
  private int handedOver;
  private boolean handing;
  private boolean stopped;
  private boolean full;
  private final Map<Integer, PlainRows.Chunk> waiting = new HashMap<>();

  PlainCsv(CsvBytes source, int chunkBytes, int threads) {
    this.source = source;
    this.chunkBytes = chunkBytes;
    this.threads = threads;
  }

  /** Takes the rows of a chunk, one chunk after the other, by one thread at a time. */
  interface Consumer {
    /**
     * Takes the rows.
     *
     * @return whether those so far should go into the log
     */
    boolean accept(PlainRows.Chunk chunk);
  }

  /**
   * Reads until a line is left to be read in another way, or enough rows have been read.
   *
   * @return whether there may be more to read
   */
  boolean read(PlainFields.Format format, ZoneId zone, Consumer consumer) {
    full = false;
    Parallel.run(threads, t -> work(format, zone, consumer));
    return full;
  }

  private void work(PlainFields.Format format, ZoneId zone, Consumer consumer) {
    IdCodes ids = new IdCodes(format.prefix());
    PlainRows rows = new PlainRows(format, ids, new LocalDays(zone));
    byte[] bytes = new byte[chunkBytes + PlainRows.PADDING];
    boolean done = false;
    try {
      Taken next = take(bytes);
      while (next != null) {
        handOver(next.number(), rows.read(bytes, next.length()), consumer);
        next = CodedRows.isFull(ids) ? stopFull() : take(bytes);
      }
      done = true;
    } finally {
      if (!done) {
        stop();
      }
    }
  }

  /** Lines that a thread has taken. */
  private record Taken(int number, int length) {}

  private synchronized @Nullable Taken take(byte[] bytes) {
    try {
      while (!stopped && taken - handedOver >= AHEAD * threads) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("reading was interrupted", e);
    }
    if (stopped || full) {
      return null;
    }
    int length = source.take(bytes, chunkBytes);
    if (length == 0) {
      stopped = true;
      return null;
    }
    return new Taken(taken++, length);
  }

  private synchronized @Nullable Taken stopFull() {
    full = true;
    return null;
  }

  private synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private void handOver(int number, PlainRows.Chunk chunk, Consumer consumer) {
    PlainRows.Chunk next = queue(number, chunk);
    while (next != null) {
      next = following(consumer.accept(next));
    }
  }

  /** Puts a chunk in the queue; the first of it if nobody is handing over, else null. */
  private synchronized PlainRows.@Nullable Chunk queue(int number, PlainRows.Chunk chunk) {
    waiting.put(number, chunk);
    if (handing) {
      return null;
    }
    PlainRows.Chunk first = waiting.remove(handedOver);
    handing = first != null;
    return first;
  }

  private synchronized PlainRows.@Nullable Chunk following(boolean isFull) {
    handedOver++;
    full |= isFull;
    notifyAll();
    PlainRows.Chunk next = waiting.remove(handedOver);
    handing = next != null;
    return next;
  }
}
