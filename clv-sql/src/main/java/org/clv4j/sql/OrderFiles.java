package org.clv4j.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Files of orders by name or pattern, and how DuckDB reads them. */
public final class OrderFiles {
  /** How a file is written. */
  enum Format {
    PARQUET,
    JSON,
    CSV
  }

  private OrderFiles() {}

  /**
   * The files of names and patterns, in which {@code *}, {@code ?}, {@code [ab]}, {@code {a,b}} and
   * {@code **} for any folders mean what they mean to {@link java.nio.file.FileSystem}.
   *
   * @param patterns such as {@code orders.parquet} or {@code orders/2024-*.parquet}
   * @return each file once, whatever it is called, by its first name; those of a pattern sorted
   * @throws IOException if a file or folder is missing or must not be read, or nothing matches a
   *     pattern
   */
  public static List<Path> find(List<String> patterns) throws IOException {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (String pattern : patterns) {
      for (Path file : find(pattern)) {
        files.putIfAbsent(file.toRealPath(), file);
      }
    }
    return List.copyOf(files.values());
  }

  private static List<Path> find(String pattern) throws IOException {
    if (!isPattern(pattern)) {
      Path file = path(pattern);
      requireReadable(file);
      return List.of(file);
    }
    int slash = Math.max(pattern.lastIndexOf('/', firstSign(pattern)), 0);
    String prefix = pattern.substring(0, slash);
    Path root = Path.of(prefix.isEmpty() ? (pattern.startsWith("/") ? "/" : "") : prefix);
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException(root.toString(), null, "there is no folder");
    }
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    String rest = pattern.substring(slash);
    int depth =
        rest.contains("**") ? Integer.MAX_VALUE : (int) rest.chars().filter(c -> c == '/').count();
    try (Stream<Path> all = Files.walk(root, Math.max(depth, 1), FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found =
          all.filter(matcher::matches).filter(Files::isRegularFile).sorted().toList();
      if (found.isEmpty()) {
        throw new NoSuchFileException(pattern, null, "no file matches the pattern");
      }
      for (Path file : found) {
        requireReadable(file);
      }
      return found;
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof FileSystemLoopException loop
          ? new FileSystemException(
              loop.getFile(), null, "this link leads to a folder in which it lies itself")
          : e.getCause();
    }
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (java.nio.file.InvalidPathException e) {
      throw new IllegalArgumentException("file must have a path, but had \"" + name + "\"", e);
    }
  }

  /**
   * Whether a name stands for any number of files.
   *
   * @param name a name or pattern
   * @return true if it holds a sign of a pattern and there is no file of that name
   */
  public static boolean isPattern(String name) {
    return firstSign(name) < name.length() && !Files.exists(path(name));
  }

  /**
   * Whether DuckDB is needed to read a file.
   *
   * @param file a file
   * @return true if its name is that of Parquet, JSON or JSON lines
   */
  public static boolean needsDuckDb(Path file) {
    String name = plainName(file);
    return Stream.of(".parquet", ".pq", ".json", ".jsonl", ".ndjson").anyMatch(name::endsWith);
  }

  private static String plainName(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
  }

  private static int firstSign(String name) {
    int at = 0;
    while (at < name.length() && "*?[{".indexOf(name.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private static void requireReadable(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (Files.isDirectory(file)) {
      throw new NoSuchFileException(file.toString(), null, "this is a folder, not a file");
    }
    if (!Files.isReadable(file)) {
      throw new AccessDeniedException(file.toString());
    }
  }

  static Format format(Path file) {
    String name = plainName(file);
    if (name.endsWith(".parquet") || name.endsWith(".pq")) {
      return Format.PARQUET;
    }
    if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Format.JSON;
    }
    if (name.endsWith(".csv") || name.endsWith(".tsv")) {
      return Format.CSV;
    }
    throw new IllegalArgumentException(
        "file must end in .parquet, .json, .jsonl, .csv or .tsv, but was " + file);
  }

  /**
   * What stands behind FROM. Of JSON and CSV all values are texts, so that they are read as in any
   * CSV file and no guess of a type takes digits or offsets away.
   */
  static String from(Path file, List<String> textColumns) {
    String name = SqlText.duckDbLiteral(escaped(file.toString()));
    String columns =
        textColumns.isEmpty()
            ? ""
            : textColumns.stream()
                .map(column -> SqlText.duckDbLiteral(column) + ": 'VARCHAR'")
                .collect(java.util.stream.Collectors.joining(", ", ", columns = {", "}"));
    return switch (format(file)) {
      case PARQUET -> "read_parquet(" + name + ", hive_partitioning = false)";
      case JSON ->
          "read_json(" + name + columns + ", maximum_depth = 1, hive_partitioning = false)";
      case CSV -> "read_csv(" + name + ", all_varchar = true, hive_partitioning = false)";
    };
  }

  /** A name as a pattern that only it matches. */
  private static String escaped(String name) {
    return name.replaceAll("([\\[*?])", "[$1]");
  }
}
