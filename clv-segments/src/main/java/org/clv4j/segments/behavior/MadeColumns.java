package org.clv4j.segments.behavior;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.segments.health.PurchaseDelays;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;

/** The columns of orders and events, each made when it is first wanted, and kept. */
final class MadeColumns {
  private final Rows rows;
  private final int threads;
  private final @Nullable CustomerEvents carts;
  private final Map<Trait, double[]> made = new EnumMap<>(Trait.class);
  private @Nullable RfmTable rfm;
  private long @Nullable [] spend;
  private @Nullable OptionalInt deadline;

  MadeColumns(Rows rows, int threads, @Nullable CustomerEvents carts, @Nullable RfmTable rfm) {
    this.rows = rows;
    this.threads = threads;
    this.carts = carts;
    this.rfm = rfm;
  }

  /** Makes those that are not there yet, all that the orders give in one pass. */
  synchronized void make(Set<Trait> wanted) {
    EnumSet<Trait> missing = EnumSet.noneOf(Trait.class);
    missing.addAll(wanted);
    missing.removeAll(made.keySet());
    if (missing.remove(Trait.CHAMPION_OR_LOYAL)) {
      made.put(Trait.CHAMPION_OR_LOYAL, Vip.column(rfm(), rows));
    }
    if (missing.remove(Trait.DAYS_SINCE_ABANDONED_CART) && carts != null) {
      made.put(Trait.DAYS_SINCE_ABANDONED_CART, AbandonedCarts.column(rows, carts));
    }
    pass(missing);
  }

  /** A column that was made. */
  synchronized double[] column(Trait trait) {
    return Objects.requireNonNull(made.get(trait), trait::column);
  }

  /** The spend by row in minor units; null where there are no amounts. */
  synchronized long @Nullable [] spendMinor() {
    pass(EnumSet.noneOf(Trait.class));
    return spend;
  }

  /** The days after the first order by which most who come back have; empty if nobody has. */
  synchronized OptionalInt deadline() {
    if (deadline == null) {
      deadline = PurchaseDelays.repurchaseDeadline(rows.orders(), rows.asOf());
    }
    return deadline;
  }

  /** The table that was handed in, or that of quantiles. */
  synchronized RfmTable rfm() {
    if (rfm == null) {
      rfm = Vip.table(rows.orders(), rows.asOf());
    }
    return rfm;
  }

  private void pass(Set<Trait> missing) {
    boolean first = spend == null && rows.orders().hasAmounts();
    if (first || !missing.isEmpty()) {
      long[] sums = first ? new long[rows.size()] : spend;
      int past = missing.contains(Trait.DAYS_PAST_REPURCHASE_DEADLINE) ? deadline().orElse(0) : 0;
      made.putAll(new TraitPass(rows, sums, past, missing).run(parts()));
      spend = sums;
    }
  }

  /** Into how many parts the rows are worth being split. */
  int parts() {
    return Math.max(1, Math.min(threads, rows.size() >>> 12));
  }
}
