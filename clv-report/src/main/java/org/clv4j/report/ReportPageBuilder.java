package org.clv4j.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.clv4j.report.ReportPage.Section;

/** Puts the sections of the page in their order; each is a class of its own. */
final class ReportPageBuilder {
  private final HtmlReport report;
  private final Words words;
  private final Pictures pictures;

  ReportPageBuilder(HtmlReport report) {
    this.report = report;
    this.words = new Words(report.locale());
    this.pictures = new Pictures(words);
  }

  HtmlPage page() {
    List<Section> sections = sections();
    String script = resource("report.js");
    ReportPage page =
        new ReportPage(
            words.language(),
            words.of("page.title"),
            words.of(
                "page.subtitle",
                String.join(", ", report.source().inputs()),
                words.day(report.rfm().base().asOf())),
            words.of("page.skip"),
            words.of("page.contents"),
            words.of("page.hint"),
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"
                + sha256(script)
                + "'",
            resource("report.css") + pictures.style(),
            script,
            sections);
    return new HtmlPage(page, pictures.tables());
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    sections.add(KeyFigures.of(report, pictures));
    sections.add(ValueSection.of(report.rfm().base(), pictures));
    if (report.orders() != null) {
      sections.add(TimeSection.of(report, report.orders(), pictures));
    }
    sections.add(SegmentSection.of(report.rfm(), pictures));
    sections.add(TopCustomersSection.of(report.rfm(), pictures));
    if (report.orders() != null) {
      sections.add(CohortSection.of(report, report.orders(), pictures));
      sections.add(RetentionSection.of(report, report.orders(), pictures));
      sections.add(HealthSection.of(report, report.orders(), pictures));
    }
    if (report.forecast() != null) {
      sections.add(new ForecastSection(report, report.forecast(), pictures).section());
      if (report.forecast().trial() != null) {
        sections.add(
            TrustSection.of(
                report.forecast().trial(),
                report.forecast().values().valuation().transactions().name(),
                pictures));
      }
      sections.add(new ProspectsSection(report, report.forecast(), pictures).section());
    } else {
      addReason(sections, HtmlReport.Part.FORECAST);
    }
    if (report.economics() != null) {
      sections.add(EconomicsSection.of(report.economics(), pictures));
    } else {
      addReason(sections, HtmlReport.Part.ECONOMICS);
    }
    if (report.subscriptions() != null) {
      sections.add(SubscriptionSection.of(report.subscriptions(), pictures));
    }
    if (report.affinity() != null) {
      sections.add(AffinitySection.of(report.affinity(), pictures));
    }
    if (report.drift() != null) {
      sections.add(DriftSection.of(report.drift(), pictures));
    }
    sections.add(DataSection.of(report, pictures));
    sections.add(AssumptionsSection.of(report, pictures));
    return sections;
  }

  private void addReason(List<Section> sections, HtmlReport.Part part) {
    String reason = report.missing().get(part);
    if (reason != null) {
      String id = part.name().toLowerCase(Locale.ROOT);
      sections.add(
          new SectionBuilder(id, pictures)
              .note(words.of(id + ".none", words.said(reason)))
              .build());
    }
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            ReportPageBuilder.class.getResourceAsStream(name), name + " is missing")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
