/** One self-contained HTML page about a customer base: {@link org.clv4j.report.HtmlReport}. */
package org.clv4j.report;
