package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** Runs the command as a shell would, apart from the process. */
record Clv(int status, String out, String err) {
  static Clv run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setColorScheme(
                picocli.CommandLine.Help.defaultColorScheme(picocli.CommandLine.Help.Ansi.OFF))
            .execute(args);
    return new Clv(status, out.toString(), err.toString());
  }

  /** Runs a command line whose words are parted by single spaces. */
  static Clv line(String line) {
    return run(line.split(" ", -1));
  }

  /** The fields of every row below the header of a CSV table that was printed without error. */
  static List<String[]> rows(Clv clv) {
    assertEquals(0, clv.status(), clv.err());
    return clv.out().lines().skip(1).map(row -> row.split(",", -1)).toList();
  }
}
