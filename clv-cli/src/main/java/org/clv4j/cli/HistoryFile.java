package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.io.CsvSource;
import org.clv4j.io.NumberCsv;
import org.clv4j.models.contract.Tenures;
import org.clv4j.models.transaction.OpportunityHistories;

/** A CSV file of what is no order: opportunities used, survivors, tenures. */
record HistoryFile(NumberCsv csv) {

  static HistoryFile read(OrderInput input, String model) throws IOException {
    if (input.sources.inputs.size() != 1) {
      throw input.usage(model + " takes one summary file");
    }
    return new HistoryFile(
        NumberCsv.read(
            CsvSource.of(Path.of(input.sources.inputs.get(0))),
            List.of(
                "frequency",
                "recency",
                "opportunities",
                "mean_repeat_spend",
                "period",
                "survivors",
                "tenure",
                "churned",
                "weight")));
  }

  OpportunityHistories opportunities() {
    return OpportunityHistories.of(
        csv.wholeNumbers("frequency"),
        csv.wholeNumbers("recency"),
        csv.wholeNumbers("opportunities"),
        csv.has("weight") ? csv.numbers("weight") : null);
  }

  Tenures tenures(PeriodUnit unit, boolean exact) {
    if (csv.has("survivors")) {
      requirePeriodsInOrder();
      return Tenures.ofSurvivors(csv.numbers("survivors"), unit);
    }
    double[] weight = csv.has("weight") ? csv.numbers("weight") : null;
    return exact
        ? Tenures.ofTimes(csv.numbers("tenure"), churned(), weight, unit)
        : Tenures.ofPeriods(csv.wholeNumbers("tenure"), churned(), weight, unit);
  }

  private void requirePeriodsInOrder() {
    int[] periods = csv.wholeNumbers("period");
    for (int i = 0; i < periods.length; i++) {
      if (periods[i] != i) {
        throw new IllegalArgumentException(
            "period of row " + (i + 1) + " must be " + i + ", but was " + periods[i]);
      }
    }
  }

  private boolean[] churned() {
    double[] flags = csv.numbers("churned");
    boolean[] churned = new boolean[flags.length];
    for (int i = 0; i < flags.length; i++) {
      if (flags[i] != 0 && flags[i] != 1) {
        throw new IllegalArgumentException(
            "churned of row " + (i + 1) + " must be 0 or 1, but was " + flags[i]);
      }
      churned[i] = flags[i] == 1;
    }
    return churned;
  }

  /** A customer, or all of a period, and whether they left; what a contract is scored by. */
  record Tenure(String id, double time, boolean churned) {}

  /** The rows of the file; without a column churned all are still there. */
  List<Tenure> rows() {
    double[] times = csv.numbers(csv.has("tenure") ? "tenure" : "period");
    boolean[] churned = csv.has("churned") ? churned() : new boolean[times.length];
    return IntStream.range(0, times.length)
        .mapToObj(row -> new Tenure(csv.id(row), times[row], churned[row]))
        .toList();
  }
}
