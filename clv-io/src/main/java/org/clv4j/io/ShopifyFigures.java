package org.clv4j.io;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.ShopOrderBuilder;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an order of Shopify, which must add up: lines less discounts are the subtotal;
 * subtotal, shipping and, unless prices include them, taxes and duties are the total.
 *
 * <p>A tip is a line that is in the total, but not in the subtotal, or in the total alone; it is
 * charged and no sale. Of an order that was edited the lines may be others than those of the
 * subtotal, which is then one line of goods, if the total bears it out.
 */
final class ShopifyFigures {
  /** Taxes and duties within prices, duties alone on top, or both. */
  private enum OnTop {
    NOTHING,
    DUTIES,
    ALL
  }

  /**
   * How the lines come to the subtotal.
   *
   * @param all what was taken off in all
   * @param byLine whether lines tell what of it is theirs
   */
  private record Discount(long all, boolean byLine) {}

  private final ExportOrder rows;
  private final Currency currency;
  private final List<ExportOrder.Cell> prices;
  private final ExportOrder.Cell subtotalCell;
  private final ExportOrder.Cell totalCell;
  private final long subtotal;
  private final long total;
  private final long stated;
  private final long shipping;
  private final long taxes;
  private final long duties;
  private final long both;

  ShopifyFigures(ExportOrder rows, Currency currency) {
    this.rows = rows;
    this.currency = currency;
    this.prices = rows.cells("Lineitem price").stream().filter(this::hasPieces).toList();
    this.subtotalCell = rows.cell("Subtotal");
    this.totalCell = rows.cell("Total");
    subtotalCell.needed();
    totalCell.needed();
    this.subtotal = subtotalCell.money(currency);
    this.total = totalCell.money(currency);
    this.stated = rows.money(currency, "Discount Amount");
    this.shipping = rows.money(currency, "Shipping");
    this.taxes = rows.money(currency, "Taxes");
    this.duties = rows.money(currency, "Duties");
    this.both = Math.addExact(taxes, duties);
  }

  private boolean hasPieces(ExportOrder.Cell price) {
    boolean none = ExportOrder.beside(price, "Lineitem quantity").isZero();
    if (none) {
      rows.note(ExportNote.LINE_WITHOUT_PIECES);
    }
    return !none;
  }

  void addTo(ShopOrderBuilder order) {
    if (!addAsStated(order, null)
        && tips().stream().noneMatch(tip -> addAsStated(order, tip))
        && !addWithSurplus(order)
        && !addAsOneLine(order)) {
      throw wrong();
    }
  }

  /** Lines that may be tips; whatever the order of the rows, those that are no article first. */
  private List<ExportOrder.Cell> tips() {
    return prices.stream()
        .sorted(
            Comparator.comparing(
                    (ExportOrder.Cell price) ->
                        !ExportOrder.beside(price, "Lineitem sku").isEmpty())
                .thenComparing(price -> line(price, false)))
        .toList();
  }

  /** Adds lines and charges if all of them add up, perhaps but for a line that is a tip. */
  private boolean addAsStated(ShopOrderBuilder order, ExportOrder.@Nullable Cell tip) {
    Discount discount = discount(tip);
    long extra = tip == null ? 0 : gross(tip);
    if (discount == null || (tip != null && extra == 0)) {
      return false;
    }
    long charged = chargedShipping(discount);
    OnTop onTop = charged < 0 ? null : onTop(charged, extra);
    if (onTop == null) {
      return false;
    }
    addLines(order, discount, tip);
    addCharges(order, onTop, charged, extra);
    return true;
  }

  /** Lines that add up, and a total of more than all there is to charge. */
  private boolean addWithSurplus(ShopOrderBuilder order) {
    Discount discount = discount(null);
    long charged = discount == null ? -1 : chargedShipping(discount);
    if (discount == null || charged < 0) {
      return false;
    }
    long surplus = total - Math.addExact(Math.addExact(subtotal, charged), both);
    if (surplus <= 0) {
      return false;
    }
    addLines(order, discount, null);
    addCharges(order, OnTop.ALL, charged, surplus);
    return true;
  }

  /** Nothing is known of the lines then, and of discounts. */
  private boolean addAsOneLine(ShopOrderBuilder order) {
    OnTop onTop = onTop(shipping, 0);
    if (onTop == null) {
      return false;
    }
    rows.markUnexplained();
    order.line(null, 1, subtotal);
    addCharges(order, onTop, shipping, 0);
    return true;
  }

  /** How lines, but for one that is a tip, come to the subtotal; null if they do not. */
  private @Nullable Discount discount(ExportOrder.@Nullable Cell tip) {
    long gross = 0;
    long ofLines = 0;
    for (ExportOrder.Cell price : prices) {
      if (price != tip) {
        gross = Math.addExact(gross, gross(price));
        ofLines = Math.addExact(ofLines, ofLine(price));
      }
    }
    long discount = gross - subtotal;
    // The discounts of lines are part of the discount of the order or beside it.
    boolean byLine =
        ofLines > 0
            && discount != stated
            && (discount == ofLines || discount == Math.addExact(stated, ofLines));
    boolean addsUp = discount >= 0 && (discount <= stated || byLine);
    return addsUp ? new Discount(discount, byLine) : null;
  }

  /**
   * What of the discount the lines do not have must have been taken off shipping, which is stated
   * before or after that; -1 if it cannot have been.
   */
  private long chargedShipping(Discount discount) {
    long rest = Math.max(0, stated - discount.all());
    return shipping == 0 ? 0 : shipping - Math.min(rest, shipping + 1);
  }

  /** What comes on top of prices, if something fits. */
  private @Nullable OnTop onTop(long charged, long extra) {
    long more = total - Math.addExact(Math.addExact(subtotal, charged), extra);
    if (more == 0) {
      return OnTop.NOTHING;
    }
    if (more == duties) {
      return OnTop.DUTIES;
    }
    return more == both ? OnTop.ALL : null;
  }

  private void addLines(ShopOrderBuilder order, Discount discount, ExportOrder.@Nullable Cell tip) {
    long left = discount.all();
    for (ExportOrder.Cell price : prices) {
      if (price != tip) {
        OrderLine line = line(price, discount.byLine());
        order.line(line);
        left -= line.discount();
      }
    }
    order.discount(left);
  }

  /** Duties and what else is charged and no sale are a price that is nothing but tax. */
  private void addCharges(ShopOrderBuilder order, OnTop onTop, long charged, long extra) {
    if (extra > 0) {
      rows.note(ExportNote.SURPLUS);
    }
    if (onTop == OnTop.ALL) {
      order.tax(Math.addExact(both, extra)).shipping(charged, 0);
      return;
    }
    long included = onTop == OnTop.DUTIES ? taxes : both;
    long ofShipping = proportion(included, charged, Math.addExact(subtotal, charged));
    order.taxIncluded(true).tax(included - ofShipping).shipping(charged, ofShipping);
    if (onTop == OnTop.DUTIES && duties > 0) {
      order.line(OrderLine.of("duties", 1, duties).withTax(duties));
    }
    if (extra > 0) {
      order.line(OrderLine.of(null, 1, extra).withTax(extra));
    }
  }

  /**
   * Included taxes are those of shipping in its proportion: as a rule the rate is that of goods.
   */
  private static long proportion(long tax, long part, long all) {
    return all == 0
        ? 0
        : BigDecimal.valueOf(tax)
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(all), 0, RoundingMode.HALF_EVEN)
            .longValueExact();
  }

  private long gross(ExportOrder.Cell price) {
    price.needed();
    BigDecimal quantity = ExportOrder.beside(price, "Lineitem quantity").quantity();
    try {
      return quantity.multiply(BigDecimal.valueOf(price.money(currency))).longValueExact();
    } catch (ArithmeticException e) {
      throw price.bad("times the quantity must be whole minor units that fit in a long");
    }
  }

  private long ofLine(ExportOrder.Cell price) {
    return ExportOrder.beside(price, "Lineitem discount").money(currency);
  }

  private OrderLine line(ExportOrder.Cell price, boolean withDiscount) {
    ExportOrder.Cell sku = ExportOrder.beside(price, "Lineitem sku");
    ExportOrder.Cell name = ExportOrder.beside(price, "Lineitem name");
    String product = sku.isEmpty() ? name.needed() : sku.text();
    return new OrderLine(
        product,
        ExportOrder.beside(price, "Lineitem quantity").quantity(),
        gross(price),
        withDiscount ? ofLine(price) : 0,
        0,
        null);
  }

  private OrderCsvException wrong() {
    if (discount(null) == null) {
      long gross = prices.stream().mapToLong(this::gross).reduce(0, Math::addExact);
      return subtotalCell.bad(
          "must be that of the lines, "
              + money(gross)
              + ", less the discount, "
              + money(stated)
              + ", or come to the total with shipping and taxes");
    }
    return totalCell.bad(
        "must be subtotal, "
            + money(subtotal)
            + ", and shipping, "
            + money(shipping)
            + ", with or without taxes and duties, "
            + money(both)
            + ", or more than all of them");
  }

  private String money(long minorUnits) {
    return Money.ofMinor(minorUnits, currency).toBigDecimal().toPlainString();
  }
}
