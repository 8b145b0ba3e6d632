package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy beside a preset changes what it says, and nothing else. */
class PresetPolicyCommandTest {
  private static final String STRIPE =
      """
      id,Created (UTC),Amount,Amount Refunded,Currency,Status,Customer ID,Captured
      ch_1,2024-03-01 10:00,100.00,0.00,eur,Paid,cus_1,true
      ch_2,2024-03-01 10:00,70.00,0.00,eur,Paid,cus_2,false
      ch_3,2024-03-01 10:00,50.00,0.00,eur,requires_payment_method,cus_3,false
      """;

  private static final String SHOPIFY =
      """
      Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount
      #1,a@example.com,paid,EUR,100.00,0.00,0.00,100.00,0.00,2024-03-01 10:00:00 +0000,1,Mug,100.00,0.00
      #2,b@example.com,pending,EUR,70.00,0.00,0.00,70.00,0.00,2024-03-01 10:00:00 +0000,1,Mug,70.00,0.00
      #3,c@example.com,expired,EUR,50.00,0.00,0.00,50.00,0.00,2024-03-01 10:00:00 +0000,1,Mug,50.00,0.00
      """;

  private static final String WOOCOMMERCE =
      """
      order_id,order_date,status,shipping_total,tax_total,order_total,refunded_total,order_currency,customer_id
      1,2024-03-01,completed,0.00,0.00,100.00,0.00,EUR,7
      2,2024-03-01,pending,0.00,0.00,70.00,0.00,EUR,8
      3,2024-03-01,checkout-draft,0.00,0.00,50.00,0.00,EUR,9
      4,2024-03-01,trash,0.00,0.00,30.00,0.00,EUR,10
      """;

  @TempDir Path dir = Path.of(".");

  private void check(String preset, String content) throws IOException {
    String file = Files.writeString(dir.resolve(preset + ".csv"), content).toString();
    String[] alone = {"summarize", file, "--preset", preset};
    Clv own = Clv.run(alone);
    assertEquals(0, own.status(), own.err());
    assertEquals(1, Clv.rows(own).size(), own.out());
    for (String key : List.of("refunds=book", "tax=include", "basis=stated", "test=count")) {
      Clv changed =
          Clv.run(
              Stream.concat(Stream.of(alone), Stream.of("--policy", key)).toArray(String[]::new));
      assertEquals(own.out(), changed.out(), preset + " " + key);
      assertTrue(changed.err().contains(key + ","), changed.err());
    }
    Clv all =
        Clv.run(
            Stream.concat(Stream.of(alone), Stream.of("--policy", "statuses=all"))
                .toArray(String[]::new));
    assertEquals(content.lines().count() - 1, Clv.rows(all).size(), all.out());
  }

  @Test
  void stripe() throws IOException {
    check("stripe", STRIPE);
  }

  @Test
  void shopify() throws IOException {
    check("shopify", SHOPIFY);
  }

  @Test
  void woocommerce() throws IOException {
    check("woocommerce", WOOCOMMERCE);
  }
}
