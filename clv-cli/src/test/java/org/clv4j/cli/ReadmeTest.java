package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and docs show runs and gives what they say. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PRINTS = Pattern.compile("// prints: (.*)");

  @TempDir Path dir = Path.of(".");

  private static String block(String language) throws IOException {
    return block("README.md", language);
  }

  /** All blocks of a language on a page, which are one program. */
  private static String block(String page, String language) throws IOException {
    String blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(ROOT.resolve(page)))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining());
    assertFalse(blocks.isEmpty(), "a block of " + language);
    return blocks;
  }

  private static List<String> promised(String block) {
    return PRINTS.matcher(block).results().map(match -> match.group(1)).toList();
  }

  private static String run(String tool, Path input, String... args)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectInput(input.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    // What a JDK 25 says of native code, DuckDB's, is not the program's.
    return output.replaceAll("(?m)(^WARNING: .*\\R)+\\R?", "");
  }

  /** All with Java on them. */
  static List<String> pages() {
    List<String> pages =
        DocsTest.pages().stream()
            .filter(page -> DocsTest.fences(page).contains("java"))
            .map(page -> ROOT.relativize(page).toString())
            .toList();
    assertTrue(pages.size() > 10, pages.toString());
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void theJavaPrintsWhatItSays(String page) throws IOException, InterruptedException {
    String block = block(page, "java");
    String imports =
        block
            .lines()
            .filter(line -> line.startsWith("import "))
            .distinct()
            .collect(Collectors.joining("\n"));
    String body =
        block.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    Path source =
        Files.writeString(
            dir.resolve("Readme.java"),
            imports
                + "\nclass Readme { public static void main(String[] args) throws Exception {\n"
                + body
                + "\n} }");
    assertFalse(promised(block).isEmpty());
    assertEquals(promised(block), run("java", source, source.toString()).lines().toList());
  }

  /** Each shell line of the page, and the begin of every line that it shows below it. */
  @Test
  void theShellLinesOfTheGuideRun() throws IOException {
    Clv clv = new Clv(0, "", "");
    int commands = 0;
    for (String line : Files.readAllLines(ROOT.resolve("docs/decisions.md"))) {
      if (line.startsWith("    clv ")) {
        clv = Clv.line(line.substring(8).replace(" samples/", " ../samples/"));
        assertEquals(0, clv.status(), line + "\n" + clv.err());
        commands++;
      } else if (line.startsWith("    # ")) {
        String promised = line.substring(6);
        boolean shown = clv.out().lines().anyMatch(found -> found.startsWith(promised));
        assertTrue(shown, promised + "\n" + clv.out());
      }
    }
    assertTrue(commands > 5, commands + " commands");
  }

  @Test
  void theDependencyIsThisVersion() throws IOException {
    Matcher version =
        Pattern.compile("<artifactId>clv4j</artifactId>\\s*<version>(.*?)</version>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(version.find());
    assertTrue(block("xml").contains("<version>" + version.group(1) + "</version>"));
    Matcher imported = Pattern.compile("import org\\.clv4j\\.(\\w+)").matcher(block("java"));
    while (imported.find()) {
      // Core comes with every other module.
      String module = imported.group(1);
      assertTrue(
          module.equals("core")
              || block("xml").contains("<artifactId>clv-" + module + "</artifactId>"),
          module);
    }
  }
}
