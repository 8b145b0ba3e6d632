package org.clv4j.segments.loyalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.clv4j.core.order.RefundTiming;
import org.clv4j.segments.loyalty.LedgerEntry.Confirm;
import org.clv4j.segments.loyalty.LedgerEntry.Earn;
import org.clv4j.segments.loyalty.LedgerEntry.Expire;
import org.clv4j.segments.loyalty.LedgerEntry.Redeem;
import org.clv4j.segments.loyalty.LedgerEntry.Reverse;
import org.clv4j.segments.loyalty.TierProgram.Tier;

/** Random sequences of operations, many of which do not fit and are refused. */
class LoyaltyLawsTest {
  private static final LocalDate START = LocalDate.of(2024, 1, 1);
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final List<String> CUSTOMERS = List.of("ann", "bob");

  /** What to try; {@code target} chooses among the entries that there are. */
  private record Step(int kind, int customer, int days, int points, int target) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 10),
            Arbitraries.integers().between(0, 1),
            Arbitraries.integers().between(0, 6),
            Arbitraries.integers().between(1, 60),
            Arbitraries.integers().between(0, 40))
        .as(Step::new)
        .withoutEdgeCases()
        .list()
        .ofMinSize(5)
        .ofMaxSize(60)
        .withoutEdgeCases();
  }

  private static LedgerEntry entry(LoyaltyLedger ledger, Step step, int number, LocalDate day) {
    String key = "k" + number;
    String who = CUSTOMERS.get(step.customer());
    Earn earn = new Earn(key, who, day, step.points());
    return switch (step.kind()) {
      case 0 -> earn;
      case 1 -> earn.asPending();
      case 2 -> earn.asPending().expiring(day.plusDays(step.target() + 1L));
      case 3 -> earn.expiring(day.plusDays(step.target() + 1L));
      case 4 -> new Confirm(key, who, day, target(ledger, step, e -> isPending(e)));
      case 5 -> new Redeem(key, who, day, step.points());
      case 6 -> new Redeem(key, who, day, Math.max(1, ledger.account(who, day).available()));
      case 7 -> new Expire(key, who, day, target(ledger, step, e -> e instanceof Earn));
      case 8 ->
          new Reverse(key, who, day, target(ledger, step, e -> e instanceof Redeem), step.points());
      case 9 ->
          new Reverse(key, who, day, target(ledger, step, e -> e instanceof Expire), step.points());
      default -> {
        String of = target(ledger, step, e -> e instanceof Earn);
        long all =
            ledger.entries(who).stream()
                .filter(e -> e.key().equals(of))
                .mapToLong(e -> ((Earn) e).points())
                .sum();
        yield new Reverse(
            key, who, day, of, step.points() % 2 == 0 && all > 0 ? all : step.points());
      }
    };
  }

  private static boolean isPending(LedgerEntry entry) {
    return entry instanceof Earn earn && earn.pending();
  }

  /** The key of an entry, mostly one of the customer's own. */
  private static String target(LoyaltyLedger ledger, Step step, Predicate<LedgerEntry> kind) {
    int whose = step.target() % 9 == 8 ? 1 - step.customer() : step.customer();
    List<LedgerEntry> fit = ledger.entries(CUSTOMERS.get(whose)).stream().filter(kind).toList();
    return fit.isEmpty() ? "nothing" : fit.get(step.target() % fit.size()).key();
  }

  /** Tries all steps; what is refused must change nothing. */
  private static LoyaltyLedger ledger(List<Step> steps) {
    LoyaltyLedger ledger = new LoyaltyLedger();
    LocalDate day = START;
    for (int i = 0; i < steps.size(); i++) {
      day = day.plusDays(steps.get(i).days());
      List<PointsAccount> before = accounts(ledger, day);
      try {
        ledger.append(entry(ledger, steps.get(i), i, day));
      } catch (IllegalArgumentException e) {
        assertEquals(before, accounts(ledger, day), "refused: " + e.getMessage());
      }
    }
    return ledger;
  }

  private static List<PointsAccount> accounts(LoyaltyLedger ledger, LocalDate day) {
    return CUSTOMERS.stream().map(customer -> ledger.account(customer, day)).toList();
  }

  @Property(tries = 500)
  @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
  void balancesAreNeverNegativeAndReplayGivesThem(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 0, max = 400) int day) {
    LoyaltyLedger ledger = ledger(steps);
    LoyaltyLedger again = new LoyaltyLedger();
    ledger.entries().forEach(again::append);
    LocalDate asOf = START.plusDays(day);
    for (PointsAccount account : accounts(ledger, asOf)) {
      assertTrue(account.available() >= 0 && account.pending() >= 0 && account.owed() >= 0);
    }
    assertEquals(accounts(ledger, asOf), accounts(again, asOf));
    assertEquals(ledger.entries(), again.entries());
    cover("available", ledger, account -> account.available() > 0);
    cover("owed", ledger, account -> account.owed() > 0);
    cover("expired", ledger, account -> account.expired() > 0);
    cover("reversed", ledger, account -> account.reversed() > 0);
    cover("redeemed", ledger, account -> account.redeemed() > 0);
    cover("pending", ledger, account -> account.pending() > 0);
  }

  /** The sequences are of use only if this happens in some of them. */
  private static void cover(String what, LoyaltyLedger ledger, Predicate<PointsAccount> is) {
    boolean happened =
        ledger.entries().stream()
            .anyMatch(entry -> is.test(ledger.account(entry.customerId(), entry.day())));
    Statistics.label(what)
        .collect(happened)
        .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 2));
  }

  /** Points come in by what was earned, go out by what was redeemed and reversed. */
  @Property(tries = 300)
  void withoutExpiryTheBalanceIsASumOfTheEntries(@ForAll("steps") List<Step> steps) {
    List<Step> lasting =
        steps.stream().filter(step -> !List.of(2, 3, 7).contains(step.kind())).toList();
    LoyaltyLedger ledger = ledger(lasting);
    for (String customer : CUSTOMERS) {
      List<LedgerEntry> entries = ledger.entries(customer);
      List<String> redemptions = new ArrayList<>();
      long sum = 0;
      for (LedgerEntry entry : entries) {
        if (entry instanceof Earn earn) {
          sum += earn.points();
        } else if (entry instanceof Redeem redeem) {
          redemptions.add(redeem.key());
          sum -= redeem.points();
        } else if (entry instanceof Reverse reverse) {
          sum += redemptions.contains(reverse.of()) ? reverse.points() : -reverse.points();
        }
      }
      PointsAccount account = ledger.account(customer, START.plusDays(1000));
      assertEquals(sum, account.available() + account.pending() - account.owed());
    }
  }

  /**
   * Once every redemption is taken back, and every earning of some orders, in whatever order and
   * however late, what is there are the points of the other orders that have not expired.
   */
  @Property(tries = 500)
  void whenAllIsTakenBackThePointsOfTheOtherOrdersAreLeft(
      @ForAll("steps") List<Step> steps,
      @ForAll Random random,
      @ForAll @IntRange(min = 0, max = 60) int later) {
    LoyaltyLedger ledger = ledger(steps.stream().filter(step -> step.kind() != 9).toList());
    List<LedgerEntry> before = List.copyOf(ledger.entries());
    List<LedgerEntry> takenBack =
        new ArrayList<>(
            before.stream()
                .filter(e -> e instanceof Redeem || (e instanceof Earn && random.nextBoolean()))
                .filter(e -> points(e) > reversed(before, e))
                .toList());
    Collections.shuffle(takenBack, random);
    LocalDate day = before.stream().map(LedgerEntry::day).max(LocalDate::compareTo).orElse(START);
    for (LedgerEntry of : takenBack) {
      day = day.plusDays(random.nextInt(5));
      long rest = points(of) - reversed(before, of);
      assertTrue(
          ledger.append(new Reverse("all of " + of.key(), of.customerId(), day, of.key(), rest)));
    }
    LocalDate asOf = day.plusDays(later);
    for (String customer : CUSTOMERS) {
      long available = 0;
      long pending = 0;
      for (LedgerEntry entry : ledger.entries(customer)) {
        if (entry instanceof Earn earn && !isExpired(before, earn, asOf)) {
          long kept = earn.points() - reversed(ledger.entries(), earn);
          boolean waits = earn.pending() && !isConfirmed(before, earn);
          available += waits ? 0 : kept;
          pending += waits ? kept : 0;
        }
      }
      PointsAccount account = ledger.account(customer, asOf);
      assertEquals(
          List.of(available, pending, 0L, 0L),
          List.of(account.available(), account.pending(), account.owed(), account.redeemed()));
    }
  }

  private static long points(LedgerEntry entry) {
    return entry instanceof Earn earn ? earn.points() : ((Redeem) entry).points();
  }

  private static long reversed(List<LedgerEntry> entries, LedgerEntry of) {
    return entries.stream()
        .filter(e -> e instanceof Reverse reverse && reverse.of().equals(of.key()))
        .mapToLong(e -> ((Reverse) e).points())
        .sum();
  }

  private static boolean isConfirmed(List<LedgerEntry> entries, Earn earn) {
    return entries.stream()
        .anyMatch(e -> e instanceof Confirm confirm && confirm.of().equals(earn.key()));
  }

  private static boolean isExpired(List<LedgerEntry> entries, Earn earn, LocalDate day) {
    LocalDate expires = earn.expires();
    return (expires != null && !day.isBefore(expires))
        || entries.stream()
            .anyMatch(e -> e instanceof Expire expire && expire.of().equals(earn.key()));
  }

  @Property(tries = 200)
  void whatComesTwiceCountsOnce(@ForAll("steps") List<Step> steps) {
    LoyaltyLedger ledger = ledger(steps);
    LocalDate asOf = START.plusDays(500);
    List<PointsAccount> before = accounts(ledger, asOf);
    for (LedgerEntry entry : List.copyOf(ledger.entries())) {
      assertFalse(ledger.append(entry));
    }
    assertEquals(before, accounts(ledger, asOf));
    assertEquals(ledger.entries().size(), ledger.duplicates());
  }

  @Property(tries = 200)
  void aDayIsWhatALedgerThatEndsThereSays(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 0, max = 300) int day) {
    LoyaltyLedger ledger = ledger(steps);
    LocalDate asOf = START.plusDays(day);
    LoyaltyLedger then = new LoyaltyLedger();
    ledger.entries().stream().filter(e -> !e.day().isAfter(asOf)).forEach(then::append);
    assertEquals(accounts(then, asOf), accounts(ledger, asOf));
    TierProgram tiers = TierProgram.rolling(60, tier("base", 0), tier("more", 70));
    for (String customer : CUSTOMERS) {
      assertEquals(tiers.status(then, customer, asOf), tiers.status(ledger, customer, asOf));
    }
  }

  @Property(tries = 200)
  void liabilityIsTheSumOverCustomers(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 0, max = 300) int day) {
    LoyaltyLedger ledger = ledger(steps);
    LocalDate asOf = START.plusDays(day);
    PointsLiability all =
        PointsLiability.of(ledger, asOf, new BigDecimal("0.0125"), EUR)
            .withRedeemedShare(new BigDecimal("0.83"));
    BigDecimal sum = BigDecimal.ZERO;
    for (PointsAccount account : accounts(ledger, asOf)) {
      sum = sum.add(all.of(account.available()));
    }
    assertEquals(0, sum.compareTo(all.of(all.total().available())));
    assertEquals(sum.doubleValue(), all.metrics().get(3).value().orElseThrow());
  }

  private static Tier tier(String name, long threshold) {
    return new Tier(name, threshold);
  }

  /** With booked refunds nobody falls before the day on which the tier is judged. */
  @Property(tries = 200)
  void bookedTiersFallOnTheDayOfJudgementOnly(@ForAll("steps") List<Step> steps) {
    LoyaltyLedger ledger = ledger(steps);
    TierProgram tiers =
        TierProgram.rolling(30, tier("base", 0), tier("more", 60), tier("most", 120))
            .withRefunds(RefundTiming.BOOK);
    for (String customer : CUSTOMERS) {
      TierStatus before = tiers.status(ledger, customer, START);
      for (int i = 1; i < 200; i++) {
        TierStatus now = tiers.status(ledger, customer, START.plusDays(i));
        boolean fell = now.tier().threshold() < before.tier().threshold();
        assertTrue(!fell || now.asOf().equals(before.judgedOn()), before + " then " + now);
        assertTrue(now.qualifying() < 60 || now.tier().threshold() > 0, "reached at once: " + now);
        before = now;
      }
    }
  }

  /** With restated refunds the points that were refunded had never been. */
  @Property(tries = 200)
  void restatedTiersAreThoseWithoutWhatWasRefunded(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(min = 0, max = 300) int day) {
    LoyaltyLedger ledger = ledger(steps);
    LocalDate asOf = START.plusDays(day);
    TierProgram tiers = TierProgram.rolling(40, tier("base", 0), tier("more", 60));
    for (String customer : CUSTOMERS) {
      assertEquals(
          tiers.status(net(ledger, asOf), customer, asOf), tiers.status(ledger, customer, asOf));
    }
  }

  /** The earnings alone, each with what was not refunded by a day. */
  private static LoyaltyLedger net(LoyaltyLedger ledger, LocalDate asOf) {
    LoyaltyLedger net = new LoyaltyLedger();
    List<LedgerEntry> known =
        ledger.entries().stream().filter(e -> !e.day().isAfter(asOf)).toList();
    for (LedgerEntry entry : known) {
      if (entry instanceof Earn earn) {
        long reversed =
            known.stream()
                .filter(e -> e instanceof Reverse reverse && reverse.of().equals(earn.key()))
                .mapToLong(e -> ((Reverse) e).points())
                .sum();
        net.append(earn.withQualifying(earn.points() - reversed));
      } else if (entry instanceof Confirm confirm) {
        net.append(confirm);
      }
    }
    return net;
  }
}
