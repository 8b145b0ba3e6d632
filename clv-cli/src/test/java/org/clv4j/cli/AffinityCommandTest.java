package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AffinityCommandTest {
  private static final String HEADER =
      "antecedent,consequent,count,support,confidence,lift,p_value,adjusted_p_value,leverage,"
          + "conviction\n";

  @TempDir Path dir = Path.of(".");

  /** Fork and knife in ten of forty orders, each by another customer; tea in all others. */
  private String lines(boolean amounts) throws IOException {
    StringBuilder csv = new StringBuilder("order_id,customer_id,date,product");
    csv.append(amounts ? ",amount\n" : "\n");
    for (int order = 0; order < 40; order++) {
      for (String product : order < 10 ? new String[] {"fork", "knife"} : new String[] {"tea"}) {
        csv.append(order).append(",c").append(order).append(",2024-03-01,").append(product);
        csv.append(amounts ? ",10.00\n" : "\n");
      }
    }
    // Two of them come back for something dearer.
    csv.append("90,c20,2024-04-01,fine tea").append(amounts ? ",11.00\n" : "\n");
    csv.append("91,c21,2024-04-01,fine tea").append(amounts ? ",11.00\n" : "\n");
    return Files.writeString(dir.resolve("lines.csv"), csv).toString();
  }

  @Test
  void rulesBothWays() throws IOException {
    Clv clv = Clv.run("affinity", lines(true));
    assertEquals(0, clv.status(), clv.err());
    assertTrue(clv.out().startsWith(HEADER + "fork,knife,10,0.23809523809523808,1.0,4.2,"));
    assertEquals(3, clv.out().lines().count());
    assertTrue(clv.out().endsWith(",\n"), "no conviction: " + clv.out());
    assertTrue(clv.err().contains("3 pairs of 3 products tested in 42 baskets, holm"), clv.err());
    assertTrue(
        clv.err().contains("conviction without a value: every basket with the antecedent"),
        clv.err());
  }

  @Test
  void productsNeedNoAmounts() throws IOException {
    Clv clv = Clv.run("affinity", lines(false), "--correction=benjamini-hochberg");
    assertEquals(0, clv.status(), clv.err());
    assertEquals(3, clv.out().lines().count());
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
        clv.out().contains("\ntea,fine tea,10.00,11.00,0.1,30,0.06666666666666667,\n"),
        clv.out() + clv.err());
    String products =
        Files.writeString(
                dir.resolve("products.csv"),
                "product,price,rating\ntea,10,3\nrare tea,10.8,5\nfine tea,12,4\n")
            .toString();
    Clv stated = Clv.run("affinity", lines(false), "--upsell", "--products", products);
    assertTrue(
        stated
            .out()
            .startsWith("product,candidate,price,candidate_price,premium,buyers,uptake,rating\n"),
        stated.out());
    assertTrue(stated.out().contains("\ntea,rare tea,10.0,10.8,0.08,30,0.0,5.0\n"), stated.out());
    assertFalse(stated.out().contains("\ntea,fine tea"), stated.out());
    Clv wider =
        Clv.run(
            "affinity", lines(false), "--upsell", "--products", products, "--band=0.05,0.1,0.2");
    assertTrue(
        wider.out().indexOf("tea,fine tea,10.0,12.0") < wider.out().indexOf("tea,rare tea,10.0"),
        "by uptake first: " + wider.out());
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
  }
}
