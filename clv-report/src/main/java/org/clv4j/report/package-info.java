/** One self-contained HTML page: {@link org.clv4j.report.HtmlReport}. */
package org.clv4j.report;
