package org.clv4j.io;

import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.clv4j.core.order.OrderDetail;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * The details of the row just read, and which are given up: a column that was only recognised must
 * not make a file fail, and costs that some orders lack are those of none.
 */
final class CsvDetails {
  static final List<OrderDetail> ALL = List.of(OrderDetail.values());

  private static final long NONE = -1;

  private final OrderCsv settings;
  private final Set<OrderDetail> givenUp = EnumSet.noneOf(OrderDetail.class);
  private final List<String> notes = new ArrayList<>();
  private long discount = NONE;
  private long cost = NONE;
  private @Nullable Field promotion;
  private @Nullable Field channel;

  CsvDetails(OrderCsv settings) {
    this.settings = settings;
  }

  List<String> notes() {
    return notes;
  }

  Set<OrderDetail> givenUp() {
    return givenUp;
  }

  /** Notes why a detail is given up. */
  void giveUp(OrderDetail detail, BadRow why) {
    givenUp.add(detail);
    notes.add(why.toString());
  }

  /** Whether the column was named, so that what cannot be read there is a bad row. */
  boolean isStated(OrderDetail detail) {
    return settings.details.containsKey(detail);
  }

  /** Forgets the row before. */
  void clear() {
    discount = NONE;
    cost = NONE;
    promotion = null;
    channel = null;
  }

  void discount(Field field, AmountParser amounts, long amount) {
    discount = field.length() == 0 ? 0 : amounts.minorUnits(field);
    if (discount > Long.MAX_VALUE - amount) {
      discount = NONE;
      throw new BadValue("must fit in a long of minor units together with the amount");
    }
  }

  void cost(Field field, AmountParser amounts) {
    cost = amounts.minorUnits(field);
  }

  void promotion(Field field) {
    promotion = field.length() == 0 ? null : field;
  }

  void channel(Field field) {
    channel = field.length() == 0 ? null : field;
  }

  /** States them of the order added last. */
  void addTo(OrderLogBuilder builder) {
    if (discount != NONE) {
      builder.discount(discount);
    }
    if (cost != NONE) {
      builder.cost(cost);
    }
    addLabelsTo(builder);
  }

  /** States them of the order added last, whose currency was converted. */
  void addTo(OrderLogBuilder builder, Currency currency) {
    if (discount != NONE) {
      builder.discount(Money.ofMinor(discount, currency));
    }
    if (cost != NONE) {
      builder.cost(Money.ofMinor(cost, currency));
    }
    addLabelsTo(builder);
  }

  private void addLabelsTo(OrderLogBuilder builder) {
    if (promotion != null) {
      builder.promotion(promotion);
    }
    if (channel != null) {
      builder.channel(channel);
    }
  }
}
