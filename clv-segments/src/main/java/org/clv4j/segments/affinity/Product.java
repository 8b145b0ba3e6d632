package org.clv4j.segments.affinity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.clv4j.core.internal.Check;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderLine;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Scope;

/**
 * What a product costs a customer and the shop, and how it is rated.
 *
 * @param name the product, as the baskets name it
 * @param price of one piece, from 1e-9 to 1e15, in major units of any one currency
 * @param rating on any scale, the higher the better; empty where it is not known
 * @param cost of one piece to the shop, from 0 to 1e15, in the currency of the price; empty where
 *     it is not known
 */
public record Product(
    String name, BigDecimal price, OptionalDouble rating, Optional<BigDecimal> cost) {
  private static final BigDecimal LEAST_PRICE = new BigDecimal("1E-9");
  private static final BigDecimal MOST = new BigDecimal("1E+15");

  /** Checks name, price, rating and cost. */
  public Product {
    Check.notBlank(name, "product");
    requireBetween(LEAST_PRICE, price, "price", name);
    Objects.requireNonNull(rating, "rating must not be null");
    if (rating.isPresent()) {
      Check.finite(rating.getAsDouble(), "rating of \"" + name + "\"");
    }
    if (cost.isPresent()) {
      requireBetween(BigDecimal.ZERO, cost.get(), "cost", name);
    }
  }

  private static void requireBetween(BigDecimal least, BigDecimal money, String what, String name) {
    if (money.compareTo(least) < 0 || money.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          what
              + " of \""
              + name
              + "\" must be between "
              + least
              + " and "
              + MOST
              + ", but was "
              + money);
    }
  }

  /**
   * A product without a rating or a cost.
   *
   * @param name the product
   * @param price of one piece, from 1e-9 to 1e15
   * @return the product
   */
  public static Product of(String name, BigDecimal price) {
    return new Product(name, price, OptionalDouble.empty(), Optional.empty());
  }

  /**
   * The same with a rating.
   *
   * @param stars on any scale, the higher the better; finite
   * @return the product
   */
  public Product withRating(double stars) {
    return new Product(name, price, OptionalDouble.of(stars), cost);
  }

  /**
   * The same with a cost.
   *
   * @param unitCost of one piece to the shop, from 0 to 1e15, in the currency of the price
   * @return the product
   */
  public Product withCost(BigDecimal unitCost) {
    return new Product(name, price, rating, Optional.of(unitCost));
  }

  /**
   * The list prices of a piece on the last day that each product was ordered, the smallest of that
   * day; lines that were free are not looked at.
   *
   * @param book the orders, with products in their lines
   * @param scope as-of day and policy, which say which orders count
   * @return the products by name, without ratings and costs
   * @throws IllegalArgumentException if the orders that count have two currencies
   */
  public static List<Product> ofLastOrders(OrderBook book, Scope scope) {
    Map<String, LocalDate> day = new HashMap<>();
    Map<String, BigDecimal> price = new TreeMap<>();
    OrderPolicy policy = Baskets.requirePolicy(scope);
    Currency currency = null;
    for (ShopOrder order : book.orders()) {
      if (order.day().isAfter(scope.asOf())
          || !policy.value(order.knownBy(scope.asOf())).counts()) {
        continue;
      }
      currency = currency == null ? order.currency() : currency;
      if (!currency.equals(order.currency())) {
        throw new IllegalArgumentException(
            "prices must be of one currency, but were of "
                + currency
                + " and "
                + order.currency()
                + "; state them apart from the orders");
      }
      for (OrderLine line : order.lines()) {
        BigDecimal here = pricePerPiece(line, currency);
        if (line.product() == null || here.signum() == 0) {
          continue;
        }
        LocalDate last = day.get(line.product());
        boolean newer = last == null || order.day().isAfter(last);
        if (newer || order.day().equals(last)) {
          day.put(line.product(), order.day());
          price.merge(line.product(), here, (a, b) -> newer ? b : a.min(b));
        }
      }
    }
    return price.entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  private static BigDecimal pricePerPiece(OrderLine line, Currency currency) {
    int scale = Money.scale(currency);
    return BigDecimal.valueOf(line.gross(), scale)
        .divide(line.quantity(), scale, RoundingMode.HALF_EVEN);
  }
}
