package org.clv4j.segments.rfm;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Named segments in order, and the cells of scores that belong to each.
 *
 * <p>A cell is a triple of scores, written r, f, m: {@code 543}. Every cell belongs to exactly one
 * segment and every segment has a cell; rules that break this cannot be made. Where that is meant,
 * one segment takes all cells that no other names.
 *
 * <p>The text form has one segment a line, for example
 *
 * <pre>
 * bins: 3
 * Best: 33* 3[12]3        # any m; f 1 or 2
 * Loyal: [1-2]3* 22*
 * Other: otherwise
 * </pre>
 *
 * <p>Two sets of rules are equal if their segments have the same names, order and cells.
 */
public final class RfmRules {

  /**
   * Eleven segments on all 125 cells of five scores: the complete table that most open-source RFM
   * code copies, of unknown first author.
   */
  public static final RfmRules RFM_11 =
      parse(
          """
          Champions: 555 554 544 545 454 455 445
          Loyal: 543 444 435 355 354 345 344 335
          Potential Loyalist: 553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 \
          353 352 351 342 341 333 323
          New Customers: 512 511 422 421 412 411 311
          Promising: 525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313
          Need Attention: 535 534 443 434 343 334 325 324
          About To Sleep: 331 321 312 221 213 231 241 251
          At Risk: 255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 \
          125 124
          Cannot Lose Them: 155 154 144 214 215 115 114 113
          Hibernating: 332 322 233 232 223 222 132 123 122 212 211
          Lost: 111 112 121 131 141 151
          """);

  /**
   * Ten segments on r and f of five scores, whatever m: the map that Python tutorials teach. It
   * needs no amounts.
   */
  public static final RfmRules RF_10 =
      parse(
          """
          Champions: 5[45]*
          Loyal: [34][45]*
          Potential Loyalists: [45][23]*
          New: 51*
          Promising: 41*
          Need Attention: 33*
          About To Sleep: 3[12]*
          At Risk: [12][34]*
          Can't Lose: [12]5*
          Hibernating: [12][12]*
          """);

  private final int bins;
  private final List<String> names;
  private final List<String> lines;
  private final int[] segmentOfCell;

  RfmRules(int bins, List<String> names, List<String> lines, int[] segmentOfCell) {
    this.bins = bins;
    this.names = List.copyOf(names);
    this.lines = List.copyOf(lines);
    this.segmentOfCell = segmentOfCell;
  }

  /**
   * A builder of rules without segments.
   *
   * @param bins the number of scores, from 2 to 9
   * @return the builder
   * @throws IllegalArgumentException if the number is another one
   */
  public static RfmRulesBuilder builder(int bins) {
    return new RfmRulesBuilder(bins);
  }

  /**
   * Reads the text form.
   *
   * <p>A line is a name, a colon and the cells of that segment, or {@code otherwise} in at most one
   * line. A cell's place holds a score, {@code *} for any or a set like {@code [45]}, {@code [2-4]}
   * or {@code [13-5]}. A first line {@code bins: 4} gives the number of scores, 5 unless given. #
   * starts a comment; blank lines do not matter.
   *
   * @param text the rules
   * @return the rules
   * @throws IllegalArgumentException if a line cannot be read, a name comes twice or a score is
   *     above the bins, with the number of the line; or if a cell is in no segment or in two, with
   *     the cells
   */
  public static RfmRules parse(String text) {
    List<NamedLine> lines = NamedLine.read(text);
    boolean hasHeader = !lines.isEmpty() && lines.get(0).name().equals(RfmRulesBuilder.BINS);
    RfmRulesBuilder builder =
        hasHeader ? lines.get(0).apply(line -> builder(line.wholeNumber())) : builder(5);
    for (NamedLine line : lines.subList(hasHeader ? 1 : 0, lines.size())) {
      line.apply(
          entry ->
              entry.words().equals(List.of(RfmRulesBuilder.OTHERWISE))
                  ? builder.otherwise(entry.name())
                  : builder.segment(entry.name(), String.join(" ", entry.words())));
    }
    return builder.build();
  }

  /**
   * The number of scores.
   *
   * @return from 2 to 9
   */
  public int bins() {
    return bins;
  }

  /**
   * The names of the segments.
   *
   * @return in the order of the rules
   */
  public List<String> segments() {
    return names;
  }

  /**
   * The segment of a cell.
   *
   * @param r from 1 to {@link #bins()}
   * @param f from 1 to {@link #bins()}
   * @param m from 1 to {@link #bins()}
   * @return its name
   * @throws IllegalArgumentException if there is no such score
   */
  public String segment(int r, int f, int m) {
    return names.get(indexOf(checked(r, "r"), checked(f, "f"), checked(m, "m")));
  }

  private int checked(int score, String name) {
    if (score >= 1 && score <= bins) {
      return score;
    }
    throw new IllegalArgumentException(
        name + " must be between 1 and " + bins + ", but was " + score);
  }

  int indexOf(int r, int f, int m) {
    return segmentOfCell[((r - 1) * bins + f - 1) * bins + m - 1];
  }

  /**
   * The line of a segment in the text form.
   *
   * @param segment its name
   * @return for example {@code Champions: 5[45]*}
   * @throws IllegalArgumentException if no segment has the name
   */
  public String line(String segment) {
    return lines.get(indexOf(segment));
  }

  int indexOf(String segment) {
    int index = names.indexOf(segment);
    if (index < 0) {
      throw new IllegalArgumentException(
          "segment must be one of " + names + ", but was \"" + segment + "\"");
    }
    return index;
  }

  /**
   * Whether m makes a difference in any cell.
   *
   * @return false if r and f alone name the segment, so that no amounts are needed
   */
  public boolean usesMonetary() {
    for (int cell = 0; cell < segmentOfCell.length; cell++) {
      if (segmentOfCell[cell] != segmentOfCell[cell - cell % bins]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RfmRules that
        && names.equals(that.names)
        && Arrays.equals(segmentOfCell, that.segmentOfCell);
  }

  @Override
  public int hashCode() {
    return 31 * names.hashCode() + Arrays.hashCode(segmentOfCell);
  }

  /** The text form, which {@link #parse} reads. */
  @Override
  public String toString() {
    return RfmRulesBuilder.BINS + ": " + bins + "\n" + String.join("\n", lines);
  }
}
