package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts of an export of a shop system, and what its fees are worth. */
class ShopPresetTest {
  private static final String PAYMENTS =
      """
      id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Captured,Fee,Converted Currency
      ch_1,2024-03-01 10:00,100.00,0.00,eur,Paid,cus_1,true,3.20,eur
      ch_2,2024-03-01 10:00,70.00,0.00,eur,Paid,cus_2,false,,
      ch_3,2024-03-01 10:00,50.00,0.00,eur,requires_payment_method,cus_3,false,,
      """;

  private static ShopOrderCsvResult read(OrderPolicy policy, String content) throws IOException {
    return new ShopExportCsv(ShopPreset.STRIPE)
        .policy(policy)
        .readAll(List.of(new org.clv4j.io.CsvSource("f.csv", CsvFiles.source(content).opener())));
  }

  private static OrderPolicy changed(String text) {
    return OrderPolicy.parse(text, ShopPreset.STRIPE.policy());
  }

  @ParameterizedTest
  @CsvSource({"refunds=book", "tax=include", "basis=stated", "basis=gross", "zero=skip"})
  void aKeyOfThePolicyLeavesTheStatesOfTheSystem(String key) throws IOException {
    ShopOrderCsvResult read = read(changed(key), PAYMENTS);
    assertEquals(1, read.account().log().size());
    assertEquals(Money.of("100.00", "EUR"), read.account().value());
  }

  @Test
  void anUnknownStatusIsToldWhateverElseThePolicyChanges() throws IOException {
    String content = PAYMENTS.replace("eur,Paid,cus_1", "eur,Partially Captured,cus_1");
    content += "ch_4,2024-03-02 10:00,5.00,0.00,eur,Paid,cus_4,true,,\n";
    for (String key : List.of("zero=count", "refunds=book", "basis=gross")) {
      List<String> found =
          read(changed(key), content).findings().stream().map(QualityFinding::example).toList();
      assertEquals(List.of("partially captured"), found, key);
    }
    assertEquals(List.of(), read(changed("statuses=paid"), content).findings());
  }

  /** Nobody has paid, or nothing was taken yet; a part that was paid counts, as the whole does. */
  @ParameterizedTest
  @CsvSource({
    "SHOPIFY, pending, false",
    "SHOPIFY, authorized, false",
    "SHOPIFY, expired, false",
    "SHOPIFY, voided, false",
    "SHOPIFY, paid, true",
    "SHOPIFY, partially_paid, true",
    "SHOPIFY, partially_refunded, true",
    "WOOCOMMERCE, pending, false",
    "WOOCOMMERCE, on-hold, false",
    "WOOCOMMERCE, failed, false",
    "WOOCOMMERCE, processing, true",
    "WOOCOMMERCE, completed, true",
    "WOOCOMMERCE, refunded, true",
    "STRIPE, uncaptured, false",
    "STRIPE, requires_capture, false",
    "STRIPE, processing, false",
    "STRIPE, paid, true",
    "STRIPE, disputed, true",
  })
  void whatWasPaidCounts(ShopPreset preset, String status, boolean counts) {
    assertEquals(counts, preset.policy().countsStatus(status));
    assertTrue(counts || preset.leavesOut(status));
  }

  /** 100.00 less the fee of 3.20; what goods cost the export does not know. */
  @Test
  void theFeeReachesTheContribution() throws IOException {
    var refused =
        assertThrows(OrderCsvException.class, () -> read(changed("basis=contribution"), PAYMENTS));
    assertTrue(
        String.valueOf(refused.getMessage()).endsWith("unknown-costs=zero takes it for 0"),
        refused.getMessage());
    ShopOrderCsvResult read = read(changed("basis=contribution,unknown-costs=zero"), PAYMENTS);
    assertEquals(Money.of("96.80", "EUR"), read.account().value());
  }

  @Test
  void aFeeInAnotherCurrencyIsNoted() throws IOException {
    String content =
        PAYMENTS.replace("3.20,eur", "3.41,usd").replace("cus_2,false,,", "cus_2,true,0.00,usd");
    ShopOrderCsvResult read = read(changed("basis=contribution,unknown-costs=zero"), content);
    assertEquals(Money.of("170.00", "EUR"), read.account().value());
    assertEquals(
        List.of(
            "f.csv: fees settled in another currency than that of the payment, which no variable"
                + " cost has: 1"),
        read.notes());
    assertEquals(List.of(), read(ShopPreset.STRIPE.policy(), PAYMENTS).notes());
  }
}
