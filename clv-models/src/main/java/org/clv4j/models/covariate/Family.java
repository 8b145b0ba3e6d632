package org.clv4j.models.covariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.internal.BetaGeometricFit;
import org.clv4j.models.internal.BetaGeometricLikelihood;
import org.clv4j.models.internal.DropoutFit;
import org.clv4j.models.internal.DropoutLikelihood;
import org.clv4j.models.internal.LikelihoodFit;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;

/** The models that covariates can act in, and where they act. */
enum Family {
  PARETO_NBD("pareto-nbd", "s", "beta"),
  BG_NBD("bg-nbd", "a", "b"),
  MBG_NBD("mbg-nbd", "a", "b");

  static final String RATE = "rate";
  static final String DROPOUT = "dropout";
  static final String DROPOUT_A = "dropout-a";
  static final String DROPOUT_B = "dropout-b";
  static final String BOTH = "both";

  private static final Shift ALPHA = new Shift(1, -1);

  /** Below so many rows a table by day costs more than it spares. */
  private static final int ROWS_WORTH_TABLES = 128;

  final String model;
  private final String third;
  private final String fourth;

  Family(String model, String third, String fourth) {
    this.model = model;
    this.third = third;
    this.fourth = fourth;
  }

  List<String> parameters() {
    return List.of("r", "alpha", third, fourth);
  }

  /** That the log of a parameter moves by sign g z. */
  record Shift(int parameter, int sign) {}

  static List<String> names() {
    return Arrays.stream(values()).map(family -> family.model).toList();
  }

  static Family of(String model) {
    for (Family family : values()) {
      if (family.model.equals(model)) {
        return family;
      }
    }
    throw new IllegalArgumentException(
        "model with covariates must be one of " + names() + ", but was \"" + model + "\"");
  }

  /** What a coefficient of some kind moves; empty if the model has no such kind. */
  List<Shift> shifts(String kind) {
    boolean pareto = this == PARETO_NBD;
    return switch (kind) {
      case RATE -> List.of(ALPHA);
      case DROPOUT ->
          pareto ? List.of(new Shift(3, -1)) : List.of(new Shift(2, 1), new Shift(3, 1));
      case DROPOUT_A -> pareto ? List.of() : List.of(new Shift(2, 1));
      case DROPOUT_B -> pareto ? List.of() : List.of(new Shift(3, 1));
      case BOTH -> {
        List<Shift> shifts = new ArrayList<>(shifts(RATE));
        shifts.addAll(shifts(DROPOUT));
        yield shifts;
      }
      default -> List.of();
    };
  }

  TransactionModel of(double[] p, PeriodUnit unit) {
    return switch (this) {
      case PARETO_NBD -> new ParetoNbd(p[0], p[1], p[2], p[3], unit);
      case BG_NBD -> new BgNbd(p[0], p[1], p[2], p[3], unit);
      case MBG_NBD -> new MbgNbd(p[0], p[1], p[2], p[3], unit);
    };
  }

  FitResult<? extends TransactionModel> fit(CustomerSummaries data, FitOptions options) {
    return switch (this) {
      case PARETO_NBD -> ParetoNbd.fit(data, options);
      case BG_NBD -> BgNbd.fit(data, options);
      case MBG_NBD -> MbgNbd.fit(data, options);
    };
  }

  LikelihoodFit.Problem problem(CustomerSummaries data) {
    return this == PARETO_NBD
        ? DropoutFit.paretoProblem(model, data)
        : BetaGeometricFit.problem(model, data);
  }

  LikelihoodFit.Likelihood likelihood(CustomerSummaries data, int threads) {
    return switch (this) {
      case PARETO_NBD ->
          new DropoutLikelihood(data, false, threads, data.rows() >= ROWS_WORTH_TABLES);
      case BG_NBD -> new BetaGeometricLikelihood(data, 0, threads);
      case MBG_NBD -> new BetaGeometricLikelihood(data, 1, threads);
    };
  }

  /** The coordinates of parameters: ln r, ln r/alpha, and shape and mean of dropout. */
  double[] coordinates(FitResult<?> fit) {
    double[] logs =
        parameters().stream().mapToDouble(name -> Math.log(fit.parameter(name))).toArray();
    double last = this == PARETO_NBD ? logs[2] - logs[3] : logs[3] - logs[2];
    return new double[] {logs[0], logs[0] - logs[1], logs[2], last};
  }
}
