package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The columns of discount, cost, promotion and channel on the command line. */
class OrderDetailsCommandTest {
  @TempDir Path dir = Path.of(".");

  private String file(String content) throws IOException {
    return Files.writeString(dir.resolve("orders.csv"), content).toString();
  }

  @Test
  void whatWasMatchedAndWhatIsIgnoredIsTold() throws IOException {
    String orders =
        file(
            """
            customer,date,amount,discount,cogs,promo,source
            ann,2024-03-01,10,1,4,SPRING,shop
            bob,2024-03-02,20,5%,,,
            cy,2024-03-03,20,10%,,,
            """);
    Clv clv = Clv.run("summarize", orders);
    assertEquals(0, clv.status(), clv.err());
    assertEquals(
        """
        columns: customer=customer time=date amount=amount promotion=promo channel=source;\
         ignored: discount, cogs
        FILE:3: discount "5%" is not a plain decimal number; the column is ignored unless it is\
         named with --discount
        FILE:3: cogs "" must not be empty; costs count only if every order has one, so the column\
         is ignored
        3 orders of 3 customers, 2024-03-01 to 2024-03-03
        as of 2024-03-03: 3 orders count
        """
            .replace("FILE", orders),
        clv.err());
    Clv quiet = Clv.run("summarize", orders, "--quiet");
    assertEquals("", quiet.err());
    assertEquals(clv.out(), quiet.out());
  }

  @Test
  void namedColumnsAreRead() throws IOException {
    String orders =
        file("customer,date,amount,rebate,ek,via,code\nann,2024-03-01,10,1,4,shop,SPRING\n");
    Clv clv =
        Clv.run(
            "summarize",
            orders,
            "--discount=rebate",
            "--cost=ek",
            "--promotion=code",
            "--channel=via");
    assertEquals(0, clv.status(), clv.err());
    assertTrue(
        clv.err().contains(" amount=amount discount=rebate cost=ek promotion=code channel=via\n"),
        clv.err());
    Clv bad =
        Clv.run(
            "summarize",
            file("customer,date,amount,rebate\nann,2024-03-01,10,-1\n"),
            "--discount=rebate");
    assertEquals(1, bad.status());
    assertTrue(bad.err().contains(":2: rebate \"-1\" must not be negative"), bad.err());
  }
}
