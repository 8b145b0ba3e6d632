package org.clv4j.segments.behavior;

import java.util.List;

/** A rule whose columns and thresholds are looked up already; tests many customers at once. */
sealed interface CompiledRule {
  /**
   * Sets the bit of every row that meets the rule.
   *
   * @param from the row of bit 0
   * @param size how many rows
   * @param out all bits 0
   */
  void mark(int from, int size, long[] out);

  /** Whether nobody can meet it, because no column is known. */
  boolean unknown();

  /** A comparison with a threshold that is there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Compared(double[] column, Rule.Comparison comparison, double threshold)
      implements CompiledRule {
    @Override
    public boolean unknown() {
      return false;
    }

    @Override
    public void mark(int from, int size, long[] out) {
      switch (comparison) {
        case LESS -> {
          for (int i = 0; i < size; i++) {
            out[i >> 6] |= column[from + i] < threshold ? 1L << i : 0;
          }
        }
        case AT_MOST -> {
          for (int i = 0; i < size; i++) {
            out[i >> 6] |= column[from + i] <= threshold ? 1L << i : 0;
          }
        }
        case AT_LEAST -> {
          for (int i = 0; i < size; i++) {
            out[i >> 6] |= column[from + i] >= threshold ? 1L << i : 0;
          }
        }
        case GREATER -> {
          for (int i = 0; i < size; i++) {
            out[i >> 6] |= column[from + i] > threshold ? 1L << i : 0;
          }
        }
        default -> {
          for (int i = 0; i < size; i++) {
            out[i >> 6] |= comparison.holds(column[from + i], threshold) ? 1L << i : 0;
          }
        }
      }
    }
  }

  /** What nobody meets: a column or a threshold is missing. */
  record Nobody(boolean unknown) implements CompiledRule {
    @Override
    public void mark(int from, int size, long[] out) {
      // Nobody.
    }
  }

  /** All of several. */
  record All(List<CompiledRule> rules) implements CompiledRule {
    @Override
    public boolean unknown() {
      return rules.stream().anyMatch(CompiledRule::unknown);
    }

    @Override
    public void mark(int from, int size, long[] out) {
      rules.get(0).mark(from, size, out);
      for (CompiledRule rule : rules.subList(1, rules.size())) {
        if (isEmpty(out)) {
          return;
        }
        long[] more = new long[out.length];
        rule.mark(from, size, more);
        for (int i = 0; i < out.length; i++) {
          out[i] &= more[i];
        }
      }
    }

    private static boolean isEmpty(long[] bits) {
      for (long word : bits) {
        if (word != 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** At least one of several. */
  record Any(List<CompiledRule> rules) implements CompiledRule {
    @Override
    public boolean unknown() {
      return rules.stream().allMatch(CompiledRule::unknown);
    }

    @Override
    public void mark(int from, int size, long[] out) {
      for (CompiledRule rule : rules) {
        long[] more = new long[out.length];
        rule.mark(from, size, more);
        for (int i = 0; i < out.length; i++) {
          out[i] |= more[i];
        }
      }
    }
  }
}
