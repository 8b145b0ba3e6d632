package org.clv4j.io;

import java.util.HashMap;
import java.util.Map;
import org.clv4j.core.order.OrderAccount;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderConflictException;
import org.clv4j.core.order.OrderPolicy;
import org.clv4j.core.order.ShopOrder;
import org.clv4j.core.value.MissingRateException;

/** Fills a book and remembers where its orders stand, for what is found out later. */
final class OrderPlaces {
  private final OrderBook book;
  private final Map<String, OrderPlace> placeOf = new HashMap<>();

  OrderPlaces(OrderBook book) {
    this.book = book;
  }

  OrderBook book() {
    return book;
  }

  /** Adds an order; another one of its id is an error, whether bad rows are skipped or not. */
  void add(ShopOrder order, OrderPlace place) {
    try {
      book.add(order);
    } catch (OrderConflictException e) {
      throw new OrderCsvException(
          place.bad(e.getMessage() + "; it stands first at " + placeOf.get(e.orderId())), e);
    }
    placeOf.putIfAbsent(order.id(), place);
  }

  /** The account of the book; a rate that is missing is missing at a place. */
  OrderAccount account(OrderPolicy policy) {
    try {
      return book.account(policy);
    } catch (MissingRateException e) {
      OrderPlace place = placeOf.get(e.orderId().orElse(""));
      throw place == null
          ? e
          : new OrderCsvException(place.bad("cannot be converted: " + e.getMessage()), e);
    }
  }
}
