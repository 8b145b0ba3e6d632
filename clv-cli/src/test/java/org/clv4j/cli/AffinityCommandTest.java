package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AffinityCommandTest {
  private static final String HEADER =
      "antecedent,consequent,count,support,confidence,lift,p_value,adjusted_p_value,leverage,"
          + "conviction,antecedent_count,consequent_count,baskets,expected,lift_given_size\n";

  @TempDir Path dir = Path.of(".");

  /** Fork and knife in ten of forty orders, each by another customer; tea and cup in all others. */
  private String lines(boolean amounts) throws IOException {
    StringBuilder csv = new StringBuilder("order_id,customer_id,date,product");
    csv.append(amounts ? ",amount\n" : "\n");
    for (int order = 0; order < 40; order++) {
      for (String product : order < 10 ? List.of("fork", "knife") : List.of("tea", "cup")) {
        csv.append(order).append(",c").append(order).append(",2024-03-01,").append(product);
        csv.append(amounts ? ",10.00\n" : "\n");
      }
    }
    // Two of them come back for something dearer, and two of the others for a spoon.
    for (int back = 0; back < 4; back++) {
      csv.append(90 + back).append(",c").append(back < 2 ? 20 + back : back).append(",2024-04-01,");
      csv.append(back < 2 ? "fine tea" : "spoon").append(amounts ? ",11.00\n" : "\n");
    }
    return Files.writeString(dir.resolve("lines.csv"), csv).toString();
  }

  @Test
  void rulesBothWays() throws IOException {
    Clv clv = Clv.run("affinity", lines(true));
    assertEquals(0, clv.status(), clv.err());
    assertTrue(clv.out().startsWith(HEADER), clv.out());
    assertTrue(clv.out().contains("\nfork,knife,10,0.22727272727272727,1.0,4.4,"), clv.out());
    // Of the forty baskets of two 10 x 10 / 40 by chance; no conviction.
    assertTrue(clv.out().contains(",,10,10,44,2.5,4.0\n"), clv.out());
    assertEquals(5, clv.out().lines().count());
    assertTrue(clv.err().contains("6 pairs of 4 products tested in 44 baskets, holm"), clv.err());
    assertTrue(
        clv.err().contains("conviction without a value: every basket with the antecedent"),
        clv.err());
  }

  @Test
  void productsNeedNoAmounts() throws IOException {
    Clv clv = Clv.run("affinity", lines(false), "--correction=benjamini-hochberg");
    assertEquals(0, clv.status(), clv.err());
    assertEquals(5, clv.out().lines().count());
    Clv none = Clv.run("affinity", SmallShop.write(dir).toString());
    assertEquals(1, none.status());
    assertTrue(none.err().contains("name their column with --product"), none.err());
  }

  @Test
  void basketsOfACustomerWithinDays() throws IOException {
    Clv clv = Clv.run("affinity", lines(true), "--within=60", "--min-count=1", "--level=1");
    assertTrue(clv.out().contains("\nfine tea,tea,2,"), clv.out() + clv.err());
    assertTrue(clv.err().contains("within 60 days of the first"), clv.err());
    Clv single = Clv.run("affinity", lines(true), "--min-count=1", "--level=1");
    assertFalse(single.out().contains("fine tea"), single.out());
  }

  @Test
  void dearerProductsByUptakeAndRating() throws IOException {
    Clv clv = Clv.run("affinity", lines(true), "--upsell");
    assertTrue(
        clv.out().contains("\ntea,fine tea,10.00,11.00,0.1,30,0.06666666666666667,,\n"),
        clv.out() + clv.err());
    String products =
        Files.writeString(
                dir.resolve("products.csv"),
                "product,price,rating,cost\ntea,10,3,4\nrare tea,10.8,5,\nfine tea,12,,5.5\n")
            .toString();
    Clv stated = Clv.run("affinity", lines(false), "--upsell", "--products", products);
    assertTrue(
        stated
            .out()
            .startsWith(
                "product,candidate,price,candidate_price,premium,buyers,uptake,rating,"
                    + "margin_uplift\n"),
        stated.out());
    assertTrue(stated.out().contains("\ntea,rare tea,10,10.8,0.08,30,0.0,5.0,\n"), stated.out());
    assertFalse(stated.out().contains("\ntea,fine tea"), stated.out());
    Clv wider =
        Clv.run(
            "affinity", lines(false), "--upsell", "--products", products, "--band=0.05,0.1,0.2");
    // 12 - 5.5 less 10 - 4; by uptake first.
    assertTrue(
        wider
            .out()
            .contains("\ntea,fine tea,10,12,0.2,30,0.06666666666666667,,0.5\ntea,rare tea,10,"),
        wider.out());
  }

  /** Both came back 31 days later, which is the last day. */
  @Test
  void dearerProductsWithinDaysAreOfSingleOrders() throws IOException {
    String lines = lines(true);
    Clv soon = Clv.run("affinity", lines, "--upsell", "--within=31");
    assertTrue(soon.out().contains("\ntea,fine tea,10.00,11.00,0.1,30,0.06666666666666667,,\n"));
    Clv sooner = Clv.run("affinity", lines, "--upsell", "--within=30");
    assertTrue(sooner.out().contains("\ntea,fine tea,10.00,11.00,0.1,30,0.0,,\n"), sooner.out());
    Clv nobody = Clv.run("affinity", lines, "--upsell", "--within=32");
    assertTrue(nobody.out().contains("\ntea,fine tea,10.00,11.00,0.1,0,,,\n"), nobody.out());
    assertTrue(
        nobody.err().contains("uptake_within_32_days without a value: nobody bought the product"),
        nobody.err());
  }

  @Test
  void wrongUseIsTold() throws IOException {
    String lines = lines(true);
    for (String option :
        new String[] {
          "--min-count=0",
          "--level=2",
          "--within=-1",
          "--band=0.1,0.2",
          "--products=x.csv",
          "--correction=none"
        }) {
      assertEquals(2, Clv.run("affinity", lines, option).status(), option);
    }
    assertEquals(
        2, Clv.run("affinity", lines, "--upsell", "--band=0.3,0.2,0.1").status(), "not in order");
    assertEquals(2, Clv.run("affinity", lines, "--upsell", "--within=0").status());
  }
}
