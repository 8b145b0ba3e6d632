package org.clv4j.models.covariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.clv4j.models.fit.FitException;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.fit.Objective;
import org.clv4j.models.internal.CovariateLikelihood;
import org.clv4j.models.internal.LikelihoodFit;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;

/**
 * Fits a model with covariates, from the optimum of the model without.
 *
 * <p>The coordinates are those of the model at the mean of the covariates, and g times the standard
 * deviation of the column: so neither its unit nor its origin matters to the search. A coefficient
 * is at most so large that its column makes a factor of a million between two customers.
 */
final class CovariateFit {
  private static final double LARGEST_LOG_FACTOR = Math.log(1e6);

  /** A mean that is so many ranges away from 0 is far off. */
  private static final double FAR_OFF = 10;

  /** The exp of more is no number that a double can hold, nor its inverse. */
  private static final double LARGEST_LOG = 700;

  private final Family family;
  private final CovariateData data;
  private final CovariateOptions options;
  private final Columns columns;
  private final List<Coefficient> coefficients = new ArrayList<>();

  private record Coefficient(String kind, String covariate, int column, double l2) {
    String name() {
      return kind + "." + covariate;
    }
  }

  private CovariateFit(Family family, CovariateData data, CovariateOptions options) {
    this.family = family;
    this.data = data;
    this.options = options;
    this.columns = new Columns(data);
    SortedSet<String> rate = data.namesOf(options.rate());
    SortedSet<String> dropout = data.namesOf(options.dropout());
    SortedSet<String> equal = data.namesOf(options.equal());
    if (rate.isEmpty() && dropout.isEmpty()) {
      throw new IllegalArgumentException("at least one covariate must act on rate or dropout");
    }
    columns.requireIndependent(rate);
    columns.requireIndependent(dropout);
    add(Family.RATE, rate, equal, options.rateL2());
    if (options.separateDropout()) {
      if (family.shifts(Family.DROPOUT_A).isEmpty()) {
        throw new IllegalArgumentException(
            "separate coefficients of dropout must be those of a and b, but "
                + family.model
                + " has none");
      }
      add(Family.DROPOUT_A, dropout, equal, options.dropoutL2());
      add(Family.DROPOUT_B, dropout, equal, options.dropoutL2());
    } else {
      add(Family.DROPOUT, dropout, equal, options.dropoutL2());
    }
    add(Family.BOTH, equal, new TreeSet<>(), options.rateL2() + options.dropoutL2());
  }

  private void add(String kind, SortedSet<String> names, SortedSet<String> but, double l2) {
    for (String name : names) {
      if (!but.contains(name)) {
        coefficients.add(new Coefficient(kind, name, data.names().indexOf(name), l2));
      }
    }
  }

  static FitResult<CovariateModel> fit(
      Family family, CovariateData data, CovariateOptions options) {
    return new CovariateFit(family, data, options).fit();
  }

  private FitResult<CovariateModel> fit() {
    if (!options.fit().held().isEmpty()) {
      throw new IllegalArgumentException(
          "a fit with covariates must hold nothing, but held was " + options.fit().held());
    }
    FitResult<? extends TransactionModel> start = withoutCovariates();
    CovariateLikelihood likelihood = likelihood();
    FitResult<CovariateModel> fit =
        LikelihoodFit.fit(problem(start), likelihood, options.fit(), this::model);
    double[] logs = new double[fit.parameters().size()];
    int i = 0;
    for (double value : fit.parameters().values()) {
      logs[i++] = value;
    }
    List<String> warnings = new ArrayList<>(fit.warnings());
    warnOfOrigins(warnings);
    SortedSet<String> without = withoutMeaning(fit, warnings);
    if (isPenalised()) {
      warnings.add(
          "the coefficients were drawn to 0 by a penalty: standard errors are those of the penalised"
              + " likelihood; likelihood-ratio tests, AIC and BIC do not hold");
    }
    warnOfOneEffectOnBoth(warnings);
    return new FitResult<>(
        fit.model(),
        fit.parameters(),
        fit.covariance().without(without),
        fit.sandwich().without(without),
        fit.logLikelihood() + likelihood.penalty(logs),
        fit.customers(),
        fit.evaluations() + (start == null ? 0 : start.evaluations()),
        fit.gradientNorm(),
        warnings,
        new Objective(
            family.model,
            data.customers().fingerprint(),
            fingerprints(),
            isPenalised(),
            fit.objective().atBound()));
  }

  private Map<String, Double> fingerprints() {
    Map<String, Double> fingerprints = new LinkedHashMap<>();
    for (Coefficient coefficient : coefficients) {
      fingerprints.computeIfAbsent(
          coefficient.covariate, name -> columns.fingerprint(coefficient.column));
    }
    return fingerprints;
  }

  private boolean isPenalised() {
    return options.rateL2() > 0 || options.dropoutL2() > 0;
  }

  /** The parameters of the model are those at 0, which may be far outside of all data. */
  private void warnOfOrigins(List<String> warnings) {
    SortedSet<String> far = farOff();
    if (!far.isEmpty()) {
      warnings.add(
          String.join(", ", far)
              + " of 0, where the parameters of the model stand, is far outside of the data;"
              + " predictions do not mind, but measured from a value near the mean the parameters"
              + " would say more");
    }
  }

  /** An effect that moves a and b alike is easily taken for one on the chance to leave. */
  private void warnOfOneEffectOnBoth(List<String> warnings) {
    List<String> names =
        coefficients.stream()
            .filter(c -> c.kind.equals(Family.DROPOUT) || c.kind.equals(Family.BOTH))
            .map(Coefficient::name)
            .toList();
    if (family != Family.PARETO_NBD && !names.isEmpty()) {
      warnings.add(
          String.join(", ", names)
              + ": of "
              + family.model
              + " one effect on dropout moves a and b alike; the mean chance to leave, a / (a + b),"
              + " stays as it is, and the effect says how much customers differ in it. Separate"
              + " effects on a and b move the mean");
    }
  }

  private SortedSet<String> farOff() {
    SortedSet<String> far = new TreeSet<>();
    for (Coefficient coefficient : coefficients) {
      int k = coefficient.column;
      if (Math.abs(columns.mean[k]) > FAR_OFF * columns.range[k]) {
        far.add(coefficient.covariate);
      }
    }
    return far;
  }

  /** Parameters that an effect moves which ended at a bound: they are what the bound made them. */
  private SortedSet<String> withoutMeaning(FitResult<CovariateModel> fit, List<String> warnings) {
    SortedSet<String> without = new TreeSet<>();
    List<String> because = new ArrayList<>();
    for (Coefficient coefficient : coefficients) {
      if (fit.standardError(coefficient.name()).isEmpty()) {
        for (Family.Shift shift : family.shifts(coefficient.kind)) {
          String parameter = family.parameters().get(shift.parameter());
          if (fit.standardError(parameter).isPresent() && without.add(parameter)) {
            because.add(coefficient.name());
          }
        }
      }
    }
    if (!without.isEmpty()) {
      warnings.add(
          String.join(", ", without)
              + ": no standard errors either, because of where "
              + String.join(", ", new TreeSet<>(because))
              + " ended");
    }
    return without;
  }

  private @Nullable FitResult<? extends TransactionModel> withoutCovariates() {
    try {
      return family.fit(data.customers(), options.fit());
    } catch (FitException e) {
      return null;
    }
  }

  private CovariateModel model(double[] parameters) {
    List<String> names = names();
    Map<String, Double> byName = new LinkedHashMap<>();
    for (int i = 0; i < parameters.length; i++) {
      byName.put(names.get(i), parameters[i]);
      if (i < family.parameters().size() && !(Math.abs(Math.log(parameters[i])) < LARGEST_LOG)) {
        throw new IllegalArgumentException(
            names.get(i)
                + " where all covariates are 0 must be a number, but was "
                + parameters[i]
                + "; measure covariates that are far from 0 from a value near their mean: "
                + farOff());
      }
    }
    return new CovariateModel(family.model, byName, usedReferences(), data.customers().unit());
  }

  private Map<String, String> usedReferences() {
    Map<String, String> used = new LinkedHashMap<>();
    data.referenceLevels()
        .forEach(
            (category, level) -> {
              if (data.namesOf(List.of(category)).stream()
                  .anyMatch(
                      name -> coefficients.stream().anyMatch(c -> c.covariate.equals(name)))) {
                used.put(category, level);
              }
            });
    return used;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(family.parameters());
    coefficients.forEach(coefficient -> names.add(coefficient.name()));
    return names;
  }

  private CovariateLikelihood likelihood() {
    List<CovariateLikelihood.Term> terms = new ArrayList<>();
    double[] penalties = new double[coefficients.size()];
    for (int c = 0; c < penalties.length; c++) {
      Coefficient coefficient = coefficients.get(c);
      double deviation = columns.deviation[coefficient.column];
      penalties[c] = coefficient.l2 * deviation * deviation;
      for (Family.Shift shift : family.shifts(coefficient.kind)) {
        terms.add(
            new CovariateLikelihood.Term(shift.parameter(), c, coefficient.column, shift.sign()));
      }
    }
    // Threads share the groups, or the rows of one if they are few.
    boolean few = data.groups().size() <= 64;
    int inner = few ? options.fit().threads() : 1;
    return new CovariateLikelihood(
        data.groups().stream()
            .map(
                group ->
                    new CovariateLikelihood.Pattern(
                        group.z(), family.likelihood(group.customers(), inner)))
            .toList(),
        terms,
        family.parameters().size(),
        penalties,
        data.customers().customers(),
        options.fit().threads());
  }

  private LikelihoodFit.Problem problem(@Nullable FitResult<?> without) {
    LikelihoodFit.Problem base = family.problem(data.customers());
    int own = family.parameters().size();
    int n = own + coefficients.size();
    double[][] logs = new double[n][n];
    for (int i = 0; i < own; i++) {
      System.arraycopy(base.logOfCoordinates()[i], 0, logs[i], 0, own);
    }
    double[] most = new double[coefficients.size()];
    String[][] atBounds = Arrays.copyOf(base.atBounds(), n);
    for (int c = 0; c < most.length; c++) {
      Coefficient coefficient = coefficients.get(c);
      int k = coefficient.column;
      logs[own + c][own + c] = 1 / columns.deviation[k];
      if (coefficient.kind.equals(Family.DROPOUT_B)) {
        // As b/a and not b is a coordinate, so is the difference of their coefficients.
        int ofA = names().indexOf(Family.DROPOUT_A + "." + coefficient.covariate);
        logs[own + c][ofA] = 1 / columns.deviation[k];
      }
      for (Family.Shift shift : family.shifts(coefficient.kind)) {
        for (int j = own; j < n; j++) {
          logs[shift.parameter()][j] -= shift.sign() * columns.mean[k] * logs[own + c][j];
        }
      }
      most[c] = LARGEST_LOG_FACTOR * columns.deviation[k] / columns.range[k];
      String text = meaningOfBound(coefficient);
      atBounds[own + c] = new String[] {text, text};
    }
    List<double[]> starts = new ArrayList<>();
    if (without != null) {
      starts.add(Arrays.copyOf(family.coordinates(without), n));
    }
    base.starts().forEach(start -> starts.add(Arrays.copyOf(start, n)));
    return new LikelihoodFit.Problem(
        family.model + " with covariates",
        names(),
        coefficients.size(),
        logs,
        concat(base.lower(), Arrays.stream(most).map(x -> -x)),
        concat(base.upper(), Arrays.stream(most)),
        starts,
        atBounds);
  }

  /** What it means that the factor between the ends of a column has no limit. */
  private String meaningOfBound(Coefficient coefficient) {
    String ends = "between the ends of " + coefficient.covariate;
    boolean pareto = family == Family.PARETO_NBD;
    return switch (coefficient.kind) {
      case Family.RATE ->
          "the effect runs to infinity: purchase rates differ without limit " + ends;
      case Family.BOTH -> "the effect runs to infinity: rates differ without limit " + ends;
      case Family.DROPOUT_B ->
          "the effect runs to infinity: the odds of leaving differ without limit " + ends;
      default ->
          pareto
              ? "the effect runs to infinity: dropout rates differ without limit " + ends
              : "the effect runs to infinity: how much customers differ in their chance to leave"
                  + " changes without limit "
                  + ends;
    };
  }

  private static double[] concat(double[] first, DoubleStream second) {
    return DoubleStream.concat(Arrays.stream(first), second).toArray();
  }
}
