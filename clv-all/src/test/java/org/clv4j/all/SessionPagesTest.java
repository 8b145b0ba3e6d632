package org.clv4j.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What a page types into JShell gives the text that the page shows below. */
class SessionPagesTest {
  private static final Path DATA =
      Path.of(System.getProperty("clv.reference-data", "../../shared/data"));

  private static final Pattern BLOCKS =
      Pattern.compile("```jshell\n(.*?)```\n(?:\n*```text\n(.*?)```)?", Pattern.DOTALL);

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

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/tutorial.md"})
  void thePageShowsWhatASessionShows(String page) throws IOException, InterruptedException {
    assertShows(page, "out/", dir + "/");
  }

  @Test
  @Tag("reference-data")
  void thePublishedExampleIsFoundAgain() throws IOException, InterruptedException {
    Path sample = DATA.resolve("cdnow_sample.csv").toAbsolutePath();
    assumeTrue(Files.isRegularFile(sample), "there is no " + sample);
    assertShows("docs/coming-from.md", "cdnow_sample.csv", sample.toString());
  }
}
