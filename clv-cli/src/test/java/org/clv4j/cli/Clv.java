package org.clv4j.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

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
}
