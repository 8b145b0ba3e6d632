package org.clv4j.charts;

import org.clv4j.io.Table;

/**
 * What a chart is, whatever the style.
 *
 * @param name of the kind of chart, for example {@code tracking}
 * @param title its title
 * @param note in small letters below; may be empty
 * @param description for who does not see it
 * @param table its numbers
 * @param drawing its numbers as a picture
 * @param height in pixels, unless another is asked for
 */
record Content(
    String name,
    Text title,
    Text note,
    Text description,
    Table table,
    Drawing drawing,
    int height) {
  private static final int USUAL = 420;

  Content(String name, Text title, Text note, Text description, Table table, Drawing drawing) {
    this(name, title, note, description, table, drawing, USUAL);
  }

  Content withTitle(String words) {
    return new Content(name, Text.plain(words), note, description, table, drawing, height);
  }

  Content withHeight(int pixels) {
    return new Content(name, title, note, description, table, drawing, pixels);
  }
}
