package org.clv4j.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.clv4j.models.evaluate.Gate;
import org.clv4j.models.evaluate.Readiness;

/** What is wrong with data before a fit, in words. */
final class DataWarnings {
  private static final String OF_SPEND = "spend-";

  private DataWarnings() {}

  static List<String> ofPurchases(Readiness readiness) {
    return of(readiness, false);
  }

  static List<String> ofSpend(Readiness readiness) {
    return of(readiness, true);
  }

  private static List<String> of(Readiness readiness, boolean spend) {
    return readiness.gates().stream()
        .filter(gate -> gate.name().startsWith(OF_SPEND) == spend)
        .filter(gate -> gate.status() == Gate.Status.WARNING || gate.status() == Gate.Status.FAILED)
        .map(DataWarnings::words)
        .toList();
  }

  private static String words(Gate gate) {
    double value = gate.value().orElseThrow();
    boolean least =
        gate.passesAt() == gate.failsAt()
            ? value < gate.passesAt()
            : gate.passesAt() > gate.failsAt();
    return "the data: "
        + gate.name()
        + (gate.status() == Gate.Status.FAILED ? " failed (" : " (")
        + number(value)
        + ", should be "
        + (least ? "at least " : "at most ")
        + number(gate.passesAt())
        + (value < 0 ? " either side of 0): " : "): ")
        + gate.finding()
        + "; "
        + gate.remedy();
  }

  private static String number(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
