package org.clv4j.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clv4j.core.customer.CalibrationHoldout;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.PurchasePeriod;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What PostgreSQL and DuckDB make of random orders is what Java makes of them, bit by bit: read and
 * summarized, in any type of column, zone and purchase period.
 */
@ExtendWith(PostgresServer.class)
class SummaryPropertyTest {
  private static final OrderQuery ORDERS = OrderQuery.table("orders");

  /** A shop of random orders, the same for the same seed. */
  private record Shop(
      int seed, String idType, String timeType, String amountType, ZoneId zone, Currency currency) {

    static Shop of(int seed) {
      Random random = new Random(seed * 0x9E3779B97F4A7C15L);
      String[] ids = {"BIGINT", "INTEGER", "TEXT", "TEXT"};
      String[] times = {"DATE", "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMPTZ"};
      String[] amounts = {"NUMERIC(18, 4)", "NUMERIC(12, 2)", "BIGINT", "DOUBLE PRECISION"};
      String[] zones = {"UTC", "Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe"};
      String[] currencies = {"EUR", "JPY", "KWD"};
      return new Shop(
          seed,
          ids[random.nextInt(ids.length)],
          times[random.nextInt(times.length)],
          amounts[random.nextInt(amounts.length)],
          ZoneId.of(zones[random.nextInt(zones.length)]),
          Currency.getInstance(currencies[random.nextInt(currencies.length)]));
    }

    /** Rows of SQL, and the same orders in a log. */
    OrderLog fill(StringBuilder rows) {
      Random random = new Random(seed * 31L);
      OrderLogBuilder log = OrderLog.builder(currency).zone(zone);
      int orders = 1 + random.nextInt(120);
      int span = 1 + random.nextInt(1500);
      for (int i = 0; i < orders; i++) {
        String id = id(random);
        // From 1950 on, so that days before 1970 are among them.
        long second =
            (LocalDate.of(1950, 1, 1).toEpochDay() + 30L * seed % 25_000) * 86_400
                + random.nextInt(span * 86_400);
        int day =
            timeType.equals("TIMESTAMPTZ")
                ? (int) Instant.ofEpochSecond(second).atZone(zone).toLocalDate().toEpochDay()
                : (int) Math.floorDiv(second, 86_400L);
        String time = Instant.ofEpochSecond(second).toString().replace('T', ' ').replace("Z", "");
        if (timeType.equals("DATE")) {
          time = time.substring(0, 10);
        } else if (timeType.equals("TIMESTAMPTZ")) {
          time += "+00";
        }
        int scale = currency.getDefaultFractionDigits();
        long minor = random.nextInt(4) == 0 ? 0 : random.nextInt(100_000);
        if (amountType.equals("BIGINT")) {
          minor = minor / 1000 * (long) Math.pow(10, scale);
        } else if (amountType.equals("NUMERIC(12, 2)") && scale == 3) {
          minor = minor / 10 * 10;
        }
        rows.append(i == 0 ? "" : ", ")
            .append("('" + id.replace("'", "''") + "', '" + time + "', '")
            .append(
                java.math.BigDecimal.valueOf(minor, scale)
                    .toPlainString()
                    .replaceAll(amountType.equals("BIGINT") ? "\\..*" : "$^", ""))
            .append("')");
        log.add(id.strip(), day, minor);
      }
      return log.build();
    }

    private String id(Random random) {
      int number = random.nextInt(20);
      if (!idType.equals("TEXT")) {
        return Integer.toString(number - 5);
      }
      return switch (number % 5) {
        case 0 -> "0" + number;
        case 1 -> Integer.toString(number);
        case 2 -> "O'Neil \"" + number + "\" é\\";
        case 3 -> seed % 3 == 0 ? " spaced" + number + "\t" : "Ä" + number;
        default -> (random.nextBoolean() ? "c" : "C") + number;
      };
    }

    /** In every other table of texts the ids are equal without regard to case. */
    String create(String collation) {
      return "CREATE TABLE orders (customer_id "
          + idType
          + (idType.equals("TEXT") && seed % 2 == 0 ? collation : "")
          + ", ordered_at "
          + timeType
          + ", amount "
          + amountType
          + ")";
    }

    List<CustomerBase.Options> options(OrderLog log) {
      CustomerBase.Options all = CustomerBase.Options.DEFAULT;
      LocalDate middle =
          log.firstDay().plusDays((log.lastDay().toEpochDay() - log.firstDay().toEpochDay()) / 2);
      PurchasePeriod week = PurchasePeriod.week(DayOfWeek.of(1 + seed % 7));
      return List.of(
          all.withInterpurchaseTimes(),
          all.withAsOf(middle).withPurchasePeriod(week).withInterpurchaseTimes(),
          all.withAsOf(log.lastDay().plusDays(9)).withPurchasePeriod(PurchasePeriod.MONTH));
    }
  }

  static Stream<Integer> seeds() {
    return IntStream.rangeClosed(1, 25).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void postgresAgrees(int seed, PostgresServer.Running server) throws SQLException, IOException {
    try (Connection connection = server.database().getConnection()) {
      // Its own idea of the zone must not count.
      check(Shop.of(seed), connection, "", "SET TIME ZONE 'Asia/Tokyo'");
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void duckDbAgrees(int seed) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      check(Shop.of(seed), connection, " COLLATE NOCASE", "SET TimeZone = 'Asia/Tokyo'");
    }
  }

  @Test
  void aDatabaseWhoseTextsAllIgnoreCaseAgrees() throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA default_collation = 'NOCASE'");
      statement.execute(
          "CREATE TABLE orders AS SELECT * FROM (VALUES ('ANN', DATE '2024-01-01', 4), ('Ann',"
              + " DATE '2024-01-02', 1), (' ann', DATE '2024-01-03', 2)) AS t (customer, day,"
              + " amount)");
      JdbcOrders orders = new JdbcOrders(connection);
      CustomerBase read = CustomerBase.of(orders.read(ORDERS, new OrderMapping()).log());
      assertEquals(3, read.size());
      CustomerBase.Options options = CustomerBase.Options.DEFAULT;
      Bases.assertSame(read, orders.summarize(ORDERS, new OrderMapping(), options));
    }
  }

  private static void check(Shop shop, Connection connection, String collation, String zone)
      throws SQLException, IOException {
    StringBuilder rows = new StringBuilder();
    OrderLog log = shop.fill(rows);
    try (Statement statement = connection.createStatement()) {
      statement.execute(zone);
      statement.execute(shop.create(collation).replace("CREATE TABLE", "CREATE TEMP TABLE"));
      statement.execute("INSERT INTO orders VALUES " + rows);
    }
    OrderMapping mapping =
        new OrderMapping().time("ordered_at").zone(shop.zone()).currency(shop.currency());
    JdbcOrders orders = new JdbcOrders(connection);
    OrderLog read = orders.read(ORDERS, mapping).log();
    for (CustomerBase.Options options : shop.options(log)) {
      CustomerBase expected = CustomerBase.of(log, options);
      Bases.assertSame(expected, CustomerBase.of(read, options));
      Bases.assertSame(expected, orders.summarize(ORDERS, mapping, options));
    }
    // Calibration and holdout, of which the database makes one each.
    if (log.lastDay().isAfter(log.firstDay())) {
      CalibrationHoldout split = CalibrationHoldout.of(log, log.firstDay(), log.lastDay());
      Bases.assertSame(
          split.calibration(),
          orders.summarize(ORDERS, mapping, CustomerBase.Options.DEFAULT.withAsOf(log.firstDay())));
    }
  }

  /** So that the seeds are seen to cover what they should. */
  @Test
  void allTypesAreAmongThem() {
    List<Shop> shops = seeds().map(Shop::of).toList();
    assertEquals(
        "BIGINT DATE DOUBLE PRECISION INTEGER NUMERIC(12, 2) NUMERIC(18, 4) TEXT TIMESTAMP"
            + " TIMESTAMPTZ",
        shops.stream()
            .flatMap(shop -> Stream.of(shop.idType(), shop.timeType(), shop.amountType()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" ")));
  }
}
