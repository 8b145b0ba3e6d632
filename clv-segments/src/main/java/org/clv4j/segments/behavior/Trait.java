package org.clv4j.segments.behavior;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.jspecify.annotations.Nullable;

/** The columns that orders and events give; a name in lower case is that of the column. */
enum Trait {
  ORDERS,
  SPEND,
  MEAN_ORDER_VALUE,
  DAYS_SINCE_FIRST_ORDER,
  DAYS_SINCE_LAST_ORDER,
  DAYS_TO_SECOND_ORDER,
  DAYS_PAST_REPURCHASE_DEADLINE,
  MEAN_GAP,
  GAP_VARIATION,
  GAPS_SINCE_LAST_ORDER,
  FULL_PRICE_SHARE,
  DISCOUNT_SHARE,
  DISCOUNTED_ORDER_SHARE,
  SEASON_SHARE,
  SEASON_YEARS,
  DAYS_SINCE_ABANDONED_CART,
  CHAMPION_OR_LOYAL;

  private static final Map<String, Trait> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(Trait::column, Function.identity()));

  static @Nullable Trait of(String column) {
    return BY_NAME.get(column);
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why it is known of nobody; null if it can be known. */
  @Nullable String lack(CustomerOrders orders, @Nullable CustomerEvents carts) {
    return switch (this) {
      case SPEND, MEAN_ORDER_VALUE -> orders.hasAmounts() ? null : "the orders have no amounts";
      case FULL_PRICE_SHARE, DISCOUNT_SHARE, DISCOUNTED_ORDER_SHARE ->
          orders.hasDiscounts() ? null : "the orders have no discounts";
      case DAYS_SINCE_ABANDONED_CART -> carts != null ? null : "no carts were given";
      default -> null;
    };
  }
}
