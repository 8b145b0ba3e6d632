package org.clv4j.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clv4j.charts.Chart;
import org.clv4j.report.ReportPage.Cell;
import org.clv4j.report.ReportPage.Fact;
import org.clv4j.report.ReportPage.Figure;
import org.clv4j.report.ReportPage.Grid;
import org.clv4j.report.ReportPage.Heading;
import org.clv4j.report.ReportPage.Picture;
import org.clv4j.report.ReportPage.Row;
import org.clv4j.report.ReportPage.Section;

/**
 * Puts a section together. Its heading is the text {@code section.ID}, what it is about {@code
 * section.ID.intro}, if there is such a text.
 */
final class SectionBuilder {
  /** A longer name of a row may be broken into lines. */
  private static final int SHORT = 24;

  private final String id;
  private final Pictures pictures;
  private final Words words;
  private final List<String> intro = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();
  private final List<Named> charts = new ArrayList<>();
  private final List<Grid> tables = new ArrayList<>();
  private final List<Fact> facts = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> code = new ArrayList<>();

  private boolean broad;

  private record Named(String name, Chart chart) {}

  SectionBuilder(String id, Pictures pictures) {
    this.id = id;
    this.pictures = pictures;
    this.words = pictures.words();
    if (words.has("section." + id + ".intro")) {
      intro.add(words.of("section." + id + ".intro"));
    }
  }

  SectionBuilder intro(String text) {
    intro.add(text);
    return this;
  }

  /** A figure whose name is {@code figure.KEY} and whose meaning is {@code figure.KEY.meaning}. */
  SectionBuilder figure(String key, String value, Object... ofMeaning) {
    figures.add(
        new Figure(
            id + "-" + key.replace('_', '-'),
            words.of("figure." + key),
            value,
            words.of("figure." + key + ".meaning", ofMeaning)));
    return this;
  }

  /**
   * A chart whose title is {@code chart.NAME} and whose numbers go to NAME.csv; where it cannot be
   * drawn, a note says why.
   */
  SectionBuilder chart(String name, Supplier<Chart> chart) {
    return chart(name, words.of("chart." + name), chart);
  }

  SectionBuilder chart(String name, String title, Supplier<Chart> chart) {
    Chart drawn;
    try {
      drawn = chart.get();
    } catch (IllegalArgumentException e) {
      notes.add(words.of("chart.none", title, words.said(String.valueOf(e.getMessage()))));
      return this;
    }
    charts.add(new Named(name, drawn.withTitle(title)));
    return this;
  }

  /** All charts are as broad as the page; else the first one is, if their number is odd. */
  SectionBuilder broad() {
    broad = true;
    return this;
  }

  /**
   * A table. Headings are the texts {@code column.KEY}; a key that begins with {@code #} is of
   * numbers.
   */
  SectionBuilder table(String caption, List<String> keys, List<List<String>> rows) {
    boolean[] isText = new boolean[keys.size()];
    List<Heading> head = new ArrayList<>();
    for (int i = 0; i < isText.length; i++) {
      String key = keys.get(i);
      isText[i] = !key.startsWith("#");
      head.add(new Heading(words.of("column." + (isText[i] ? key : key.substring(1))), isText[i]));
    }
    tables.add(new Grid(words.of(caption), head, rows(rows, isText), List.of()));
    return this;
  }

  /** A table of numbers whose headings come from the data. */
  SectionBuilder table(String caption, String first, List<String> names, List<List<String>> rows) {
    boolean[] isText = new boolean[names.size() + 1];
    List<Heading> head = new ArrayList<>(List.of(new Heading(first, true)));
    names.forEach(name -> head.add(new Heading(name, false)));
    tables.add(new Grid(caption, head, rows(rows, isText), List.of()));
    return this;
  }

  static List<Row> rows(List<List<String>> rows, boolean[] isText) {
    return rows.stream()
        .map(
            row ->
                new Row(
                    row.get(0),
                    row.get(0).length() <= SHORT,
                    IntStream.range(1, row.size())
                        .mapToObj(i -> new Cell(row.get(i), isText[i]))
                        .toList()))
        .toList();
  }

  /** A fact whose name is {@code fact.KEY}. */
  SectionBuilder fact(String key, String value) {
    facts.add(new Fact(words.of("fact." + key), value));
    return this;
  }

  SectionBuilder note(String... texts) {
    notes.addAll(Arrays.asList(texts));
    return this;
  }

  SectionBuilder notes(List<String> texts) {
    notes.addAll(texts);
    return this;
  }

  SectionBuilder code(String text) {
    code.add(text);
    return this;
  }

  Section build() {
    List<Picture> drawn = new ArrayList<>();
    for (Named chart : charts) {
      boolean first = drawn.isEmpty() && charts.size() % 2 == 1;
      drawn.add(pictures.of(chart.name(), chart.chart(), broad || first));
    }
    return new Section(
        id, words.of("section." + id), intro, figures, drawn, tables, facts, notes, code);
  }
}
