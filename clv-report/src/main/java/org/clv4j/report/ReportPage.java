package org.clv4j.report;

import io.jstach.jstache.JStache;
import java.util.List;

/** What the template shows: texts that are ready to print. */
@JStache(path = "org/clv4j/report/report.mustache")
record ReportPage(
    String language,
    String title,
    String subtitle,
    String skip,
    String contents,
    String hint,
    String policy,
    String style,
    String script,
    List<Section> sections) {

  /**
   * A section. Every part may be empty.
   *
   * @param id unique on the page
   * @param title its heading
   * @param intro what it is about
   * @param figures key figures with their meanings
   * @param charts charts with their tables
   * @param tables tables
   * @param facts names and values
   * @param notes what is to be said besides
   * @param code what can be copied
   */
  record Section(
      String id,
      String title,
      List<String> intro,
      List<Figure> figures,
      List<Picture> charts,
      List<Grid> tables,
      List<Fact> facts,
      List<String> notes,
      List<String> code) {
    boolean hasFigures() {
      return !figures.isEmpty();
    }

    boolean hasCharts() {
      return !charts.isEmpty();
    }

    boolean hasTables() {
      return !tables.isEmpty();
    }

    boolean hasFacts() {
      return !facts.isEmpty();
    }
  }

  /** A key figure with its meaning. */
  record Figure(String id, String name, String value, String meaning) {}

  /**
   * A chart, drawn for screens of several widths.
   *
   * @param label what it is, for who does not see it
   * @param switchTo what opens the table
   * @param broad the drawing for broad screens, if there is one of its own, as markup
   * @param middle that for tablets, where there is a broad one
   * @param wide the drawing for screens that have room, as markup
   * @param narrow the one for phones, as markup
   * @param table its numbers, the first of them
   * @param file the name of the file with all of them
   * @param download what is said of the file
   */
  record Picture(
      String id,
      String label,
      String switchTo,
      List<String> broad,
      List<String> middle,
      String wide,
      String narrow,
      Grid table,
      String file,
      String download) {}

  /**
   * A table.
   *
   * @param more what is said if not all rows are here
   */
  record Grid(String caption, List<Heading> head, List<Row> rows, List<String> more) {
    private static final int MANY = 10;

    /** Too many columns for paper at the usual size. */
    boolean isBroad() {
      return head.size() > MANY;
    }
  }

  /** A heading; texts are aligned to the left, numbers to the right. */
  record Heading(String text, boolean isText) {}

  /** A row: the first cell is its heading, which stays on one line if it is short. */
  record Row(String head, boolean isShort, List<Cell> cells) {}

  record Cell(String text, boolean isText) {}

  record Fact(String name, String value) {}
}
