package org.clv4j.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.quality.QualityFinding;
import org.clv4j.core.quality.QualityFinding.Severity;

/** The bad rows of a reading: the first ones, and how many broke which rule. */
final class BadRows {
  /** How many rules are told apart; all others are the last one together. */
  static final int REASONS = 100;

  /** Said of rows that can be read. */
  static final String OF_LEFT_OUT_ORDER = "the row is of an order that is left out as a whole";

  private static final String OTHERS = "";

  /** From this share on bad rows are serious. */
  private static final double MANY = 0.01;

  private final boolean skips;
  private final List<BadRow> first = new ArrayList<>();
  private final Map<String, Reason> reasons = new LinkedHashMap<>();
  private long count;

  /** The first row that broke a rule, and how many did. */
  private record Reason(BadRow first, long rows) {
    Reason plus(Reason other) {
      return new Reason(first, rows + other.rows);
    }
  }

  /**
   * Starts without one.
   *
   * @param skips false if the first one ends the reading
   */
  BadRows(boolean skips) {
    this.skips = skips;
  }

  void add(BadRow row) {
    if (!skips) {
      throw new OrderCsvException(row);
    }
    count++;
    if (first.size() < OrderCsvResult.LISTED) {
      first.add(row);
    }
    String reason = row.column() + " " + row.reason();
    boolean isKnown = reasons.containsKey(reason) || reasons.size() < REASONS - 1;
    count(isKnown ? reason : OTHERS, row, 1);
  }

  /**
   * Adds all rows of an order that is left out as a whole.
   *
   * @param blame what is wrong with it, in one of its rows or elsewhere
   * @param rows where its rows are, at least one
   */
  void addOrder(BadRow blame, List<OrderPlace> rows) {
    add(blame);
    List<OrderPlace> others = new ArrayList<>(rows);
    if (!others.remove(new OrderPlace(blame.source(), blame.line()))) {
      others.remove(0);
    }
    addOthers(others);
  }

  /** Adds rows that can be read, of an order of which another one was added. */
  void addOthers(List<OrderPlace> rows) {
    rows.forEach(row -> add(row.bad(OF_LEFT_OUT_ORDER)));
  }

  private void count(String reason, BadRow row, long rows) {
    reasons.merge(reason, new Reason(row, rows), Reason::plus);
  }

  /**
   * Those of a reader that lists only the first ones: the rules that the others broke are not
   * known.
   */
  static BadRows of(List<BadRow> listed, long count) {
    BadRows rows = new BadRows(true);
    listed.forEach(rows::add);
    if (count > listed.size()) {
      rows.count(OTHERS, listed.get(listed.size() - 1), count - listed.size());
      rows.count = count;
    }
    return rows;
  }

  long count() {
    return count;
  }

  /** At most {@link OrderCsvResult#LISTED}. */
  List<BadRow> first() {
    return first;
  }

  /** One for each rule that was broken, of so many rows. */
  List<QualityFinding> findings(long rows) {
    List<QualityFinding> findings = new ArrayList<>();
    reasons.forEach(
        (name, reason) -> {
          BadRow example = reason.first();
          String column = example.column() == null ? "" : example.column() + " ";
          findings.add(
              new QualityFinding(
                  "bad-rows",
                  reason.rows() >= MANY * rows ? Severity.SERIOUS : Severity.WARNING,
                  reason.rows(),
                  Math.max(rows, reason.rows()),
                  "rows",
                  "rows were left out: "
                      + (name.equals(OTHERS) ? "other reasons" : column + example.reason()),
                  example.place(),
                  "mend the export, or accept that these orders are missing"));
        });
    return findings;
  }
}
