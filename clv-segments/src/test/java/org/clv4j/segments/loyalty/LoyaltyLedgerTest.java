package org.clv4j.segments.loyalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.OptionalDouble;
import org.clv4j.segments.loyalty.LedgerEntry.Confirm;
import org.clv4j.segments.loyalty.LedgerEntry.Earn;
import org.clv4j.segments.loyalty.LedgerEntry.Expire;
import org.clv4j.segments.loyalty.LedgerEntry.Redeem;
import org.clv4j.segments.loyalty.LedgerEntry.Reverse;
import org.clv4j.segments.metric.Metric;
import org.junit.jupiter.api.Test;

/** Accounts by hand. */
class LoyaltyLedgerTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

  private final LoyaltyLedger ledger = new LoyaltyLedger();

  private static LocalDate day(int number) {
    return FIRST.plusDays(number);
  }

  private static Earn earn(String key, int day, long points) {
    return new Earn(key, "ann", day(day), points);
  }

  private void redeem(String key, int day, long points) {
    ledger.append(new Redeem(key, "ann", day(day), points));
  }

  private void reverse(String key, int day, String of, long points) {
    ledger.append(new Reverse(key, "ann", day(day), of, points));
  }

  private void assertAccount(int day, long available, long pending, long owed) {
    PointsAccount account = ledger.account("ann", day(day));
    assertEquals(
        List.of(available, pending, owed),
        List.of(account.available(), account.pending(), account.owed()),
        account.toString());
  }

  @Test
  void pendingPointsAreConfirmedBeforeTheyCanBeRedeemed() {
    ledger.append(earn("a", 0, 100).asPending());
    assertAccount(0, 0, 100, 0);
    assertRefused("at most the 0", () -> redeem("r", 1, 1));
    ledger.append(new Confirm("c", "ann", day(14), "a"));
    assertAccount(13, 0, 100, 0);
    assertAccount(14, 100, 0, 0);
    redeem("r", 14, 30);
    assertAccount(14, 70, 0, 0);
    assertRefused(
        "points of a must be pending", () -> ledger.append(new Confirm("c2", "ann", day(15), "a")));
  }

  @Test
  void pointsExpireOnTheirDayAndThoseThatExpireFirstAreSpentFirst() {
    ledger.append(earn("never", 0, 100));
    ledger.append(earn("late", 1, 50).expiring(day(40)));
    ledger.append(earn("soon", 2, 20).expiring(day(20)));
    redeem("r", 3, 30);
    assertAccount(3, 140, 0, 0);
    assertAccount(19, 140, 0, 0);
    assertAccount(39, 140, 0, 0);
    assertAccount(40, 100, 0, 0);
    assertEquals(40, ledger.account("ann", day(40)).expired());
    ledger.append(new Expire("e", "ann", day(50), "never"));
    assertAccount(49, 100, 0, 0);
    assertAccount(50, 0, 0, 0);
    assertRefused("at most the 0", () -> redeem("r2", 51, 1));
  }

  @Test
  void expiredPointsCannotBeSpent() {
    ledger.append(earn("a", 0, 100).expiring(day(10)));
    redeem("r", 9, 40);
    assertRefused("at most the 0", () -> redeem("r2", 10, 1));
    assertAccount(10, 0, 0, 0);
    assertEquals(60, ledger.account("ann", day(10)).expired());
  }

  @Test
  void aRefundTakesWhatIsLeftThenOtherPointsThenTheRestIsOwed() {
    ledger.append(earn("a", 0, 100));
    redeem("r", 1, 80);
    ledger.append(earn("b", 2, 50));
    reverse("v", 3, "a", 100);
    // 20 were left of a, 50 of b, 30 are owed
    assertAccount(3, 0, 0, 30);
    ledger.append(earn("c", 4, 25));
    assertAccount(4, 0, 0, 5);
    ledger.append(earn("d", 5, 25).asPending());
    assertAccount(5, 0, 25, 5);
    ledger.append(new Confirm("d2", "ann", day(6), "d"));
    assertAccount(6, 20, 0, 0);
    assertRefused("must be at most 0", () -> reverse("v2", 7, "a", 1));
  }

  @Test
  void aRefundOfExpiredPointsCostsNothing() {
    ledger.append(earn("a", 0, 100).expiring(day(10)));
    ledger.append(earn("b", 1, 50));
    reverse("v", 20, "a", 60);
    assertAccount(20, 50, 0, 0);
    PointsAccount account = ledger.account("ann", day(20));
    assertEquals(40, account.expired());
    assertEquals(60, account.reversed());
  }

  @Test
  void pendingPointsThatAreReversedAreNeverThere() {
    ledger.append(earn("a", 0, 100).asPending());
    reverse("v", 1, "a", 60);
    assertAccount(1, 0, 40, 0);
    ledger.append(new Confirm("c", "ann", day(2), "a"));
    assertAccount(2, 40, 0, 0);
  }

  @Test
  void aRedemptionThatIsTakenBackGoesWhereItCameFrom() {
    ledger.append(earn("soon", 0, 20).expiring(day(20)));
    ledger.append(earn("late", 0, 30).expiring(day(40)));
    redeem("r", 1, 45);
    assertAccount(1, 5, 0, 0);
    reverse("v", 2, "r", 30);
    // 25 to late, 5 to soon
    assertAccount(2, 35, 0, 0);
    assertAccount(20, 30, 0, 0);
    reverse("v2", 25, "r", 15);
    assertAccount(25, 30, 0, 0);
    assertEquals(20, ledger.account("ann", day(25)).expired());
    assertEquals(0, ledger.account("ann", day(25)).redeemed());
    assertRefused("must be at most 0", () -> reverse("v3", 26, "r", 1));
  }

  @Test
  void aRedemptionThatIsTakenBackPaysWhatIsOwed() {
    ledger.append(earn("a", 0, 100).expiring(day(10)));
    redeem("r", 1, 100);
    reverse("refund", 20, "a", 100);
    assertAccount(20, 0, 0, 100);
    reverse("not taken", 21, "r", 100);
    assertAccount(21, 0, 0, 0);
    assertEquals(0, ledger.account("ann", day(21)).expired());
  }

  /** What pays for a redemption after the refund is what its return gives back. */
  @Test
  void aReturnAfterARefundGivesBackThePointsThatPaid() {
    ledger.append(earn("a", 0, 100).expiring(day(31)));
    ledger.append(earn("b", 0, 100));
    redeem("r", 1, 100);
    reverse("refund", 2, "a", 100);
    assertAccount(2, 0, 0, 0);
    reverse("not taken", 40, "r", 100);
    assertAccount(40, 100, 0, 0);
    assertEquals(0, ledger.account("ann", day(40)).expired());
  }

  @Test
  void aReturnBeforeARefundComesToTheSame() {
    ledger.append(earn("a", 0, 100).expiring(day(31)));
    ledger.append(earn("b", 0, 100));
    redeem("r", 1, 100);
    reverse("not taken", 2, "r", 100);
    reverse("refund", 3, "a", 100);
    assertAccount(40, 100, 0, 0);
  }

  @Test
  void aReturnGivesBackThePointsThatPaidWhatWasOwed() {
    ledger.append(earn("a", 0, 100).expiring(day(31)));
    redeem("r", 1, 100);
    reverse("refund", 2, "a", 100);
    assertAccount(2, 0, 0, 100);
    ledger.append(earn("b", 3, 150));
    assertAccount(3, 50, 0, 0);
    reverse("not taken", 40, "r", 100);
    assertAccount(40, 150, 0, 0);
  }

  /** 100 are owed for r; what comes back of s pays them, and is b's no more. */
  @Test
  void whatComesBackOfOneRedemptionPaysWhatIsOwedForAnother() {
    ledger.append(earn("a", 0, 100).expiring(day(31)));
    ledger.append(earn("b", 0, 100).expiring(day(60)));
    redeem("r", 1, 100);
    redeem("s", 1, 100);
    reverse("refund", 2, "a", 100);
    assertAccount(2, 0, 0, 100);
    reverse("s not taken", 3, "s", 70);
    assertAccount(3, 0, 0, 30);
    reverse("r not taken", 4, "r", 100);
    assertAccount(4, 70, 0, 0);
    assertAccount(60, 0, 0, 0);
    assertEquals(70, ledger.account("ann", day(60)).expired());
  }

  @Test
  void anExpiryCanBeTakenBack() {
    ledger.append(earn("a", 0, 100).expiring(day(31)));
    redeem("r", 1, 30);
    ledger.append(new Expire("e", "ann", day(2), "a"));
    ledger.append(new Expire("again", "ann", day(2), "a"));
    assertAccount(2, 0, 0, 0);
    // What comes back to points that are expired is expired by the same entry.
    reverse("not taken", 3, "r", 30);
    assertEquals(100, ledger.account("ann", day(3)).expired());
    assertRefused(
        "points to reverse of again must be at most 0", () -> reverse("x", 4, "again", 1));
    reverse("mistake", 4, "e", 60);
    assertAccount(4, 60, 0, 0);
    assertRefused("points to reverse of e must be at most 40", () -> reverse("x", 4, "e", 41));
    reverse("mistake too", 5, "e", 40);
    assertAccount(30, 100, 0, 0);
    assertAccount(31, 0, 0, 0);
  }

  @Test
  void anExpiryThatIsTakenBackTooLateGivesNothing() {
    ledger.append(earn("a", 0, 100).expiring(day(10)));
    ledger.append(new Expire("e", "ann", day(5), "a"));
    reverse("v", 12, "e", 100);
    assertAccount(12, 0, 0, 0);
    assertEquals(100, ledger.account("ann", day(12)).expired());
    reverse("refund", 13, "a", 100);
    assertRefused("points to reverse of e must be at most 0", () -> reverse("w", 14, "e", 1));
  }

  @Test
  void aKeyCountsOnce() {
    assertTrue(ledger.append(earn("a", 0, 100)));
    redeem("r", 5, 10);
    assertFalse(ledger.append(earn("a", 0, 100)));
    assertEquals(1, ledger.duplicates());
    assertAccount(5, 90, 0, 0);
    assertRefused("must state the same each time", () -> ledger.append(earn("a", 0, 101)));
    assertRefused(
        "must state the same each time", () -> ledger.append(new Redeem("a", "bob", day(0), 100)));
    assertEquals(2, ledger.entries().size());
  }

  @Test
  void entriesThatDoNotFitAreRefused() {
    ledger.append(earn("a", 5, 100));
    assertRefused("must not be before the last one, 2024-01-06", () -> redeem("r", 4, 1));
    assertRefused(
        "entry v must be of an earning, a redemption or an expiry of ann, but was of x",
        () -> reverse("v", 5, "x", 1));
    assertRefused(
        "entry v must be of an earning of ann, but was of x",
        () -> ledger.append(new Expire("v", "ann", day(5), "x")));
    assertRefused(
        "must be of an earning, a redemption or an expiry of bob, but was of a",
        () -> ledger.append(new Reverse("v", "bob", day(5), "a", 1)));
    assertRefused("points must be above 0", () -> earn("b", 5, 0));
    assertRefused("key of an entry must not be blank", () -> earn(" ", 5, 1));
    assertRefused("day of expiry must be after", () -> earn("b", 5, 1).expiring(day(5)));
    assertRefused("must not be negative", () -> earn("b", 5, 1).withQualifying(-1));
    assertThrows(ArithmeticException.class, () -> ledger.append(earn("b", 6, Long.MAX_VALUE)));
    assertEquals(List.of("ann"), List.copyOf(ledger.customers()));
    assertAccount(6, 100, 0, 0);
  }

  private static void assertRefused(String message, Runnable run) {
    Exception error = assertThrows(IllegalArgumentException.class, run::run);
    assertTrue(String.valueOf(error.getMessage()).contains(message), error.getMessage());
  }

  /** 120 points of ann and 30 of bob at 0.005, of which 80 % are redeemed: 0.60. */
  @Test
  void liability() {
    ledger.append(earn("a", 0, 200));
    ledger.append(earn("b", 0, 40).asPending());
    redeem("r", 1, 80);
    ledger.append(new Earn("z", "bob", day(3), 30));
    PointsLiability liability =
        PointsLiability.of(ledger, day(2), new BigDecimal("0.005"), Currency.getInstance("EUR"));
    assertEquals("points_liability = 0.6 money", metric(liability, "points_liability").toString());
    assertEquals("120 points, 0.600 EUR, as of 2024-01-03", liability.toString());
    PointsLiability later =
        PointsLiability.of(ledger, day(3), new BigDecimal("0.005"), Currency.getInstance("EUR"))
            .withRedeemedShare(new BigDecimal("0.8"));
    assertEquals(0.6, metric(later, "points_liability").value().orElseThrow());
    assertEquals(150, metric(later, "points_outstanding").value().orElseThrow());
    assertEquals(0.16, metric(later, "pending_points_liability").value().orElseThrow());
    assertEquals(
        "points_redemption_rate = 0.2962962962962963 ratio (80 of 270)",
        metric(later, "points_redemption_rate").toString());
    assertEquals(0, metric(later, "points_expired_share").value().orElseThrow());
    Metric nothing =
        metric(
            PointsLiability.of(
                new LoyaltyLedger(), day(3), BigDecimal.ONE, Currency.getInstance("EUR")),
            "points_redemption_rate");
    assertEquals(OptionalDouble.empty(), nothing.value());
    assertEquals("no points were earned and kept", nothing.reason());
    assertRefused("between 0 and 1", () -> later.withRedeemedShare(new BigDecimal("1.1")));
    assertRefused("at most 50 decimals", () -> later.withRedeemedShare(new BigDecimal("1e-51")));
    assertRefused("points must not be negative, but were -1", () -> later.of(-1));
    for (String value : List.of("-0.01", "1e400", "1000000000.01")) {
      assertRefused(
          "value of a point must be between 0 and 1000000000, but was",
          () ->
              PointsLiability.of(
                  ledger, day(3), new BigDecimal(value), Currency.getInstance("EUR")));
    }
  }

  private static Metric metric(PointsLiability liability, String name) {
    return liability.metrics().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
