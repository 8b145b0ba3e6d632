package org.clv4j.core.order;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * For which parts of an order its refunds were, one after the other in the order of time, so that
 * no later refund changes what was known before.
 */
final class RefundShares {
  /** What is left of goods, tax, shipping and tax on shipping. */
  private final long[] left;

  /** What of each went back by refunds that did not say for what. */
  private final long[] guessed;

  RefundShares(long goods, long tax, long shipping, long shippingTax) {
    left = new long[] {goods, tax, shipping, shippingTax};
    guessed = new long[left.length];
  }

  /** What the next refund was for. */
  Refund.Parts next(Refund refund) {
    Refund.Parts parts = refund.parts();
    long[] back =
        parts == null
            ? guess(refund.total())
            : fit(new long[] {parts.goods(), parts.tax(), parts.shipping(), parts.shippingTax()});
    for (int i = 0; i < left.length; i++) {
      left[i] -= Math.min(left[i], back[i]);
    }
    return new Refund.Parts(back[0], back[1], back[2], back[3]);
  }

  /** A total is shared out over what is left; what exceeds that is taken for goods. */
  private long[] guess(long total) {
    long shared = Math.min(total, sum(left));
    long[] back = share(shared, left);
    add(guessed, back);
    back[0] += total - shared;
    return back;
  }

  /**
   * Stated parts. Where an earlier guess took what they need, the guess was wrong, and as much is
   * taken from what is left of other parts instead.
   */
  private long[] fit(long[] stated) {
    long[] room = new long[left.length];
    for (int i = 0; i < left.length; i++) {
      room[i] = Math.max(0, left[i] - stated[i]);
    }
    long free = sum(room);
    long moved = 0;
    for (int i = 0; i < left.length; i++) {
      long lacking = Math.max(0, stated[i] - left[i]);
      long wronglyTaken = Math.min(Math.min(lacking, guessed[i]), free - moved);
      stated[i] -= wronglyTaken;
      guessed[i] -= wronglyTaken;
      moved += wronglyTaken;
    }
    long[] elsewhere = share(moved, room);
    add(stated, elsewhere);
    add(guessed, elsewhere);
    return stated;
  }

  /**
   * Shares a total out in proportion. Of the shares up to each part the sum is rounded, so that
   * they add up and none exceeds its part.
   */
  private static long[] share(long total, long[] over) {
    long[] shares = new long[over.length];
    long all = sum(over);
    long upTo = 0;
    long before = 0;
    for (int i = 0; i < over.length && total > 0; i++) {
      upTo += over[i];
      long rounded = proportion(total, upTo, all);
      shares[i] = rounded - before;
      before = rounded;
    }
    return shares;
  }

  /** total x part / all, rounded half up. */
  private static long proportion(long total, long part, long all) {
    return BigInteger.valueOf(total)
        .multiply(BigInteger.valueOf(part))
        .shiftLeft(1)
        .add(BigInteger.valueOf(all))
        .divide(BigInteger.valueOf(all).shiftLeft(1))
        .longValueExact();
  }

  private static long sum(long[] parts) {
    return Arrays.stream(parts).sum();
  }

  private static void add(long[] to, long[] more) {
    for (int i = 0; i < to.length; i++) {
      to[i] += more[i];
    }
  }
}
