package org.clv4j.io;

import static org.clv4j.io.ExportFiles.error;
import static org.clv4j.io.ExportFiles.order;
import static org.clv4j.io.ExportFiles.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.OrderTotals;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.value.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders with tips, edited ones and cut ones; every figure was reckoned by hand. */
class ShopifyFiguresTest {
  private static final String HEADER =
      "Name,Email,Financial Status,Currency,Created at,Subtotal,Shipping,Taxes,Duties,Total,"
          + "Discount Amount,Refunded Amount,Lineitem quantity,Lineitem name,Lineitem price,"
          + "Lineitem discount\n";
  private static final String TIPPED =
      "1.csv: orders of which more was charged than goods, shipping and taxes, such as a tip; the"
          + " rest is no sale: 1";

  /**
   * An order.
   *
   * @param figures subtotal, shipping, taxes, duties, total, discount
   * @param lines quantity, name, price
   */
  private static String file(String figures, String... lines) {
    StringBuilder file = new StringBuilder(HEADER);
    String of = figures + ",0.00";
    for (String line : lines) {
      file.append("#1,ann@example.com,paid,EUR,2024-05-01 10:00:00 +0200,").append(of).append(',');
      file.append(line).append(",0.00\n");
      of = ",,,,,,";
    }
    return file.toString();
  }

  private static ShopOrderCsvResult shopify(String content) {
    return read(new ShopExportCsv(ShopPreset.SHOPIFY), content);
  }

  private static void assertFigures(
      String goods, String discounts, String tax, String shipping, ShopOrderCsvResult read) {
    OrderTotals totals = read.account().totals();
    assertEquals(Money.of(goods, "EUR"), totals.net());
    assertEquals(Money.of(discounts, "EUR"), totals.discounts());
    assertEquals(Money.of(tax, "EUR"), totals.tax());
    assertEquals(Money.of(shipping, "EUR"), totals.shipping());
  }

  private static boolean isUnexplained(ShopOrderCsvResult read) {
    return read.findings().stream().anyMatch(found -> found.id().equals("unexplained-subtotals"));
  }

  /** A line that the subtotal lacks, whatever its language calls it, and the total has. */
  @Test
  void aTipIsChargedAndNoSale() {
    ShopOrderCsvResult read =
        shopify(file("90.00,5.00,0.00,0.00,100.00,0.00", "1,Desk,90.00", "1,Trinkgeld,5.00"));
    assertFigures("90.00", "0.00", "5.00", "5.00", read);
    assertEquals(10_000, order(read, "#1").charged());
    assertEquals(List.of(TIPPED), read.notes());
    assertTrue(!isUnexplained(read));
  }

  /** 19.00 on top of 100.00, and a tip of 12.00. */
  @Test
  void aTipBesideTaxes() {
    ShopOrderCsvResult onTop =
        shopify(file("100.00,0.00,19.00,0.00,131.00,0.00", "1,Desk,100.00", "1,Tip,12.00"));
    assertFigures("100.00", "0.00", "31.00", "0.00", onTop);
    ShopOrderCsvResult within =
        shopify(file("119.00,0.00,19.00,0.00,131.00,0.00", "1,Desk,119.00", "1,Tip,12.00"));
    assertFigures("100.00", "0.00", "31.00", "0.00", within);
    assertEquals(13_100, order(within, "#1").charged());
    ShopOrderCsvResult duties =
        shopify(file("119.00,0.00,19.00,7.00,138.00,0.00", "1,Desk,119.00", "1,Tip,12.00"));
    assertFigures("100.00", "0.00", "38.00", "0.00", duties);
    assertEquals(13_800, order(duties, "#1").charged());
  }

  /** A card of 5.00 is an article, with a number of the shop's. */
  @Test
  void aTipIsNoArticle() {
    String content =
        file("95.00,0.00,0.00,0.00,100.00,0.00", "1,Tip,5.00", "1,Card,5.00", "1,Desk,90.00")
            .replace("Lineitem discount\n", "Lineitem discount,Lineitem sku\n")
            .replace("Tip,5.00,0.00\n", "Tip,5.00,0.00,\n")
            .replace("Card,5.00,0.00\n", "Card,5.00,0.00,C\n")
            .replace("Desk,90.00,0.00\n", "Desk,90.00,0.00,D\n");
    assertEquals(
        List.of(
            OrderLine.of(null, 1, 500).withTax(500),
            OrderLine.of("C", 1, 500),
            OrderLine.of("D", 1, 9_000)),
        order(shopify(content), "#1").lines());
  }

  @Test
  void aTipBesideADiscount() {
    ShopOrderCsvResult read =
        shopify(file("80.00,5.00,0.00,0.00,90.00,10.00", "1,Desk,90.00", "1,Tip,5.00"));
    assertFigures("80.00", "10.00", "5.00", "5.00", read);
  }

  @Test
  void aSurplusWithoutALine() {
    ShopOrderCsvResult read = shopify(file("90.00,5.00,9.00,0.00,109.00,0.00", "1,Desk,90.00"));
    assertFigures("90.00", "0.00", "14.00", "5.00", read);
    assertEquals(10_900, order(read, "#1").charged());
    assertEquals(List.of(TIPPED), read.notes());
  }

  @Test
  void linesOfNoPieceAreLeftOut() {
    ShopOrderCsvResult read =
        shopify(file("90.00,5.00,0.00,0.00,95.00,0.00", "1,Desk,90.00", "0,Lamp,20.00"));
    assertFigures("90.00", "0.00", "0.00", "5.00", read);
    assertEquals(List.of(OrderLine.of("Desk", 1, 9_000)), order(read, "#1").lines());
    assertEquals(
        List.of("1.csv: lines of no piece, which were taken off their order; left out: 1"),
        read.notes());
    assertTrue(!isUnexplained(read));
  }

  /** The lamp was taken off, and is still listed. */
  @Test
  void anEditedOrderIsWorthItsSubtotal() {
    ShopOrderCsvResult read =
        shopify(file("90.00,5.00,9.00,0.00,104.00,0.00", "1,Desk,90.00", "1,Lamp,20.00"));
    assertFigures("90.00", "0.00", "9.00", "5.00", read);
    assertEquals(List.of(OrderLine.of(null, 1, 9_000)), order(read, "#1").lines());
    assertEquals(
        List.of(
            "rows-folded: 1 of 2 rows: rows are further lines of an order",
            "unexplained-subtotals: 1 of 1 orders: lines do not come to the subtotal of their"
                + " order, which is taken as it is (#1); see whether they were edited; else rows of"
                + " the export are missing"),
        read.findings().stream().map(Object::toString).toList());
    ShopOrderCsvResult within =
        shopify(file("119.00,0.00,19.00,0.00,119.00,0.00", "1,Desk,119.00", "1,Lamp,20.00"));
    assertFigures("100.00", "0.00", "19.00", "0.00", within);
  }

  /** An order of 120.00 less 30.00 whose second line is cut off does not pass as one of 100.00. */
  @Test
  void aDiscountDoesNotHideARowThatIsMissing() {
    String figures = "90.00,5.00,0.00,0.00,95.00,30.00";
    ShopOrderCsvResult whole = shopify(file(figures, "1,A,100.00", "1,B,20.00"));
    assertFigures("90.00", "30.00", "0.00", "5.00", whole);
    assertTrue(!isUnexplained(whole));
    ShopOrderCsvResult cut = shopify(file(figures, "1,A,100.00"));
    assertFigures("90.00", "0.00", "0.00", "5.00", cut);
    assertTrue(isUnexplained(cut));
    assertTrue(isUnexplained(shopify(file("90.00,5.00,0.00,0.00,95.00,36.00", "1,A,90.00"))));
  }

  /** 2.00 of the discount were taken off shipping, which is stated before that or after it. */
  @ParameterizedTest
  @CsvSource({"5.00,93.00,3.00", "0.00,90.00,0.00", "2.00,90.00,0.00"})
  void aDiscountOfShipping(String stated, String total, String charged) {
    ShopOrderCsvResult read =
        shopify(file("90.00," + stated + ",0.00,0.00," + total + ",12.00", "1,A,100.00"));
    assertFigures("90.00", "10.00", "0.00", charged, read);
    assertTrue(!isUnexplained(read));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "90.00,5.00,9.00,0.00,98.00,0.00 | 1,Desk,90.00 | Total \"98.00\" must be subtotal, 90.00,"
            + " and shipping, 5.00, with or without taxes and duties, 9.00, or more than all of"
            + " them",
        "90.00,5.00,0.00,0.00,80.00,0.00 | 1,Desk,90.00 | Total \"80.00\" must be subtotal, 90.00,"
            + " and shipping, 5.00, with or without taxes and duties, 0.00, or more than all of"
            + " them",
        "90.00,5.00,0.00,0.00,99.00,0.00 | 1,Desk,70.00 | Subtotal \"90.00\" must be that of the"
            + " lines, 70.00, less the discount, 0.00, or come to the total with shipping and"
            + " taxes",
        "90.00,5.00,0.00,0.00,,0.00 | 1,Desk,70.00 | Total \"\" must not be empty",
        "90.00,5.00,0.00,0.00,95.00,0.00 | 0.333,Desk,1.00 | Lineitem price \"1.00\" times the"
            + " quantity must be whole minor units that fit in a long",
      })
  void whatReconcilesInNoWayIsAnError(String figures, String line, String message) {
    assertEquals(
        "1.csv:2: " + message, error(new ShopExportCsv(ShopPreset.SHOPIFY), file(figures, line)));
  }

  /** A row that cannot be read leaves its order out, though the subtotal is known. */
  @Test
  void aGarbledRowLeavesItsOrderOut() {
    String content =
        file("90.00,5.00,0.00,0.00,95.00,0.00", "1,Desk,70.00", "1,L\uFFFDmp,20.00")
            + file("9.00,0.00,0.00,0.00,9.00,0.00", "1,Pen,9.00")
                .replace(HEADER, "")
                .replace("#1", "#2");
    ShopOrderCsvResult read =
        read(new ShopExportCsv(ShopPreset.SHOPIFY).skipBadRows(true), content);
    assertEquals(List.of("#2"), read.book().orders().stream().map(ShopOrder::id).toList());
    assertEquals(
        List.of(
            "1.csv:3: Lineitem name \"L\uFFFDmp\" holds bytes that are no characters",
            "1.csv:2: the row is of an order that is left out as a whole"),
        read.firstBadRows().stream().map(BadRow::toString).toList());
    assertEquals(LocalDate.of(2024, 5, 1), read.account().log().lastDay());
  }
}
