package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every piece of code in javadoc compiles and runs. */
class JavadocSnippetsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE =
      Pattern.compile("<pre>\\s*\\{@code\\s*\n(.*?)\n\\s*\\*\\s*\\}</pre>", Pattern.DOTALL);

  /** Code that nobody would find, as it stands in no code tag. */
  private static final Pattern BARE =
      Pattern.compile("<pre>(?!\\s*\\{@code)(.*?)</pre>", Pattern.DOTALL);

  private static final Pattern STATEMENT = Pattern.compile("(?m);\\s*$");

  /** What the snippets take for granted, by the name that they use. */
  private static final String GIVEN =
      """
        OrderLog log = OrderCsv.read(Path.of("samples/orders.csv")).log();
        CustomerBase base = CustomerBase.of(log);
        CustomerOrders orders =
            CustomerOrders.of(
                OrderLog.builder(Currency.getInstance("EUR"))
                    .add("ann", 19_800, 45_00).channel("newsletter")
                    .add("bob", 19_801, 20_00).channel("search")
                    .build());
        EconomicsOptions options =
            EconomicsOptions.of(LocalDate.ofEpochDay(19_800), LocalDate.ofEpochDay(19_900), 90)
                .withMargin(0.4);
        Map<String, Money> spend = Map.of("search", Money.of("10.00", "EUR"));
        ExperimentData data =
            ExperimentData.of(
                List.of("control", "letter", "control", "letter"), new double[] {1, 2, 3, 5});
      """;

  @TempDir Path dir = Path.of(".");

  private static List<Path> sources() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main/java"))
          .filter(Files::isDirectory)
          .flatMap(JavadocSnippetsTest::files)
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> snippets() throws IOException {
    Map<String, String> snippets = new LinkedHashMap<>();
    for (Path source : sources()) {
      Matcher code = CODE.matcher(Files.readString(source));
      while (code.find()) {
        snippets.put(
            ROOT.relativize(source) + " at " + code.start(),
            code.group(1).replaceAll("(?m)^\\s*\\* ?", ""));
      }
    }
    return snippets;
  }

  /** Of the library's packages; a snippet may use any. */
  private static Set<String> imports() throws IOException {
    Set<String> packages = new TreeSet<>();
    for (Path source : sources()) {
      boolean library =
          Stream.of("core", "segments", "models", "io", "sql", "charts", "all")
              .anyMatch(module -> source.startsWith(ROOT.resolve("clv-" + module)));
      if (library && !source.toString().contains("/internal/")) {
        Matcher name = Pattern.compile("(?m)^package (.*);").matcher(Files.readString(source));
        if (name.find()) {
          packages.add("import " + name.group(1) + ".*;");
        }
      }
    }
    return packages;
  }

  @Test
  void theyCompileAndRun() throws IOException, InterruptedException {
    Map<String, String> snippets = snippets();
    assertTrue(snippets.size() >= 7, snippets.keySet().toString());
    StringBuilder program = new StringBuilder();
    program.append(String.join("\n", imports())).append("\nimport java.nio.file.*;");
    program.append("\nimport java.time.*;\nimport java.util.*;\nclass Snippets {\n");
    List<String> calls = new ArrayList<>();
    for (Map.Entry<String, String> snippet : snippets.entrySet()) {
      String name = "snippet" + calls.size();
      calls.add("    " + name + "();");
      program.append("  // ").append(snippet.getKey()).append("\n  static void ").append(name);
      program.append("() throws Exception {\n").append(given(snippet.getValue()));
      program.append(snippet.getValue()).append("\n  }\n");
    }
    program.append("  public static void main(String[] args) throws Exception {\n");
    program.append(String.join("\n", calls)).append("\n  }\n}\n");
    Path source = Files.writeString(dir.resolve("Snippets.java"), program);
    Files.createDirectory(dir.resolve("samples"));
    Files.copy(ROOT.resolve("samples/orders.csv"), dir.resolve("samples/orders.csv"));
    String output = run(source);
    assertFalse(output.isBlank(), "something is printed");
    assertTrue(Files.size(dir.resolve("orders.csv")) > 0, "the table that io.Table writes");
  }

  /** Without what the snippet declares itself. */
  private static String given(String snippet) {
    return Stream.of(GIVEN.split("(?<=;\n)"))
        .filter(
            statement -> {
              Matcher name = Pattern.compile("(\\w+) =").matcher(statement);
              return name.find() && !snippet.contains(name.group(1) + " =");
            })
        .collect(Collectors.joining());
  }

  private String run(Path source) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                source.toString())
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  @Test
  void preformattedTextThatIsNoFormulaIsCode() {
    Set<String> bare = new TreeSet<>();
    for (Path source : sources()) {
      try {
        Matcher text = BARE.matcher(Files.readString(source));
        while (text.find()) {
          if (STATEMENT.matcher(text.group(1)).find()) {
            bare.add(ROOT.relativize(source) + ": " + text.group(1));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertEquals(Set.of(), bare);
  }
}
