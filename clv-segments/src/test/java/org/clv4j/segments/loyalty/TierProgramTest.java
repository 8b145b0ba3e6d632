package org.clv4j.segments.loyalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.order.RefundTiming;
import org.clv4j.segments.loyalty.LedgerEntry.Confirm;
import org.clv4j.segments.loyalty.LedgerEntry.Earn;
import org.clv4j.segments.loyalty.LedgerEntry.Redeem;
import org.clv4j.segments.loyalty.LedgerEntry.Reverse;
import org.clv4j.segments.loyalty.TierProgram.Tier;
import org.clv4j.segments.metric.CalendarPeriod;
import org.junit.jupiter.api.Test;

class TierProgramTest {
  private static final Tier BASE = new Tier("base", 0);
  private static final Tier SILVER = new Tier("silver", 500);
  private static final Tier GOLD = new Tier("gold", 1000);
  private static final TierProgram ROLLING = TierProgram.rolling(365, BASE, SILVER, GOLD);
  private static final TierProgram YEARS =
      TierProgram.calendar(CalendarPeriod.YEAR, BASE, SILVER, GOLD);

  private final LoyaltyLedger ledger = new LoyaltyLedger();

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private void earn(String key, String day, long points) {
    ledger.append(new Earn(key, "ann", day(day), points));
  }

  private void assertTier(TierProgram program, String tier, String day) {
    TierStatus status = program.status(ledger, "ann", day(day));
    assertEquals(tier, status.tier().name(), status.toString());
  }

  @Test
  void aRollingTierIsReachedAtOnceAndHeldForAWindow() {
    earn("a", "2024-01-10", 500);
    earn("b", "2024-03-01", 499);
    assertTier(ROLLING, "base", "2024-01-09");
    assertTier(ROLLING, "silver", "2024-01-10");
    assertTier(ROLLING, "silver", "2024-03-01");
    earn("c", "2024-06-01", 1);
    assertTier(ROLLING, "gold", "2024-06-01");
    // a leaves the window in January, but gold was reached on June 1 and is held for 365 days.
    TierStatus held = ROLLING.status(ledger, "ann", day("2025-05-31"));
    assertEquals(GOLD, held.tier());
    assertEquals(1, held.qualifying());
    assertEquals(day("2024-06-01"), held.since());
    assertEquals(day("2025-06-01"), held.judgedOn());
    // The window to the day of judgement begins on June 2 and has nothing yet.
    assertEquals(1000, held.toKeep());
    assertNull(held.next());
    TierStatus lost = ROLLING.status(ledger, "ann", day("2025-06-01"));
    assertEquals(BASE, lost.tier());
    assertEquals(day("2025-06-01"), lost.since());
    assertNull(lost.judgedOn());
    assertEquals(0, lost.toKeep());
    assertEquals(SILVER, lost.next());
    assertEquals(500, lost.missing());
  }

  @Test
  void aRollingTierIsRenewedByThePointsOfItsWindow() {
    earn("a", "2024-01-01", 1000);
    earn("b", "2024-12-31", 600);
    // 365 days from January 1 end on December 30; on the 31st the window has b alone.
    TierStatus before = ROLLING.status(ledger, "ann", day("2024-12-30"));
    assertEquals(day("2024-12-31"), before.judgedOn());
    assertEquals(0, before.missing());
    assertEquals(1000, before.toKeep());
    assertTier(ROLLING, "gold", "2024-12-30");
    TierStatus judged = ROLLING.status(ledger, "ann", day("2024-12-31"));
    assertEquals(SILVER, judged.tier());
    assertEquals(day("2025-12-31"), judged.judgedOn());
    assertEquals(500, judged.toKeep());
    earn("c", "2025-06-01", 400);
    assertTier(ROLLING, "gold", "2025-06-01");
    assertEquals(
        "ann is gold on 2025-06-01, since 2025-06-01, with 1000 in 365 days",
        ROLLING.status(ledger, "ann", day("2025-06-01")).toString());
  }

  /** What is earned after the day of the upgrade keeps the tier; what made it does not. */
  @Test
  void aRollingTierIsKeptByPointsOfLaterDays() {
    earn("a", "2024-01-01", 1000);
    earn("b", "2024-01-02", 300);
    assertEquals(700, ROLLING.status(ledger, "ann", day("2024-06-01")).toKeep());
    earn("c", "2024-12-31", 700);
    TierStatus kept = ROLLING.status(ledger, "ann", day("2024-12-31"));
    assertEquals(GOLD, kept.tier());
    assertEquals(day("2024-01-01"), kept.since());
    assertEquals(day("2025-12-31"), kept.judgedOn());
  }

  @Test
  void aTierOfTheYearIsHeldToTheEndOfTheYearAndThenIsThatOfTheYear() {
    earn("a", "2024-03-01", 1200);
    earn("b", "2025-06-01", 500);
    assertTier(YEARS, "gold", "2024-12-31");
    // 2024 had 1200
    TierStatus carried = YEARS.status(ledger, "ann", day("2025-12-31"));
    assertEquals(GOLD, carried.tier());
    assertEquals(500, carried.qualifying());
    assertEquals(day("2024-03-01"), carried.since());
    assertEquals(day("2026-01-01"), carried.judgedOn());
    assertEquals(500, carried.toKeep());
    assertEquals(0, YEARS.status(ledger, "ann", day("2024-12-31")).toKeep());
    assertEquals("calendar year", carried.window());
    // 2025 had 500, 2026 nothing
    assertTier(YEARS, "silver", "2026-01-01");
    assertTier(YEARS, "silver", "2026-12-31");
    assertTier(YEARS, "base", "2027-01-01");
  }

  /** 1100 points made gold; 600 of them go back while 100 are left of the others. */
  @Test
  void aRefundAfterTheUpgrade() {
    earn("a", "2024-01-10", 500);
    ledger.append(new Earn("b", "ann", day("2024-02-10"), 600).asPending());
    ledger.append(new Confirm("c", "ann", day("2024-02-24"), "b"));
    ledger.append(new Redeem("r", "ann", day("2024-03-01"), 400));
    assertTier(ROLLING, "silver", "2024-02-23");
    assertTier(ROLLING, "gold", "2024-02-24");
    ledger.append(new Reverse("v", "ann", day("2024-03-20"), "b", 600));
    assertEquals(100, ledger.account("ann", day("2024-03-20")).available());
    assertTier(ROLLING, "gold", "2024-03-19");
    assertTier(ROLLING, "silver", "2024-03-20");
    TierProgram booked = ROLLING.withRefunds(RefundTiming.BOOK);
    assertTier(booked, "gold", "2024-03-20");
    assertTier(booked, "gold", "2025-02-22");
    // 365 days to February 23: 600 that were confirmed on 2024-02-24 are out, -600 are in.
    assertTier(booked, "base", "2025-02-23");
    TierProgram years = YEARS.withRefunds(RefundTiming.BOOK);
    assertTier(years, "gold", "2024-12-31");
    assertTier(years, "silver", "2025-01-01");
  }

  @Test
  void partOfTheSpendQualifiesInProportion() {
    ledger.append(new Earn("a", "ann", day("2024-01-10"), 3).withQualifying(1000));
    assertTier(ROLLING, "gold", "2024-01-10");
    ledger.append(new Reverse("v", "ann", day("2024-01-11"), "a", 1));
    assertEquals(666, ROLLING.status(ledger, "ann", day("2024-01-11")).qualifying());
    ledger.append(new Reverse("w", "ann", day("2024-01-12"), "a", 2));
    assertEquals(0, ROLLING.status(ledger, "ann", day("2024-01-12")).qualifying());
  }

  @Test
  void whoHasNoPointsIsInTheLowestTier() {
    TierStatus nobody = ROLLING.status(ledger, "zoe", day("2024-01-10"));
    assertEquals(BASE, nobody.tier());
    assertNull(nobody.since());
    assertEquals(500, nobody.missing());
  }

  @Test
  void programmesAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> TierProgram.rolling(0, BASE));
    assertThrows(IllegalArgumentException.class, () -> TierProgram.rolling(30));
    assertThrows(IllegalArgumentException.class, () -> TierProgram.rolling(30, SILVER));
    assertThrows(IllegalArgumentException.class, () -> TierProgram.rolling(30, BASE, GOLD, SILVER));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TierProgram(List.of(BASE), CalendarPeriod.YEAR, 30, RefundTiming.BOOK));
  }
}
