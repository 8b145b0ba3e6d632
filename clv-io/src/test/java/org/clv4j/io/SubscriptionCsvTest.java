package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.subscription.BillingInterval;
import org.clv4j.core.subscription.Coupon;
import org.clv4j.core.subscription.PlanTerms;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionCsvTest {
  private static final String PLAIN = "subscription_id,customer_id,date,event,amount,interval";
  private static final String ALL =
      "date,event,customer_id,subscription_id,note,amount,tax,currency,interval,quantity,metered,"
          + "coupon_percent,coupon_amount,coupon_until";

  private static List<Subscription> read(String content) throws IOException {
    return read(content, ZoneOffset.UTC, Currency.getInstance("EUR"));
  }

  private static List<Subscription> read(String content, ZoneId zone, Currency currency)
      throws IOException {
    return SubscriptionCsv.read(
        new org.clv4j.io.CsvSource("subs.csv", CsvFiles.source(content).opener()), zone, currency);
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static PlanTerms terms(String from, String price) {
    return PlanTerms.of(day(from), Money.of(price, "EUR"), BillingInterval.MONTHLY);
  }

  @Test
  void everythingThatARowCanSay() throws IOException {
    PlanTerms first =
        new PlanTerms(
            day("2024-01-10"),
            Money.of("25.00", "USD"),
            BillingInterval.QUARTERLY,
            2,
            false,
            new Coupon(new BigDecimal("12.5"), null, day("2024-04-10")));
    PlanTerms second =
        new PlanTerms(
            day("2024-03-01"),
            Money.of("40.00", "USD"),
            BillingInterval.ANNUAL,
            1,
            true,
            Coupon.amount(Money.of("5.00", "USD")));
    Subscription expected =
        Subscription.of("S1", "ann", first)
            .withChange(second)
            .withTrial(day("2024-01-24"))
            .withPause(day("2024-05-01"), day("2024-06-01"))
            .withPause(day("2024-07-01"), null)
            .withEnd(day("2024-08-01"));
    List<String> rows =
        new ArrayList<>(
            List.of(
                "2024-01-10,start,ann,S1,x,30.00,5,USD,3 months,2,,12.5,,2024-04-10",
                "2024-01-24,trial_end,ann,S1,,,,USD,,,,,,",
                "2024-03-01,Change,ann,S1,,40,,USD,year,,true,,5,",
                "2024-05-01,pause,ann,S1,,,,,,,,,,",
                "2024-06-01,resume,ann,S1,,,,,,,,,,",
                "2024-07-01,pause,ann,S1,,,,,,,,,,",
                "2024-08-01,end,ann,S1,,,,,,,,,,",
                "2024-08-01,end,ann,S1,,,,,,,,,,"));
    for (int i = 0; i < rows.size(); i++) {
      Collections.rotate(rows, 3);
      assertEquals(List.of(expected), read(ALL + "\n" + String.join("\n", rows)));
    }
  }

  @Test
  void subscriptionsAreSortedAndMomentsFallOnLocalDays() throws IOException {
    assertEquals(
        List.of(
            Subscription.of("A", "bob", terms("2024-01-11", "9.00")),
            Subscription.of("B", "ann", terms("2024-01-10", "30.00"))),
        read(
            PLAIN
                + "\nB,ann,2024-01-10,start,30,monthly"
                + "\nA,bob,2024-01-10T23:30:00Z,start,9.00,month",
            ZoneId.of("Europe/Paris"),
            Currency.getInstance("EUR")));
    assertEquals(List.of(), read(PLAIN));
  }

  /** On one day a pause may end and another begin; a trial may end after the subscription. */
  @Test
  void pausesMayMeetAndTrialsOutlast() throws IOException {
    assertEquals(
        List.of(
            Subscription.of("S1", "ann", terms("2024-01-10", "30.00"))
                .withTrial(day("2024-06-01"))
                .withPause(day("2024-02-01"), day("2024-02-10"))
                .withPause(day("2024-02-10"), day("2024-04-01"))
                .withEnd(day("2024-04-01"))),
        read(
            PLAIN
                + """

                S1,ann,2024-01-10,start,30,month
                S1,ann,2024-02-01,pause,,
                S1,ann,2024-02-10,pause,,
                S1,ann,2024-02-10,resume,,
                S1,ann,2024-04-01,resume,,
                S1,ann,2024-04-01,end,,
                S1,ann,2024-06-01,trial_end,,\
                """));
  }

  @Test
  void withoutACurrencyItIsUnstated() throws IOException {
    List<Subscription> found =
        SubscriptionCsv.read(
            CsvFiles.source(PLAIN + "\nS,ann,2024-01-10,start,30,month"), ZoneOffset.UTC, null);
    assertEquals(Money.UNSTATED, found.get(0).terms().get(0).price().currency());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | subs.csv:1: the file is empty",
        "'id,date' | subs.csv:1: \"[id, date]\" must have the columns [subscription_id,",
        "'H,amount' | subs.csv:1: \"[subscription_id, customer_id, date, event, amount, interval…\""
            + " must have the column amount once",
        "'H#S1,ann' | subs.csv:2: the row has 2 fields, but the header has 6",
        "'H#,ann,2024-01-10,start,1,month' | subs.csv:2: subscription_id \"\" must not be empty",
        "'H#S1,,2024-01-10,start,1,month' | subs.csv:2: customer_id \"\" must not be empty",
        "'H#S1,ann,10/01/2024,start,1,month' | subs.csv:2: date \"10/01/2024\" may have the day",
        "'H#S1,ann,2024-01-10,begin,1,month' | subs.csv:2: event \"begin\" must be one of [start,"
            + " trial_end, change, resume, pause, end]",
        "'H#S1,ann,2024-01-10,start,1x,month' | subs.csv:2: amount \"1x\" is not a plain decimal",
        "'H#S1,ann,2024-01-10,start,-1,month' | subs.csv:2: amount \"-1\" must not be negative",
        "'H#S1,ann,2024-01-10,start,1.234,month' | subs.csv:2: amount \"1.234\" has more than 2",
        "'H#S1,ann,2024-01-10,start,,month' | subs.csv:2: amount \"\" is not a plain decimal",
        "'H#S1,ann,2024-01-10,start,1,moon' | subs.csv:2: interval \"moon\" cannot be read:"
            + " billing interval must look like month, 3 months or year, but was \"moon\"",
        "'H#S1,ann,2024-01-10,end,1,' | subs.csv:2: amount \"1\" must be blank but for a start or a"
            + " change",
        "'H#S1,ann,2024-01-10,end,,' | subs.csv:2: event \"end\" comes before the start of"
            + " subscription S1",
        "'H#S1,ann,2024-01-10,start,1,month#S1,bob,2024-02-10,end,,' | subs.csv:3: customer_id"
            + " \"bob\" must be the one customer of subscription S1, which was ann in line 2",
        "'H#S1,ann,2024-01-10,start,1,month#S1,ann,2024-02-10,start,1,month' | subs.csv:3: event"
            + " \"start\" comes twice, in line 2 too",
        "'H#S1,ann,2024-01-10,start,1,month#S1,ann,2024-02-01,change,2,month"
            + "#S1,ann,2024-02-01,change,3,month' | subs.csv:4: event \"change\" comes twice, in"
            + " line 3 too",
        "'H#S1,ann,2024-01-10,start,1,month#S1,ann,2024-02-10,resume,,' | subs.csv:3: event"
            + " \"resume\" comes without a pause before it",
        "'H#S1,ann,2024-01-10,start,1,month#S1,ann,2024-02-10,pause,,#S1,ann,2024-02-11,pause,,' |"
            + " subs.csv:4: event \"pause\" comes within the pause of line 3",
        "'H#S1,ann,2024-01-10,start,1,month#S1,ann,2024-04-01,end,,#S1,ann,2024-05-01,change,2,month'"
            + " | subs.csv:4: event \"change\" of 2024-05-01 must come before the end of 2024-04-01"
            + " in line 3; a subscription that comes back needs an id of its own",
        "'H#S1,ann,2024-01-10,start,1,month#S1,ann,2024-04-01,pause,,#S1,ann,2024-04-01,end,,' |"
            + " subs.csv:3: event \"pause\" of 2024-04-01 must come before the end of 2024-04-01 in"
            + " line 4",
        "'H#S1,ann,2024-01-10,start,1,month#S1,ann,2024-02-01,pause,,#S1,ann,2024-04-01,end,,"
            + "#S1,ann,2024-05-01,resume,,' | subs.csv:5: event \"resume\" of 2024-05-01 must come"
            + " before the end of 2024-04-01 in line 4",
        "'H#S1,ann,2024-01-10,start,1,month#S1,ann,2024-01-10,change,2,month' | subs.csv:2:"
            + " subscription S1: terms of subscription S1 must be of different days",
        "'H,quantity#S1,ann,2024-01-10,start,1,month,1.5' | subs.csv:2: quantity \"1.5\" is not a"
            + " whole number",
        "'H,quantity#S1,ann,2024-01-10,start,1,month,-1' | subs.csv:2: quantity must not be"
            + " negative, but was -1",
        "'H,currency#S1,ann,2024-01-10,start,1,month,EURO' | subs.csv:2: currency \"EURO\" is not"
            + " the code of a currency",
        "'H,tax#S1,ann,2024-01-10,start,1,month,1.01' | subs.csv:2: tax \"1.01\" must be at most"
            + " the amount, 1",
        "'H,metered#S1,ann,2024-01-10,start,1,month,perhaps' | subs.csv:2: metered \"perhaps\" is"
            + " neither true nor false",
        "'H,coupon_percent#S1,ann,2024-01-10,start,1,month,ten' | subs.csv:2: coupon_percent"
            + " \"ten\" is not a percentage",
        "'H,coupon_percent#S1,ann,2024-01-10,start,1,month,101' | subs.csv:2: percentage of a"
            + " coupon must be above 0 and at most 100, but was 101",
        "'H,coupon_until#S1,ann,2024-01-10,start,1,month,2024-05-01' | subs.csv:2: coupon_until"
            + " \"2024-05-01\" needs a coupon_percent or coupon_amount",
        "'H#\"S1,ann' | subs.csv:1: after this line, the file is no CSV: Unclosed quoted field",
      })
  void badFilesAreNamedWithTheirPlace(String content, String message) {
    String lines = content.replaceFirst("^H", PLAIN).replace('#', '\n');
    String found =
        String.valueOf(assertThrows(OrderCsvException.class, () -> read(lines)).getMessage());
    assertEquals(message, found.substring(0, Math.min(found.length(), message.length())));
  }
}
