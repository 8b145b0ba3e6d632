package org.clv4j.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.clv4j.core.order.OrderBook;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvColumns;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsv;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.io.ShopExportCsv;
import org.clv4j.io.ShopOrderCsv;
import org.clv4j.io.ShopOrderCsvResult;
import org.clv4j.sql.DuckDbOrders;
import org.clv4j.sql.JdbcOrders;
import org.clv4j.sql.OrderMapping;
import org.clv4j.sql.OrderQuery;

/**
 * How inputs of each kind are read, and what they are together.
 *
 * @param <R> what comes of inputs of one kind
 */
interface OrderReader<R> {
  R csv(List<CsvSource> sources) throws IOException;

  R files(DuckDbOrders duckDb, List<String> files) throws IOException;

  R database(JdbcOrders database, OrderQuery query) throws IOException;

  OrderCsvResult together(List<R> results);

  /** Orders that are worth the amounts they state. */
  record Plain(OrderCsv csv, OrderMapping mapping) implements OrderReader<OrderCsvResult> {
    @Override
    public OrderCsvResult csv(List<CsvSource> sources) throws IOException {
      return csv.readAll(sources);
    }

    @Override
    public OrderCsvResult files(DuckDbOrders duckDb, List<String> files) throws IOException {
      return duckDb.read(files, mapping);
    }

    @Override
    public OrderCsvResult database(JdbcOrders database, OrderQuery query) throws IOException {
      return database.read(query, mapping);
    }

    @Override
    public OrderCsvResult together(List<OrderCsvResult> results) {
      if (results.size() == 1) {
        return results.get(0);
      }
      List<OrderLog> logs = new ArrayList<>();
      List<QualityFinding> leftOut = new ArrayList<>();
      results.forEach(result -> logs.add(result.log()));
      results.forEach(result -> leftOut.addAll(result.leftOut()));
      return new OrderCsvResult(
          OrderLog.merge(logs),
          columns(results.stream().map(OrderCsvResult::columns).toList()),
          results.stream().mapToLong(OrderCsvResult::rows).sum(),
          results.stream().mapToLong(OrderCsvResult::badRows).sum(),
          badRows(results.stream().map(OrderCsvResult::firstBadRows).toList()),
          leftOut,
          results.stream().flatMap(result -> result.notes().stream()).toList());
    }
  }

  /**
   * Orders with what decides whether they count and what they are worth.
   *
   * @param books takes the orders with their lines
   */
  record Shop(ShopOrderCsv shop, Consumer<OrderBook> books)
      implements OrderReader<ShopOrderCsvResult> {
    @Override
    public ShopOrderCsvResult csv(List<CsvSource> sources) throws IOException {
      return shop.readAll(sources);
    }

    @Override
    public ShopOrderCsvResult files(DuckDbOrders duckDb, List<String> files) throws IOException {
      return duckDb.read(files, shop);
    }

    @Override
    public ShopOrderCsvResult database(JdbcOrders database, OrderQuery query) throws IOException {
      return database.read(query, shop);
    }

    @Override
    public OrderCsvResult together(List<ShopOrderCsvResult> results) {
      ShopOrderCsvResult first = results.get(0);
      if (results.size() == 1) {
        books.accept(first.book());
        return first.toOrders();
      }
      requireIds(results);
      OrderBook book = first.book();
      results.stream().skip(1).forEach(result -> book.addAll(result.book()));
      books.accept(book);
      List<QualityFinding> findings = new ArrayList<>();
      results.forEach(result -> findings.addAll(result.findings()));
      return new ShopOrderCsvResult(
              book,
              book.account(first.account().policy()),
              columns(results.stream().map(ShopOrderCsvResult::columns).toList()),
              results.stream().mapToLong(ShopOrderCsvResult::rows).sum(),
              results.stream().mapToLong(ShopOrderCsvResult::badRows).sum(),
              badRows(results.stream().map(ShopOrderCsvResult::firstBadRows).toList()),
              findings,
              results.stream().flatMap(result -> result.notes().stream()).toList())
          .toOrders();
    }

    /** Orders without an id are called by source and row, but all queries are called alike. */
    private static void requireIds(List<ShopOrderCsvResult> results) {
      Set<String> sources = new HashSet<>();
      for (CsvColumns columns :
          columns(results.stream().map(ShopOrderCsvResult::columns).toList())) {
        if (!sources.add(columns.source()) && !columns.used().containsKey("order")) {
          throw new IllegalArgumentException(
              "orders of several databases must have ids; name their column with --order-id");
        }
      }
    }
  }

  /**
   * Exports of a shop system, which are CSV.
   *
   * @param books takes the orders with their lines
   */
  record Export(ShopExportCsv csv, Consumer<OrderBook> books)
      implements OrderReader<ShopOrderCsvResult> {
    @Override
    public ShopOrderCsvResult csv(List<CsvSource> sources) throws IOException {
      return csv.readAll(sources);
    }

    @Override
    public ShopOrderCsvResult files(DuckDbOrders duckDb, List<String> files) {
      throw new IllegalStateException("exports must be CSV");
    }

    @Override
    public ShopOrderCsvResult database(JdbcOrders database, OrderQuery query) {
      throw new IllegalStateException("exports must be CSV");
    }

    @Override
    public OrderCsvResult together(List<ShopOrderCsvResult> results) {
      books.accept(results.get(0).book());
      return results.get(0).toOrders();
    }
  }

  private static List<CsvColumns> columns(List<List<CsvColumns>> of) {
    return of.stream().flatMap(List::stream).toList();
  }

  private static List<BadRow> badRows(List<List<BadRow>> of) {
    return of.stream().flatMap(List::stream).limit(OrderCsvResult.LISTED).toList();
  }
}
