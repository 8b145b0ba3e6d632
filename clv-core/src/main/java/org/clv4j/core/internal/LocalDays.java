package org.clv4j.core.internal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * The local days of moments in one zone; its offsets are kept by day of UTC.
 *
 * <p>Later moments may have earlier days: where clocks go back over midnight.
 *
 * <p>Threads may share it: each finds the same offset for a day, whichever writes it.
 */
public final class LocalDays {
  private static final int SECONDS_PER_DAY = 86_400;

  /** A day of UTC away from the first and last order days, as offsets reach. */
  private static final int FIRST = OrderColumns.FIRST_DAY - 2;

  private static final int DAYS = OrderColumns.LAST_DAY + 3 - FIRST;

  /** Not yet asked for. */
  private static final int UNKNOWN = 0;

  /** The offset changes within the day. */
  private static final int CHANGES = Integer.MIN_VALUE;

  private final ZoneRules rules;

  /** In seconds, where there is only one. */
  private final int onlyOffset;

  /** By day of UTC: the offset in seconds, one more where it is 0 or more. */
  private final int[] offsets;

  /** Of all days that orders may have. */
  public LocalDays(ZoneId zone) {
    this.rules = zone.getRules();
    this.onlyOffset = rules.isFixedOffset() ? rules.getOffset(Instant.EPOCH).getTotalSeconds() : 0;
    this.offsets = new int[rules.isFixedOffset() ? 0 : DAYS];
  }

  /** The local day as an epoch day. */
  public long of(long epochSecond) {
    return Math.floorDiv(epochSecond + offset(epochSecond), (long) SECONDS_PER_DAY);
  }

  private int offset(long epochSecond) {
    if (offsets.length == 0) {
      return onlyOffset;
    }
    long day = Math.floorDiv(epochSecond, (long) SECONDS_PER_DAY) - FIRST;
    if (day < 0 || day >= offsets.length) {
      return exactOffset(epochSecond);
    }
    int kept = offsets[(int) day];
    if (kept == UNKNOWN) {
      kept = offsetOf(day + FIRST);
      offsets[(int) day] = kept;
    }
    if (kept == CHANGES) {
      return exactOffset(epochSecond);
    }
    return kept > 0 ? kept - 1 : kept;
  }

  private int offsetOf(long day) {
    Instant start = Instant.ofEpochSecond(day * SECONDS_PER_DAY);
    ZoneOffsetTransition next = rules.nextTransition(start);
    if (next != null && next.toEpochSecond() < (day + 1) * SECONDS_PER_DAY) {
      return CHANGES;
    }
    int seconds = rules.getOffset(start).getTotalSeconds();
    return seconds >= 0 ? seconds + 1 : seconds;
  }

  private int exactOffset(long epochSecond) {
    return rules.getOffset(Instant.ofEpochSecond(epochSecond)).getTotalSeconds();
  }
}
