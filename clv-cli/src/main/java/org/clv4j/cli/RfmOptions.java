package org.clv4j.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.segments.rfm.RfmCuts;
import org.clv4j.segments.rfm.RfmRules;
import org.clv4j.segments.rfm.RfmScoring;
import org.clv4j.segments.rfm.RfmTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the scores are made and named. */
final class RfmOptions {
  private static final String RFM_11 = "rfm-11";
  private static final String RF_10 = "rf-10";

  @Option(
      names = "--rules",
      paramLabel = "rfm-11|rf-10|FILE",
      description = "Names of the segments; default: rfm-11, without amounts rf-10.")
  @Nullable String rules;

  @Option(
      names = "--bins",
      paramLabel = "N",
      description = "Scores run from 1 to N; default: as many as the rules or the cut points have.")
  @Nullable Integer bins;

  @Option(
      names = "--method",
      paramLabel = "quantiles|ranks|nested",
      description = "How scores are made; default: quantiles of the values.")
  @Nullable Method method;

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

  /** Everything from the options, before any order is read. */
  record Chosen(@Nullable RfmScoring scoring, @Nullable RfmRules rules) {
    RfmTable table(CustomerBase base, OrderInput input) {
      RfmRules names = rules != null ? rules : base.hasAmounts() ? RfmRules.RFM_11 : RfmRules.RF_10;
      RfmScoring scores = scoring != null ? scoring : RfmScoring.quantiles().withBins(names.bins());
      RfmTable table = RfmTable.of(base, scores, names);
      if (!input.quiet) {
        table.warnings().forEach(input.err()::println);
        input.err().flush();
      }
      return table;
    }
  }

  Chosen choose(OrderInput input) throws IOException {
    RfmRules names = rules == null ? null : rules(rules);
    if (cuts != null && (method != null || bins != null)) {
      throw input.usage("--cuts has its own bins and method; leave out --bins and --method");
    }
    if (cuts != null) {
      return new Chosen(RfmScoring.cuts(parse(cuts, RfmCuts::parse)), names);
    }
    int scores = bins != null ? bins : names != null ? names.bins() : RfmRules.RFM_11.bins();
    int needed = names != null ? names.bins() : RfmRules.RFM_11.bins();
    if (scores != needed) {
      throw input.usage("--bins must be " + needed + " for these rules, but was " + scores);
    }
    return new Chosen(scoring().withBins(scores), names);
  }

  private RfmScoring scoring() {
    return switch (method == null ? Method.QUANTILES : method) {
      case QUANTILES -> RfmScoring.quantiles();
      case RANKS -> RfmScoring.ranks();
      case NESTED -> RfmScoring.nested();
    };
  }

  private static RfmRules rules(String name) throws IOException {
    return switch (name) {
      case RFM_11 -> RfmRules.RFM_11;
      case RF_10 -> RfmRules.RF_10;
      default -> parse(Path.of(name), RfmRules::parse);
    };
  }

  /** What a file says, or what is wrong with it, with the name of the file. */
  static <T> T parse(Path file, Function<String, T> parser) throws IOException {
    try {
      return parser.apply(read(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static String read(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException(file + " must be UTF-8, but is not", e);
    }
  }
}
