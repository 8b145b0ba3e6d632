package org.clv4j.report;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clv4j.io.Table;

/** A page that is ready to be written, and the numbers of its charts. */
public final class HtmlPage {
  private final ReportPage page;
  private final Map<String, Table> tables;

  HtmlPage(ReportPage page, Map<String, Table> tables) {
    this.page = page;
    this.tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /**
   * The numbers of each chart. The page links to these files, which should lie beside it.
   *
   * @return by the name of the file, for example {@code rfm-grid.csv}, in the order of the page
   */
  public Map<String, Table> tables() {
    return tables;
  }

  /**
   * Writes the page.
   *
   * @param out where to, in UTF-8; neither flushed nor closed
   * @throws IOException if writing fails
   */
  public void write(Appendable out) throws IOException {
    ReportPageRenderer.of().execute(page, out);
  }
}
