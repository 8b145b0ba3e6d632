package org.clv4j.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.io.BadRow;
import org.clv4j.io.CsvColumns;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.sql.DuckDbOrders;
import org.clv4j.sql.JdbcOrders;
import org.clv4j.sql.JdbcUrl;
import org.clv4j.sql.OrderFiles;
import org.clv4j.sql.OrderMapping;
import org.clv4j.sql.OrderQuery;
import org.clv4j.sql.SqlOrders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Where the orders come from: files, patterns of files, standard input, databases. */
final class OrderSources {
  private static final String STANDARD_INPUT = "-";

  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec command;

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description =
          "Files of orders: CSV, gzipped or not, .parquet, .json, .jsonl, or a pattern of such"
              + " files; a JDBC URL with --query; or - for CSV on standard input.")
  List<String> inputs = new ArrayList<>();

  @Option(
      names = "--query",
      paramLabel = "SQL",
      description = "What to ask the database of a JDBC URL: one SELECT.")
  @Nullable String query;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "User of the database; the password comes from CLV_PASSWORD, for PostgreSQL also from"
              + " PGPASSWORD, or is asked for.")
  @Nullable String user;

  @Option(names = "--ask-password", description = "Ask for the password of the database.")
  boolean askPassword;

  /** The environment of the process. */
  UnaryOperator<@Nullable String> environment = System::getenv;

  /** The inputs as they may be shown. */
  List<String> shown() {
    return inputs.stream().map(JdbcUrl::redact).toList();
  }

  /** The files among the inputs that are CSV, as far as they are there. */
  List<Path> csvFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String input : inputs) {
      if (!input.equals(STANDARD_INPUT) && !JdbcUrl.is(input)) {
        for (Path file : files(input)) {
          if (!OrderFiles.needsDuckDb(file) && Files.isRegularFile(file)) {
            files.add(file);
          }
        }
      }
    }
    return files;
  }

  /** How the inputs that are CSV are read. */
  interface CsvReader {
    OrderCsvResult readAll(List<CsvSource> sources) throws IOException;
  }

  /**
   * The orders of all inputs.
   *
   * @param mapping how the others are read; null where the orders have to be CSV
   */
  OrderCsvResult read(CsvReader csv, @Nullable OrderMapping mapping, Progress progress)
      throws IOException {
    if (inputs.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw usage("standard input can be read once only");
    }
    if (query != null && inputs.stream().noneMatch(JdbcUrl::is)) {
      throw usage("--query needs a JDBC URL as INPUT");
    }
    List<CsvSource> csvSources = new ArrayList<>();
    List<String> duckDbFiles = new ArrayList<>();
    List<String> urls = new ArrayList<>();
    for (String input : inputs) {
      if (input.equals(STANDARD_INPUT)) {
        progress.addUnknownTotal();
        csvSources.add(new CsvSource("standard input", () -> progress.watch(System.in)));
      } else if (JdbcUrl.is(input)) {
        urls.add(input);
      } else {
        for (Path file : files(input)) {
          if (OrderFiles.needsDuckDb(file)) {
            duckDbFiles.add(file.toString());
          } else {
            csvSources.add(watched(file, progress));
          }
        }
      }
    }
    if (mapping == null && !(duckDbFiles.isEmpty() && urls.isEmpty())) {
      throw usage("orders with states, refunds or lines are read from CSV files alone");
    }
    List<OrderCsvResult> results = new ArrayList<>();
    if (!csvSources.isEmpty()) {
      results.add(csv.readAll(csvSources));
    }
    if (mapping != null && !duckDbFiles.isEmpty()) {
      results.add(result(new DuckDbOrders().read(duckDbFiles, mapping)));
    }
    if (mapping != null) {
      for (String url : urls) {
        results.add(result(database(url, mapping)));
      }
    }
    return results.size() == 1 ? results.get(0) : merged(results);
  }

  /** A name stands for itself, though the file may be missing; a pattern for what matches. */
  private static List<Path> files(String input) throws IOException {
    return OrderFiles.isPattern(input) ? OrderFiles.find(List.of(input)) : List.of(Path.of(input));
  }

  private static CsvSource watched(Path file, Progress progress) throws IOException {
    if (Files.isRegularFile(file)) {
      progress.addTotal(Files.size(file));
    } else {
      progress.addUnknownTotal();
    }
    CsvSource source = CsvSource.of(file);
    return new CsvSource(source.name(), () -> progress.watch(source.opener().open()));
  }

  private SqlOrders database(String url, OrderMapping mapping) throws IOException {
    if (query == null) {
      throw usage("a JDBC URL needs --query, such as --query \"SELECT * FROM orders\"");
    }
    OrderQuery orders = OrderQuery.sql(query);
    try (Connection connection = JdbcUrl.open(url, user, password(url))) {
      return new JdbcOrders(connection)
          .threads(Runtime.getRuntime().availableProcessors())
          .read(orders, mapping);
    } catch (SQLException e) {
      throw new IOException(JdbcUrl.redact(url) + ": the connection cannot be closed", e);
    }
  }

  private @Nullable String password(String url) {
    if (askPassword) {
      Console console = System.console();
      if (console == null) {
        throw usage("--ask-password needs a terminal; CLV_PASSWORD can hold the password instead");
      }
      char[] typed = console.readPassword("password: ");
      return typed == null ? null : new String(typed);
    }
    String password = environment.apply("CLV_PASSWORD");
    boolean postgres = url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:");
    return password == null && postgres ? environment.apply("PGPASSWORD") : password;
  }

  private static OrderCsvResult result(SqlOrders orders) {
    return new OrderCsvResult(
        orders.log(),
        orders.columns(),
        orders.rows(),
        orders.badRows(),
        orders.firstBadRows(),
        List.of(),
        orders.notes());
  }

  private static OrderCsvResult merged(List<OrderCsvResult> results) {
    List<OrderLog> logs = new ArrayList<>();
    List<CsvColumns> columns = new ArrayList<>();
    List<BadRow> badRows = new ArrayList<>();
    List<QualityFinding> leftOut = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    long rows = 0;
    long bad = 0;
    for (OrderCsvResult result : results) {
      logs.add(result.log());
      columns.addAll(result.columns());
      badRows.addAll(result.firstBadRows());
      leftOut.addAll(result.leftOut());
      notes.addAll(result.notes());
      rows += result.rows();
      bad += result.badRows();
    }
    return new OrderCsvResult(OrderLog.merge(logs), columns, rows, bad, badRows, leftOut, notes);
  }

  private ParameterException usage(String message) {
    CommandSpec spec = Objects.requireNonNull(command, "command must be set by picocli");
    return new ParameterException(spec.commandLine(), message);
  }
}
