package org.clv4j.all;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A session of {@code ./clv jshell}, as a process of its own. */
record Session(int status, String output) {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final String SHELL = "org.clv4j.all.internal.Shell";

  /** Lines typed by nobody: what is shown is what there is to see. */
  static Session of(Path dir, String lines) throws IOException, InterruptedException {
    return of(dir, lines, List.of());
  }

  static Session of(Path dir, String lines, List<String> args)
      throws IOException, InterruptedException {
    Path input = Files.writeString(dir.resolve("input.jsh"), lines);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.util.prefs.userRoot=" + dir);
    command.add("-Dclv.piped=true");
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dfile.encoding=UTF-8");
    // What measures which lines are run measures those of the session, too.
    ProcessHandle.current().info().arguments().stream()
        .flatMap(Arrays::stream)
        .filter(option -> option.startsWith("-javaagent:"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), SHELL));
    command.add("-R-Dfile.encoding=UTF-8");
    command.add("-R-Dstdout.encoding=UTF-8");
    command.addAll(args);
    Process process =
        new ProcessBuilder(command)
            .directory(ROOT.toFile())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Session(
        process.waitFor(),
        // What Java says of its own preferences is not the session's, nor a JDK 25's of native
        // code.
        output.replaceAll("(?m)^.*FileSystemPreferences.*\\R.*\\R|(^WARNING: .*\\R)+\\R?", ""));
  }
}
