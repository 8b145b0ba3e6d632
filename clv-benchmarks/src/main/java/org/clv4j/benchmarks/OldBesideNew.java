package org.clv4j.benchmarks;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Two builds of the library in one process, each question put to both in turns, so that what else
 * the machine does disturbs both alike.
 *
 * <p>Answers must be equal in every turn.
 */
public final class OldBesideNew {
  private static final int WARM_UP = 6;

  private final Map<String, Callable<String>> old;
  private final Map<String, Callable<String>> present;
  private final Random random = new Random(1);

  private OldBesideNew(Map<String, Callable<String>> old, Map<String, Callable<String>> present) {
    this.old = old;
    this.present = present;
  }

  /**
   * Measures, and prints medians and the median of the ratio by turn.
   *
   * @param args the jar of the old build, and if not ten million orders, 25 turns, one thread and
   *     {@code TIME_ORDER}, these
   * @throws Exception if a build has no such question, or cannot answer it
   */
  public static void main(String[] args) throws Exception {
    int rows = args.length > 1 ? Integer.parseInt(args[1]) : 10_000_000;
    int turns = args.length > 2 ? Integer.parseInt(args[2]) : 25;
    int threads = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    String layout = args.length > 4 ? args[4] : Layout.TIME_ORDER.name();
    OldBesideNew both =
        new OldBesideNew(
            questions(Path.of(args[0]), rows, threads, layout),
            TurnQuestions.of(rows, threads, layout));
    System.out.println(
        "| question | old ms (least) | new ms (least) | old / new |\n|---|---:|---:|---:|");
    for (String question : both.present.keySet()) {
      both.measure(question, turns);
    }
  }

  /** The same questions about the same orders, answered by the library in a jar. */
  @SuppressWarnings("unchecked") // the same method as here
  private static Map<String, Callable<String>> questions(
      Path jar, int rows, int threads, String layout) throws Exception {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException("the old build must be a jar, but was \"" + jar + "\"");
    }
    URL[] library = {jar.toUri().toURL()};
    return (Map<String, Callable<String>>)
        new Benchmarks(new URLClassLoader(library, ClassLoader.getPlatformClassLoader()))
            .loadClass(TurnQuestions.class.getName())
            .getMethod("of", int.class, int.class, String.class)
            .invoke(null, rows, threads, layout);
  }

  /** Takes the benchmarks from this class path, and all else from where it is told. */
  private static final class Benchmarks extends URLClassLoader {
    Benchmarks(ClassLoader library) throws MalformedURLException {
      super(classPath(), library);
    }

    private static URL[] classPath() throws MalformedURLException {
      List<URL> entries = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        entries.add(Path.of(entry).toUri().toURL());
      }
      return entries.toArray(new URL[0]);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(OldBesideNew.class.getPackageName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  private void measure(String question, int turns) throws Exception {
    double[] before = new double[turns];
    double[] after = new double[turns];
    for (int turn = -WARM_UP; turn < turns; turn++) {
      String[] answers = new String[2];
      List<Integer> order = new ArrayList<>(List.of(0, 1));
      Collections.shuffle(order, random);
      for (int which : order) {
        Callable<String> work =
            Objects.requireNonNull((which == 0 ? old : present).get(question), question);
        long start = System.nanoTime();
        answers[which] = work.call();
        if (turn >= 0) {
          (which == 0 ? before : after)[turn] = (System.nanoTime() - start) / 1e6;
        }
      }
      if (!answers[0].equals(answers[1])) {
        throw new IllegalStateException(
            question + " must be " + answers[0] + ", but was " + answers[1]);
      }
    }
    double[] ratio = new double[turns];
    Arrays.setAll(ratio, turn -> before[turn] / after[turn]);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f (%.0f) | %.0f (%.0f) | %.2f |%n",
        question,
        median(before),
        least(before),
        median(after),
        least(after),
        median(ratio));
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }
}
