package org.clv4j.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.io.CsvSource;
import org.clv4j.io.OrderCsvResult;
import org.clv4j.sql.DuckDbOrders;
import org.clv4j.sql.JdbcOrders;
import org.clv4j.sql.JdbcUrl;
import org.clv4j.sql.OrderFiles;
import org.clv4j.sql.OrderMapping;
import org.clv4j.sql.OrderQuery;
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

  /** What is to be said of files that are named more than once. */
  private final List<String> repeated = new ArrayList<>();

  /** The environment of the process. */
  UnaryOperator<@Nullable String> environment = System::getenv;

  /** The inputs as they may be shown. */
  List<String> shown() {
    return inputs.stream().map(JdbcUrl::redact).toList();
  }

  /** What an input is. */
  enum Kind {
    STANDARD_INPUT,
    CSV,
    /** Parquet, JSON and JSON lines. */
    DUCKDB_FILE,
    DATABASE
  }

  /** An input, or a file of those that match a pattern. */
  record Source(Kind kind, String name) {
    Path file() {
      return Path.of(name);
    }
  }

  /** All inputs in their order, each file once. */
  List<Source> all() throws IOException {
    repeated.clear();
    List<Source> all = new ArrayList<>();
    Set<Path> known = new HashSet<>();
    for (String input : inputs) {
      if (input.equals(STANDARD_INPUT)) {
        all.add(new Source(Kind.STANDARD_INPUT, input));
      } else if (JdbcUrl.is(input)) {
        all.add(new Source(Kind.DATABASE, input));
      } else {
        for (Path file : files(input)) {
          if (known.add(Files.isRegularFile(file) ? file.toRealPath() : file)) {
            boolean duckDb = OrderFiles.needsDuckDb(file);
            all.add(new Source(duckDb ? Kind.DUCKDB_FILE : Kind.CSV, file.toString()));
          } else {
            repeated.add(file + " is named twice, but read once");
          }
        }
      }
    }
    return all;
  }

  /** Whether none of them needs a database. */
  boolean areCsv() throws IOException {
    List<Source> all = all();
    return names(all, Kind.DUCKDB_FILE).isEmpty() && names(all, Kind.DATABASE).isEmpty();
  }

  /** Whether one reader reads them all, one after the other. */
  boolean areOfOneKind() throws IOException {
    List<Source> all = all();
    int others = names(all, Kind.DUCKDB_FILE).size();
    int databases = names(all, Kind.DATABASE).size();
    return areCsv() || others == all.size() || (databases == 1 && all.size() == 1);
  }

  /** A name stands for itself, though the file may be missing; a pattern for what matches. */
  private static List<Path> files(String input) throws IOException {
    return OrderFiles.isPattern(input) ? OrderFiles.find(List.of(input)) : List.of(Path.of(input));
  }

  private static List<String> names(List<Source> of, Kind kind) {
    return of.stream().filter(source -> source.kind() == kind).map(Source::name).toList();
  }

  /** The orders of all inputs. */
  <R> OrderCsvResult read(OrderReader<R> reader, Progress progress) throws IOException {
    List<Source> all = all();
    if (names(all, Kind.STANDARD_INPUT).size() > 1) {
      throw usage("standard input can be read once only");
    }
    List<String> urls = names(all, Kind.DATABASE);
    if (query != null && urls.isEmpty()) {
      throw usage("--query needs a JDBC URL as INPUT");
    }
    List<CsvSource> csvSources = new ArrayList<>();
    for (Source source : all) {
      if (source.kind() == Kind.STANDARD_INPUT) {
        progress.addUnknownTotal();
        csvSources.add(new CsvSource("standard input", () -> progress.watch(System.in)));
      } else if (source.kind() == Kind.CSV) {
        csvSources.add(watched(source.file(), progress));
      }
    }
    List<R> results = new ArrayList<>();
    if (!csvSources.isEmpty()) {
      results.add(reader.csv(csvSources));
    }
    List<String> duckDbFiles = names(all, Kind.DUCKDB_FILE);
    if (!duckDbFiles.isEmpty()) {
      results.add(reader.files(new DuckDbOrders(), duckDbFiles));
    }
    for (String url : urls) {
      results.add(database(url, reader::database));
    }
    return noted(reader.together(results));
  }

  private OrderCsvResult noted(OrderCsvResult read) {
    List<String> notes = new ArrayList<>(read.notes());
    notes.addAll(repeated);
    return new OrderCsvResult(
        read.log(),
        read.columns(),
        read.rows(),
        read.badRows(),
        read.firstBadRows(),
        read.leftOut(),
        notes);
  }

  /** The base that the database of the only input makes, or DuckDB of files. */
  CustomerBase summarize(OrderMapping mapping, CustomerBase.Options options) throws IOException {
    List<Source> all = all();
    List<String> files = names(all, Kind.DUCKDB_FILE);
    if (files.size() == all.size()) {
      return new DuckDbOrders().summarize(files, mapping, options);
    }
    List<String> urls = names(all, Kind.DATABASE);
    if (urls.size() != 1 || all.size() != 1) {
      throw usage("--in-database needs one JDBC URL as INPUT, or Parquet files");
    }
    return database(
        urls.get(0), (database, orders) -> database.summarize(orders, mapping, options));
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

  /** What is asked of a database. */
  private interface Question<T> {
    T ask(JdbcOrders database, OrderQuery orders) throws IOException;
  }

  private <T> T database(String url, Question<T> question) throws IOException {
    if (query == null) {
      throw usage("a JDBC URL needs --query, such as --query \"SELECT * FROM orders\"");
    }
    OrderQuery orders = OrderQuery.sql(query);
    try (Connection connection = JdbcUrl.open(url, user, password(url))) {
      int threads = Runtime.getRuntime().availableProcessors();
      return question.ask(new JdbcOrders(connection).threads(threads), orders);
    } catch (SQLException e) {
      throw new IOException(JdbcUrl.redact(url) + ": the connection cannot be closed", e);
    }
  }

  private @Nullable String password(String url) {
    if (askPassword) {
      return typedPassword();
    }
    String password = environment.apply("CLV_PASSWORD");
    boolean postgres = url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:");
    return password == null && postgres ? environment.apply("PGPASSWORD") : password;
  }

  /** From JDK 22 on there is a console without a terminal too, which the launcher tells. */
  @SuppressWarnings("SystemConsoleNull")
  private @Nullable String typedPassword() {
    Console console = System.console();
    if (console == null || !Boolean.getBoolean("clv.terminal.err")) {
      throw usage("--ask-password needs a terminal; CLV_PASSWORD can hold the password instead");
    }
    char[] typed = console.readPassword("password: ");
    return typed == null ? null : new String(typed);
  }

  private ParameterException usage(String message) {
    CommandSpec spec = Objects.requireNonNull(command, "command must be set by picocli");
    return new ParameterException(spec.commandLine(), message);
  }
}
