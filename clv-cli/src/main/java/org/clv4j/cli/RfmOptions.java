package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.segments.rfm.RfmCuts;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the scores are made and named. */
final class RfmOptions {
  @Option(
      names = "--rules",
      paramLabel = "rfm-11|rf-10|FILE",
      description = "Names of the segments; default: rfm-11, without amounts rf-10.")
  @Nullable String rules;

  @Option(names = "--bins", paramLabel = "N", description = "Scores run from 1 to N; default: 5.")
  int bins = 5;

  @Option(
      names = "--method",
      paramLabel = "quantiles|ranks|nested",
      description = "How scores are made; default: quantiles of the values.")
  Method method = Method.QUANTILES;

  @Option(
      names = "--cuts",
      paramLabel = "FILE",
      description = "Fixed or earlier saved cut points, instead of a method.")
  @Nullable Path cuts;

  enum Method {
    QUANTILES,
    RANKS,
    NESTED
  }

  RfmTable table(CustomerBase base, OrderInput input) throws IOException {
    RfmTable table = RfmTable.of(base, scoring(), rules(base.hasAmounts()));
    if (!input.quiet) {
      table.warnings().forEach(input.err()::println);
      input.err().flush();
    }
    return table;
  }

  private RfmScoring scoring() throws IOException {
    if (cuts != null) {
      return RfmScoring.cuts(RfmCuts.parse(Files.readString(cuts).strip()));
    }
    return switch (method) {
      case QUANTILES -> RfmScoring.quantiles().withBins(bins);
      case RANKS -> RfmScoring.ranks().withBins(bins);
      case NESTED -> RfmScoring.nested().withBins(bins);
    };
  }

  private RfmRules rules(boolean amounts) throws IOException {
    String name = rules != null ? rules : amounts ? "rfm-11" : "rf-10";
    return switch (name) {
      case "rfm-11" -> RfmRules.RFM_11;
      case "rf-10" -> RfmRules.RF_10;
      default -> RfmRules.parse(Files.readString(Path.of(name)));
    };
  }
}
