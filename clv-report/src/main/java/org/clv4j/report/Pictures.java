package org.clv4j.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.clv4j.charts.Chart;
import org.clv4j.charts.Theme;
import org.clv4j.io.Table;
import org.clv4j.report.ReportPage.Grid;
import org.clv4j.report.ReportPage.Heading;
import org.clv4j.report.ReportPage.Picture;

/** Makes the charts of one page: drawings for every width and theme, tables, files. */
final class Pictures {
  /** More rows are in the file alone. */
  private static final int MOST_ROWS = 120;

  private static final int BROAD = 1080;
  private static final int MIDDLE = 740;
  private static final int WIDE = 520;
  private static final int NARROW = 340;
  private static final int HEIGHT = 350;
  private static final int ROW = 26;

  private final Words words;
  private final Colours colours = new Colours();
  private final Map<String, Table> tables = new LinkedHashMap<>();

  Pictures(Words words) {
    this.words = words;
  }

  Words words() {
    return words;
  }

  /** The numbers of the charts so far, by the names of their files. */
  Map<String, Table> tables() {
    return tables;
  }

  /** The colours of the charts so far, as rules of style. */
  String style() {
    return colours.style();
  }

  /**
   * Draws a chart.
   *
   * @param broad whether it is as broad as the page where the page is broad
   */
  Picture of(String name, Chart plain, boolean broad) {
    Chart chart = plain.withLocale(words.locale());
    String file = name + ".csv";
    if (tables.put(file, chart.table()) != null) {
      throw new IllegalStateException("there is a chart " + name + " already");
    }
    int height = Math.max(HEIGHT, height(chart.table()));
    return new Picture(
        "chart-" + name,
        chart.title() + ". " + chart.description(),
        words.of("chart.table"),
        broad ? List.of(drawing(chart, BROAD, height)) : List.of(),
        broad ? List.of(drawing(chart, MIDDLE, height)) : List.of(),
        drawing(chart, WIDE, height),
        drawing(chart, NARROW, height),
        grid(chart),
        file,
        words.of("chart.download", file));
  }

  /** Cohorts are one below the other. */
  private static int height(Table table) {
    int column = table.names().indexOf("cohort");
    return column < 0
        ? 0
        : 100
            + ROW
                * (int)
                    IntStream.range(0, table.rows())
                        .mapToObj(row -> table.cell(row, column))
                        .distinct()
                        .count();
  }

  private String drawing(Chart chart, int width, int height) {
    Chart sized = chart.withSize(width, height);
    return colours.themed(
        sized.withTheme(Theme.LIGHT).svg(), sized.withTheme(Theme.DARK).svg(), chart.title());
  }

  private Grid grid(Chart chart) {
    Table table = chart.table();
    int shown = Math.min(MOST_ROWS, table.rows());
    int columns = table.names().size();
    boolean[] isText = new boolean[columns];
    List<Heading> head = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      String name = table.names().get(column);
      isText[column] = column == 0 || (shown > 0 && table.cell(0, column) instanceof String);
      head.add(new Heading(words.of("column." + name), isText[column]));
    }
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < shown; row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        Object cell = table.cell(row, column);
        String text = cell == null ? "" : words.cell(cell);
        cells.add(cell instanceof String ? words.or("cell." + text, text) : text);
      }
      rows.add(cells);
    }
    List<String> more =
        shown == table.rows()
            ? List.of()
            : List.of(words.of("chart.more", words.whole(shown), words.whole(table.rows())));
    return new Grid(chart.title(), head, SectionBuilder.rows(rows, isText), more);
  }
}
