package org.clv4j.all.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.prefs.Preferences;
import jdk.jshell.tool.JavaShellToolBuilder;

/** JShell with this library: values show themselves, and nothing else does. */
public final class Shell {
  private static final int NATIVE_ACCESS_IS_ASKED = 22;

  private Shell() {}

  /**
   * Starts JShell and ends the process.
   *
   * @param args as of jshell
   * @throws Exception if JShell cannot be started
   */
  public static void main(String[] args) throws Exception {
    Preferences kept = Preferences.userRoot().node("org/clv4j/shell");
    keepDisplay(kept);
    Path startup = Files.createTempFile("clv", ".jsh");
    startup.toFile().deleteOnExit();
    Files.writeString(startup, startup());
    JavaShellToolBuilder session = JavaShellToolBuilder.builder().persistence(kept);
    if (Boolean.getBoolean("clv.piped")) {
      // JShell takes System.in for a terminal, and from JDK 22 on shows some of what it reads
      // there.
      session.in(new BufferedInputStream(System.in), null).out(System.out, nowhere(), System.out);
    }
    System.exit(session.start(arguments(startup, args)));
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  /** What shows values must be known before the first line of a session: it is kept beforehand. */
  private static void keepDisplay(Preferences kept) throws Exception {
    String commands =
        """
        /set mode -delete -retain clv
        /set mode clv concise -quiet
        /set prompt clv "clv> " "   > "
        /set format clv display "{pre}{action} variable {name}{resolve}{post}" replaced-vardecl,varinit-notdefined
        /set format clv display "" added,modified,replaced-assignment,varinit,vardecl-ok-primary
        /set format clv result "{value}{post}" added,modified,replaced-ok-primary
        /set truncation clv 100000
        /set truncation clv 100000 varvalue,expression
        /set mode -retain clv
        /set feedback -retain clv
        /exit
        """;
    PrintStream nowhere = nowhere();
    int unused =
        JavaShellToolBuilder.builder()
            .persistence(kept)
            .in(new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8)), null)
            .out(nowhere)
            .err(nowhere)
            .start("--execution", "local", "--no-startup");
  }

  private static String startup() throws IOException {
    try (InputStream in = Shell.class.getResourceAsStream("/clv.jsh")) {
      return new String(
          Objects.requireNonNull(in, "clv.jsh must be in the jar").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  private static String[] arguments(Path startup, String[] more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--class-path", System.getProperty("java.class.path")));
    arguments.addAll(List.of("--startup", "DEFAULT", "--startup", startup.toString()));
    if (Runtime.version().feature() >= NATIVE_ACCESS_IS_ASKED) {
      arguments.add("-R--enable-native-access=ALL-UNNAMED");
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
