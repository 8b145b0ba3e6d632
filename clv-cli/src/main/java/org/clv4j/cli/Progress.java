package org.clv4j.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar for the bytes read, on standard error if that is a terminal; it shows after a second.
 *
 * <p>The launcher script tells by the system property {@code clv.terminal.err} whether it is.
 */
final class Progress implements AutoCloseable {
  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final long MEBIBYTE = 1 << 20;

  private final boolean wanted;
  private final long start = System.nanoTime();
  private long total;
  private long read;
  private @Nullable ProgressBar bar;

  Progress(@Nullable PrintWriter err) {
    wanted = err != null && Boolean.getBoolean("clv.terminal.err");
  }

  void addTotal(long bytes) {
    total = total < 0 ? total : total + bytes;
  }

  void addUnknownTotal() {
    total = -1;
  }

  InputStream watch(InputStream in) {
    return wanted ? new Watched(in) : in;
  }

  private void advance(int bytes) {
    read += Math.max(bytes, 0);
    if (bar == null && System.nanoTime() - start > PATIENCE_NANOS) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("reading")
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" MiB", MEBIBYTE)
              .setInitialMax(total)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .clearDisplayOnFinish()
              .build();
    }
    if (bar != null) {
      bar.stepTo(read);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private final class Watched extends FilterInputStream {
    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int found = super.read();
      advance(found < 0 ? 0 : 1);
      return found;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int found = super.read(buffer, offset, length);
      advance(found);
      return found;
    }
  }
}
