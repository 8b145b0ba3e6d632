package org.clv4j.core.customer;

import java.time.LocalDate;
import java.util.Arrays;
import org.clv4j.core.internal.DistinctTexts;
import org.clv4j.core.internal.KeyTable;
import org.clv4j.core.internal.OrderColumns;
import org.clv4j.core.internal.TextNumbers;
import org.clv4j.core.order.CustomerIds;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.core.order.OrderPolicy;
import org.jspecify.annotations.Nullable;

/** From {@link OrderArrays} to a {@link CustomerBase}. */
final class ArraySummary {
  private static final String[] NO_TEXTS = {};
  private static final long[] NO_NUMBERS = {};

  private final OrderArrays orders;
  private final CustomerBase.Options options;

  /** The texts as numbers; null if the ids are numbers themselves. */
  private final @Nullable TextNumbers texts;

  private ArraySummary(
      OrderArrays orders, CustomerBase.Options options, @Nullable TextNumbers texts) {
    this.orders = orders;
    this.options = options;
    this.texts = texts;
  }

  static CustomerBase of(OrderArrays orders, CustomerBase.Options options) {
    if (orders.size() == 0) {
      return CustomerBase.of(log(orders, NO_TEXTS, 1), options);
    }
    int threads = OrderSort.threadsFor(orders.size(), options.threads());
    if (orders.customers instanceof IdColumn.Texts column) {
      TextNumbers numbers = TextNumbers.of(column.ids(), threads);
      return numbers == null
          ? CustomerBase.of(log(orders, column.ids(), threads), options)
          : new ArraySummary(orders, options, numbers)
              .run(RowKeys.of(numbers.first(), numbers.second()), threads);
    }
    RowKeys keys =
        orders.customers instanceof IdColumn.Ints column
            ? RowKeys.of(column.ids())
            : RowKeys.of(((IdColumn.Longs) orders.customers).ids(), NO_NUMBERS);
    return new ArraySummary(orders, options, null).run(keys, threads);
  }

  /** The log of the same orders. */
  private static OrderLog log(OrderArrays orders, String[] ids, int threads) {
    OrderLogBuilder builder =
        orders.currency == null
            ? OrderLog.builderWithoutAmounts()
            : OrderLog.builder(orders.currency);
    builder.zone(orders.zone).threads(threads);
    if (orders.size() > 0) {
      builder.addAll(ids, orders.localDays(), orders.minorUnits);
    }
    return builder.build();
  }

  private CustomerBase run(RowKeys keys, int threads) {
    CustomerBase base = base(ArrayRows.promising(orders, keys));
    if (base == null) {
      base = base(ArrayRows.known(orders, keys, threads));
    }
    if (base == null) {
      throw orders.firstError();
    }
    return base;
  }

  /** Null if the rows are not as promised. */
  private @Nullable CustomerBase base(ArrayRows rows) {
    LocalDate asOf = options.asOf();
    int lastDay = asOf == null ? rows.lastDay() : OrderColumns.checkDay(asOf, "as-of day");
    IdParts.Summary summary =
        rows.keysAreClose()
            ? ofCloseKeys(rows, lastDay)
            : new IdParts(rows, lastDay, options, this::id).run();
    return summary == null ? null : base(summary, asOf == null ? summary.lastDay() : lastDay);
  }

  private IdParts.@Nullable Summary ofCloseKeys(ArrayRows rows, int lastDay) {
    long least = rows.keyRange().least();
    Summaries all =
        Summaries.of(
            rows,
            rows.keyRange().size(),
            lastDay,
            options,
            customer -> id(new KeyTable.Keys(new long[] {least + customer}, NO_NUMBERS), 0));
    if (all == null) {
      return null;
    }
    CustomerColumns columns = all.columns();
    int[] present = columns.present();
    if (present.length < columns.size()) {
      columns = columns.select(present);
    }
    long first = least + all.firstCustomer();
    long[] numbers = new long[present.length];
    Arrays.setAll(numbers, i -> first + present[i]);
    return new IdParts.Summary(new KeyTable.Keys(numbers, NO_NUMBERS), columns, all.zeroAmounts());
  }

  private String id(KeyTable.Keys customers, int rank) {
    return ids(new long[] {customers.first()[rank]}, second(customers, rank))[0];
  }

  private static long[] second(KeyTable.Keys customers, int rank) {
    return customers.second().length == 0 ? NO_NUMBERS : new long[] {customers.second()[rank]};
  }

  private String[] ids(long[] first, long[] second) {
    return texts == null
        ? Arrays.stream(first).mapToObj(Long::toString).toArray(String[]::new)
        : texts.texts(first, second);
  }

  private CustomerBase base(IdParts.Summary summary, int asOfDay) {
    KeyTable.Keys customers = summary.customers();
    CustomerColumns columns = summary.columns();
    CustomerIds ids;
    if (texts == null) {
      ids = CustomerIds.of(customers.first(), NO_TEXTS);
    } else {
      DistinctTexts distinct = DistinctTexts.of(ids(customers.first(), customers.second()));
      ids = CustomerIds.of(distinct.numbers(), distinct.texts());
      int[] ranks = distinct.ranksByPlace();
      columns = ranks == null ? columns : columns.select(ranks);
    }
    long counted = 0;
    for (int number : columns.orders) {
      counted += number;
    }
    CustomerBase.OrderCounts counts =
        new CustomerBase.OrderCounts(counted, summary.zeroAmounts(), orders.size() - counted, 0);
    return new CustomerBase(
        ids,
        columns,
        orders.currency,
        orders.zone,
        OrderPolicy.AS_STATED,
        asOfDay,
        options.purchasePeriod(),
        counts);
  }
}
