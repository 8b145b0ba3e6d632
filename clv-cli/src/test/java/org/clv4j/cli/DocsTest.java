package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link of every page leads somewhere, and the index knows every page. */
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  static List<Path> pages() {
    try (Stream<Path> top = Files.list(ROOT);
        Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands behind the marks that open its blocks of code, in their order. */
  static List<String> fences(Path page) {
    try {
      List<String> marks =
          Files.readAllLines(page).stream()
              .map(String::strip)
              .filter(line -> line.startsWith("```"))
              .map(line -> line.substring(3).strip())
              .toList();
      assertEquals(0, marks.size() % 2, page + " has a block without an end");
      return IntStream.range(0, marks.size()).filter(i -> i % 2 == 0).mapToObj(marks::get).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path page) {
    try {
      return CODE.matcher(Files.readString(page)).replaceAll("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> links(Path page) {
    return LINK.matcher(text(page)).results().map(link -> link.group(1)).toList();
  }

  /** As GitHub makes them: words in lower case with hyphens, one that came before is numbered. */
  private static Set<String> anchors(Path page) {
    Map<String, Integer> seen = new HashMap<>();
    return HEADING
        .matcher(text(page))
        .results()
        .map(heading -> heading.group(1).strip().toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .map(
            anchor -> {
              int times = seen.merge(anchor, 1, Integer::sum);
              return times == 1 ? anchor : anchor + "-" + (times - 1);
            })
        .collect(Collectors.toSet());
  }

  @Test
  void everyLinkLeadsSomewhere() {
    Set<String> broken = new TreeSet<>();
    int checked = 0;
    for (Path page : pages()) {
      for (String link : links(page)) {
        if (link.matches("[a-z]+:.*")) {
          continue;
        }
        checked++;
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        boolean found =
            Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
        if (!found) {
          broken.add(ROOT.relativize(page) + " -> " + link);
        }
      }
    }
    assertEquals(Set.of(), broken);
    assertTrue(checked > 50, checked + " links");
  }

  /**
   * Java is run by ReadmeTest, sessions and scripts by SessionPagesTest, which compares them with
   * the text below. Frameworks are not on the class path, so that what is theirs is not run.
   */
  @Test
  void everyBlockOfCodeSaysWhatItIs() {
    Set<String> known =
        Set.of("java", "jshell", "script", "text", "xml", "java spring", "java quarkus");
    for (Path page : pages()) {
      for (String mark : fences(page)) {
        assertTrue(known.contains(mark), page + ": a block of \"" + mark + "\"");
      }
    }
  }

  @Test
  void theIndexKnowsEveryPage() {
    Path index = ROOT.resolve("docs/README.md");
    Set<Path> known =
        links(index).stream()
            .map(link -> index.resolveSibling(link.split("#", 2)[0]).normalize())
            .collect(Collectors.toSet());
    Set<Path> unknown = new TreeSet<>(pages());
    unknown.removeAll(known);
    unknown.remove(index);
    unknown.remove(ROOT.resolve("README.md"));
    assertEquals(Set.of(), unknown);
  }
}
