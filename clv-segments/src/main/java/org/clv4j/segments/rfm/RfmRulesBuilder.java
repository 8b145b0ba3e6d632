package org.clv4j.segments.rfm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Puts {@link RfmRules} together segment by segment; belongs to one thread. */
public final class RfmRulesBuilder {
  static final String BINS = "bins";
  static final String OTHERWISE = "otherwise";

  private static final int LISTED = 12;
  private static final int NOBODY = -1;
  private static final String SCORE = "(\\*|[0-9]|\\[(?:[0-9](?:-[0-9])?)+])";
  private static final Pattern CELLS = Pattern.compile(SCORE + SCORE + SCORE);

  private final int bins;
  private final List<String> names = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();
  private final int[] segmentOfCell;
  private final List<String> overlaps = new ArrayList<>();
  private int otherwise = NOBODY;

  RfmRulesBuilder(int bins) {
    this.bins = RfmScoring.checkBins(bins);
    this.segmentOfCell = new int[bins * bins * bins];
    Arrays.fill(segmentOfCell, NOBODY);
  }

  /**
   * Adds a segment.
   *
   * @param name a new name, without {@code :} and {@code #}
   * @param cells as in the text form of {@link RfmRules}, for example {@code "555 5[2-4]*"}
   * @return this builder
   * @throws IllegalArgumentException if the name is not new or not allowed, there is no cell, or
   *     one cannot be read or has a score above the bins
   */
  public RfmRulesBuilder segment(String name, String cells) {
    String stripped = cells.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("segment \"" + name + "\" must have a cell, but has none");
    }
    String[] patterns = stripped.split("\\s+", -1);
    int[][] scores = new int[3 * patterns.length][];
    for (int i = 0; i < patterns.length; i++) {
      Matcher matcher = CELLS.matcher(patterns[i]);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "cells must look like \"543\", \"5[2-4]*\" or \"[45]1*\", but were \""
                + patterns[i]
                + "\"");
      }
      for (int place = 0; place < 3; place++) {
        scores[3 * i + place] = scores(matcher.group(place + 1), patterns[i]);
      }
    }
    addName(name, String.join(" ", patterns));
    for (int i = 0; i < scores.length; i += 3) {
      claim(scores[i], scores[i + 1], scores[i + 2]);
    }
    return this;
  }

  /**
   * Adds the segment of all cells that no other segment names.
   *
   * @param name a new name, without {@code :} and {@code #}
   * @return this builder
   * @throws IllegalArgumentException if the name is not new or not allowed, or there is such a
   *     segment already
   */
  public RfmRulesBuilder otherwise(String name) {
    if (otherwise != NOBODY) {
      throw new IllegalArgumentException(
          "otherwise must stand in one segment, but was in \""
              + names.get(otherwise)
              + "\" and \""
              + name
              + "\"");
    }
    addName(name, OTHERWISE);
    otherwise = names.size() - 1;
    return this;
  }

  private void addName(String name, String cells) {
    if (name.isBlank() || !name.equals(name.strip()) || name.matches("(?s).*[:#\\p{Cntrl}].*")) {
      throw new IllegalArgumentException(
          "segment name must not be blank, start or end with a blank or hold a : or #, but was \""
              + name
              + "\"");
    }
    if (name.equals(BINS)) {
      throw new IllegalArgumentException(
          "segment name must not be \"bins\", which only the first line can be");
    }
    if (names.contains(name)) {
      throw new IllegalArgumentException(
          "segment name must be new, but \"" + name + "\" came again");
    }
    names.add(name);
    lines.add(name + ": " + cells);
  }

  private int[] scores(String place, String pattern) {
    boolean[] chosen = new boolean[bins + 1];
    if (place.equals("*")) {
      Arrays.fill(chosen, 1, bins + 1, true);
    } else {
      String digits = place.replaceAll("[\\[\\]]", "");
      for (int i = 0; i < digits.length(); i++) {
        int low = score(digits.charAt(i), pattern);
        boolean range = i + 1 < digits.length() && digits.charAt(i + 1) == '-';
        int high = range ? score(digits.charAt(i + 2), pattern) : low;
        if (high < low) {
          throw new IllegalArgumentException(
              "range must be ascending, but was " + low + "-" + high + " in \"" + pattern + "\"");
        }
        Arrays.fill(chosen, low, high + 1, true);
        i += range ? 2 : 0;
      }
    }
    return IntStream.rangeClosed(1, bins).filter(s -> chosen[s]).toArray();
  }

  private int score(char digit, String pattern) {
    int score = digit - '0';
    if (score >= 1 && score <= bins) {
      return score;
    }
    throw new IllegalArgumentException(
        "score must be between 1 and " + bins + ", but was " + score + " in \"" + pattern + "\"");
  }

  private void claim(int[] rs, int[] fs, int[] ms) {
    int segment = names.size() - 1;
    for (int r : rs) {
      for (int f : fs) {
        for (int m : ms) {
          int cell = ((r - 1) * bins + f - 1) * bins + m - 1;
          int owner = segmentOfCell[cell];
          if (owner == NOBODY) {
            segmentOfCell[cell] = segment;
          } else {
            overlaps.add(code(cell) + " (" + names.get(owner) + ", " + names.get(segment) + ")");
          }
        }
      }
    }
  }

  private String code(int cell) {
    return "" + (cell / (bins * bins) + 1) + (cell / bins % bins + 1) + (cell % bins + 1);
  }

  /**
   * The rules.
   *
   * @return immutable rules
   * @throws IllegalArgumentException if a cell belongs to no segment or is named twice, with the
   *     cells, or none is left for {@link #otherwise}
   */
  public RfmRules build() {
    List<String> uncovered = new ArrayList<>();
    int[] owners = segmentOfCell.clone();
    for (int cell = 0; cell < owners.length; cell++) {
      if (owners[cell] == NOBODY) {
        owners[cell] = otherwise;
        uncovered.add(code(cell));
      }
    }
    List<String> faults = new ArrayList<>();
    if (otherwise == NOBODY && !uncovered.isEmpty()) {
      faults.add("in no segment: " + some(uncovered));
    }
    if (!overlaps.isEmpty()) {
      faults.add("named twice: " + some(overlaps));
    }
    if (otherwise != NOBODY && uncovered.isEmpty()) {
      faults.add("no cell is left for \"" + names.get(otherwise) + "\"");
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "every cell must be in one segment and every segment have a cell, but "
              + String.join("; ", faults));
    }
    return new RfmRules(bins, names, lines, owners);
  }

  private static String some(List<String> cells) {
    String listed = cells.stream().limit(LISTED).collect(Collectors.joining(" "));
    return cells.size() <= LISTED ? listed : listed + " and " + (cells.size() - LISTED) + " more";
  }
}
