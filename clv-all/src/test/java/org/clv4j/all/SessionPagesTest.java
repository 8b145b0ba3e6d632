package org.clv4j.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a page types into JShell gives the text that the page shows below. */
class SessionPagesTest {
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  private static final Pattern BLOCKS =
      Pattern.compile("```jshell\n(.*?)```\n(?:\n*```text\n(.*?)```)?", Pattern.DOTALL);

  private static final Pattern SCRIPTS =
      Pattern.compile("```script\n(.*?)```\n+```text\n(.*?)```", Pattern.DOTALL);

  private static final String END = "end of block";

  @TempDir Path dir = Path.of(".");

  /** All blocks of a page are one session. */
  private void assertShows(String page, String file, String instead)
      throws IOException, InterruptedException {
    String text = Files.readString(Session.ROOT.resolve(page));
    List<MatchResult> blocks = BLOCKS.matcher(text).results().toList();
    assertFalse(blocks.isEmpty(), "blocks of jshell");
    StringBuilder typed = new StringBuilder();
    List<String> shown = new ArrayList<>();
    for (MatchResult block : blocks) {
      typed.append(block.group(1).replace(file, instead)).append("\"" + END + "\"\n");
      shown.add(block.group(2) == null ? "" : block.group(2));
    }
    Session session = Session.of(dir, typed.toString());
    assertEquals(0, session.status(), session.output());
    String end = "\"" + END + "\"\n";
    assertEquals(String.join(end, shown) + end, session.output());
    assertTrue(shown.stream().anyMatch(output -> !output.isEmpty()), "something is shown");
  }

  /** Pages that hold a text. */
  private static List<String> pagesWith(String text) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path folder : List.of(Session.ROOT, Session.ROOT.resolve("docs"))) {
      try (DirectoryStream<Path> pages = Files.newDirectoryStream(folder, "*.md")) {
        for (Path page : pages) {
          if (Files.readString(page).contains(text)) {
            found.add(Session.ROOT.relativize(page).toString());
          }
        }
      }
    }
    found.sort(null);
    return found;
  }

  /** Those with a session, but for those that need other data. */
  static List<String> pages() throws IOException {
    List<String> pages = pagesWith("```jshell\n");
    assertTrue(pages.removeAll(pagesWith("cdnow_sample.csv")), pages.toString());
    assertTrue(pages.size() >= 2, pages.toString());
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void thePageShowsWhatASessionShows(String page) throws IOException, InterruptedException {
    assertShows(page, "out/", dir + "/");
  }

  static List<String> pagesWithScripts() throws IOException {
    return pagesWith("```script\n");
  }

  /** Each script by itself. */
  @ParameterizedTest
  @MethodSource("pagesWithScripts")
  void scriptsPrintWhatThePageShows(String page) throws IOException, InterruptedException {
    List<MatchResult> scripts =
        SCRIPTS.matcher(Files.readString(Session.ROOT.resolve(page))).results().toList();
    assertFalse(scripts.isEmpty(), "scripts with their text");
    for (MatchResult script : scripts) {
      Path file = Files.writeString(dir.resolve("script.jsh"), script.group(1));
      Session session = Session.of(dir, "", List.of(file.toString()));
      assertEquals(0, session.status(), session.output());
      assertEquals(script.group(2), session.output());
    }
  }

  @Test
  @Tag("reference-data")
  void thePublishedExampleIsFoundAgain() throws IOException, InterruptedException {
    Path sample = DATA.resolve("cdnow_sample.csv").toAbsolutePath();
    assumeTrue(Files.isRegularFile(sample), "there is no " + sample);
    assertShows("docs/coming-from.md", "cdnow_sample.csv", sample.toString());
  }
}
