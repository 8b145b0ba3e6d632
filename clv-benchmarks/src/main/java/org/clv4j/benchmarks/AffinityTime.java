package org.clv4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.clv4j.segments.affinity.Affinity;
import org.clv4j.segments.affinity.AffinityRule;
import org.clv4j.segments.affinity.Baskets;

/**
 * Rules of a million baskets of ten thousand products, from columns of order and product, on one
 * thread; the rules found must be those planted. The first turn is cold and stands by itself; CPU
 * seconds are those of the whole process, compiler and collector too.
 */
public final class AffinityTime {
  private static final int BASKETS = 1_000_000;
  private static final int TURNS = 10;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private AffinityTime() {}

  /**
   * Measures and prints.
   *
   * @param args the number of baskets, if not a million
   */
  public static void main(String[] args) {
    int baskets = args.length > 0 ? Integer.parseInt(args[0]) : BASKETS;
    PlantedBaskets planted = new PlantedBaskets(baskets, 10);
    List<double[]> turns = new ArrayList<>();
    Affinity affinity = null;
    for (int turn = 0; turn < TURNS; turn++) {
      long cpu = SYSTEM.getProcessCpuTime();
      long start = System.nanoTime();
      Baskets made = planted.baskets();
      long sorted = System.nanoTime();
      affinity = Affinity.of(made);
      long done = System.nanoTime();
      cpu = SYSTEM.getProcessCpuTime() - cpu;
      turns.add(
          new double[] {
            (sorted - start) / 1e9, (done - sorted) / 1e9, (done - start) / 1e9, cpu / 1e9
          });
      check(affinity);
    }
    System.out.println(affinity + ", " + planted.rows() + " rows");
    System.out.println("| part | cold s | median s | min to max s |\n|---|---:|---:|---:|");
    print("columns to baskets", 0, turns);
    print("baskets to rules", 1, turns);
    print("both", 2, turns);
    print("both, CPU seconds", 3, turns);
  }

  private static void check(Affinity affinity) {
    long right = affinity.rules().stream().filter(PlantedBaskets::isPlanted).count();
    List<AffinityRule> wrong =
        affinity.rules().stream().filter(rule -> !PlantedBaskets.isPlanted(rule)).toList();
    if (right != 2 * PlantedBaskets.PAIRS || !wrong.isEmpty()) {
      throw new IllegalStateException(
          "rules must be the planted, both ways of "
              + PlantedBaskets.PAIRS
              + " pairs, but were "
              + right
              + " of them and "
              + wrong);
    }
  }

  private static void print(String part, int column, List<double[]> turns) {
    Measured.Spread spread =
        Measured.Spread.of(turns.stream().skip(1).mapToDouble(turn -> turn[column]).toArray());
    System.out.printf(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.3f to %.3f |%n",
        part,
        turns.get(0)[column],
        spread.median(),
        spread.min(),
        spread.max());
  }
}
