package org.clv4j.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.ContractModels;
import org.clv4j.models.catalog.OpportunityModels;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.contract.ContractModel;
import org.clv4j.models.covariate.CovariateEffect;
import org.clv4j.models.covariate.CovariateModel;
import org.clv4j.models.evaluate.ModelChoice;
import org.clv4j.models.fit.Covariance;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.BgBb;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model as JSON for people and programs: a name, a unit, parameters, and how it was
 * fitted.
 *
 * <p>Version 1 is
 *
 * <pre>
 * { "format" : "clv4j-model", "version" : 1, "model" : "bg-nbd", "unit" : "week",
 *   "parameters" : { "r" : 0.2426, "alpha" : 4.4136, "a" : 0.7929, "b" : 2.4259 },
 *   "standard_errors" : { … }, "log_likelihood" : -9582.43, "aic" : 19172.86, "bic" : 19195.92,
 *   "customers" : 2357.0, "evaluations" : 7, "converged" : true, "warnings" : [ ],
 *   "sha256" : "…" }</pre>
 *
 * <p>With covariates there are also the effects as factors, with intervals of 95 %, and their
 * likelihood-ratio test against none, and {@code reference_levels} if there are categories:
 *
 * <pre>
 *   "effects" : [ { "name" : "channel=web", "process" : "rate", "estimate" : -0.3,
 *     "standard_error" : 0.1, "multiplier" : 0.74, "ci_low" : 0.61, "ci_high" : 0.90 }, … ],
 *   "likelihood_ratio_test" : { "statistic" : 54.07, "degrees_of_freedom" : 4, "p_value" : 5e-11 }
 * </pre>
 *
 * <p>What the data do not give is null. So are the test where it means nothing, which a warning
 * explains, and AIC and BIC of a penalised fit.
 *
 * <p>Reading checks everything: the format and its version, that every field is there once and no
 * other, the types, the parameters against their model, that the criteria belong to the
 * log-likelihood, and by the checksum, of {@link #toString} without it, that nobody changed
 * anything else. Nothing is ever run or instantiated by what a file says.
 *
 * @param model the model's name
 * @param unit the unit of its times, null for {@code gamma-gamma} and {@code bg-bb}
 * @param parameters by name; {@code rate.NAME} and the like for effects of covariates
 * @param referenceLevels of the categories among the covariates
 * @param covariance of the logs of the parameters, and of coefficients as they are
 * @param sandwichErrors standard errors that are robust against a wrong model
 * @param estimated how many of the parameters were estimated, which a fixed k was not
 * @param logLikelihood at the maximum
 * @param customers that were fitted
 * @param evaluations of the likelihood
 * @param warnings of the fit, and of the choice
 * @param penalised whether effects were drawn to 0, so that criteria cannot be compared
 * @param likelihoodRatioTest of the effects against none; empty where it is not known
 * @param choice how the model was chosen, null where it was named; the field {@code choice} is
 *     there only if it was chosen
 */
public record ModelFile(
    String model,
    @Nullable PeriodUnit unit,
    Map<String, Double> parameters,
    Map<String, String> referenceLevels,
    Covariance covariance,
    Map<String, Double> sandwichErrors,
    int estimated,
    double logLikelihood,
    double customers,
    int evaluations,
    List<String> warnings,
    boolean penalised,
    Optional<FitResult.LikelihoodRatio> likelihoodRatioTest,
    @Nullable AutoChoice choice) {

  private static final String GAMMA_GAMMA = "gamma-gamma";
  private static final String BG_BB = "bg-bb";
  static final String FORMAT = "clv4j-model";
  static final int VERSION = 1;
  static final double EFFECTS_LEVEL = 0.95;

  /** Checks that the parameters are those of the model. */
  public ModelFile {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    referenceLevels = Collections.unmodifiableMap(new LinkedHashMap<>(referenceLevels));
    sandwichErrors = Collections.unmodifiableMap(new LinkedHashMap<>(sandwichErrors));
    warnings = List.copyOf(warnings);
    if (model.equals(GAMMA_GAMMA)) {
      spendModel(parameters);
    } else if (model.equals(BG_BB)) {
      OpportunityModels.of(BG_BB, parameters);
    } else if (unit == null) {
      throw new IllegalArgumentException("unit must not be null for " + model);
    } else if (ContractModels.names().contains(model)) {
      ContractModels.of(model, parameters, unit);
    } else if (hasCovariates(parameters)) {
      var unused = new CovariateModel(model, parameters, referenceLevels, unit);
    } else {
      TransactionModels.of(model, parameters, unit);
    }
    Check.finite(logLikelihood, "log-likelihood");
    Check.positive(customers, "customers");
    Check.inRange(evaluations, 1, Integer.MAX_VALUE, "evaluations");
    Check.inRange(estimated, 1, parameters.size(), "estimated parameters");
    if (!hasCovariates(parameters) && (penalised || likelihoodRatioTest.isPresent())) {
      throw new IllegalArgumentException(
          "a penalty and a test of effects need effects, but " + model + " had none");
    }
    sandwichErrors.forEach((name, error) -> Check.positive(error, "sandwich error of " + name));
    if (!parameters.keySet().containsAll(covariance.names())) {
      throw new IllegalArgumentException(
          "covariances must be of " + parameters.keySet() + ", but were of " + covariance.names());
    }
    if (choice != null && !choice.chosen().equals(model)) {
      throw new IllegalArgumentException(
          "choice must be of " + model + ", but was of " + choice.chosen());
    }
  }

  private static boolean hasCovariates(Map<String, Double> parameters) {
    return parameters.keySet().stream().anyMatch(name -> name.indexOf('.') >= 0);
  }

  /**
   * The file of a fitted transaction model.
   *
   * @param fit the fit
   * @return what will be written
   */
  public static ModelFile of(FitResult<? extends TransactionModel> fit) {
    TransactionModel model = fit.model();
    return of(model.name(), model.unit(), model.parameters(), fit);
  }

  /**
   * The file of a chosen transaction model.
   *
   * @param choice the choice
   * @return what will be written, the warnings of the choice after those of the fit
   */
  public static ModelFile ofChoice(ModelChoice choice) {
    ModelFile file = of(choice.fit());
    return file.with(choice.warnings(), AutoChoice.of(choice));
  }

  /**
   * The same file with more warnings, such as those of the data.
   *
   * @param more come after its own
   * @return the file with all of them
   */
  public ModelFile withWarnings(List<String> more) {
    return with(more, choice);
  }

  private ModelFile with(List<String> more, @Nullable AutoChoice chosen) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new ModelFile(
        model,
        unit,
        parameters,
        referenceLevels,
        covariance,
        sandwichErrors,
        estimated,
        logLikelihood,
        customers,
        evaluations,
        all,
        penalised,
        likelihoodRatioTest,
        chosen);
  }

  /**
   * The file of a fitted model with covariates.
   *
   * @param fit the fit
   * @param without the fit of the same model without effects to the same customers, for the
   *     likelihood-ratio test; null if there is none. Where the test means nothing, as of a
   *     penalised fit, the file has a warning instead.
   * @return what will be written
   */
  public static ModelFile ofCovariates(
      FitResult<CovariateModel> fit, @Nullable FitResult<?> without) {
    CovariateModel model = fit.model();
    List<String> warnings = new ArrayList<>(fit.warnings());
    Optional<FitResult.LikelihoodRatio> test = Optional.empty();
    if (without != null) {
      try {
        test = Optional.of(fit.likelihoodRatioTest(without));
      } catch (IllegalArgumentException e) {
        warnings.add("no likelihood-ratio test against no effects: " + e.getMessage());
      }
    }
    return of(
        model.name(),
        model.unit(),
        model.parameters(),
        model.referenceLevels(),
        fit,
        warnings,
        test);
  }

  /**
   * The file of a fitted spend model.
   *
   * @param fit the fit
   * @return what will be written
   */
  public static ModelFile ofSpend(FitResult<GammaGamma> fit) {
    return of(GAMMA_GAMMA, null, fit.model().parameters(), fit);
  }

  /**
   * The file of a fitted contract model.
   *
   * @param fit the fit
   * @return what will be written
   */
  public static ModelFile ofContract(FitResult<? extends ContractModel> fit) {
    ContractModel model = fit.model();
    return of(model.name(), model.unit(), model.parameters(), fit);
  }

  /**
   * The file of a fitted model of opportunities.
   *
   * @param fit the fit
   * @return what will be written
   */
  public static ModelFile ofOpportunities(FitResult<BgBb> fit) {
    return of(BG_BB, null, fit.model().parameters(), fit);
  }

  private static ModelFile of(
      String name, @Nullable PeriodUnit unit, Map<String, Double> parameters, FitResult<?> fit) {
    return of(name, unit, parameters, Map.of(), fit, fit.warnings(), Optional.empty());
  }

  private static ModelFile of(
      String name,
      @Nullable PeriodUnit unit,
      Map<String, Double> parameters,
      Map<String, String> levels,
      FitResult<?> fit,
      List<String> warnings,
      Optional<FitResult.LikelihoodRatio> test) {
    return new ModelFile(
        name,
        unit,
        parameters,
        levels,
        fit.covariance(),
        fit.sandwichErrors(),
        fit.parameters().size(),
        fit.logLikelihood(),
        fit.customers(),
        fit.evaluations(),
        warnings,
        fit.objective().penalised(),
        test,
        null);
  }

  /**
   * The transaction model.
   *
   * @return the model with these parameters
   * @throws IllegalStateException if it is a model of something else
   */
  public TransactionModel transactionModel() {
    if (unit == null || ContractModels.names().contains(model)) {
      throw new IllegalStateException("a transaction model is needed, but the file has " + model);
    }
    if (hasCovariates()) {
      throw new IllegalStateException(
          "a model without covariates is needed, but the file has effects of covariates");
    }
    return TransactionModels.of(model, parameters, unit);
  }

  /**
   * Whether the model has effects of covariates.
   *
   * @return true for {@link #covariateModel}
   */
  public boolean hasCovariates() {
    return hasCovariates(parameters);
  }

  /**
   * The model with covariates.
   *
   * @return the model with these parameters
   * @throws IllegalStateException if it is a model of something else, or without covariates
   */
  public CovariateModel covariateModel() {
    if (unit == null || !hasCovariates()) {
      throw new IllegalStateException(
          "a model with covariates is needed, but the file has " + model + " without");
    }
    return new CovariateModel(model, parameters, referenceLevels, unit);
  }

  /**
   * The effects of covariates as factors, with intervals of 95 %.
   *
   * @return one per coefficient; none for a model without covariates
   */
  public List<CovariateEffect> effects() {
    return hasCovariates()
        ? CovariateEffect.of(covariateModel(), covariance, EFFECTS_LEVEL)
        : List.of();
  }

  /**
   * The contract model.
   *
   * @return the model with these parameters
   * @throws IllegalStateException if it is a model of something else
   */
  public ContractModel contractModel() {
    if (unit == null || !ContractModels.names().contains(model)) {
      throw new IllegalStateException("a contract model is needed, but the file has " + model);
    }
    return ContractModels.of(model, parameters, unit);
  }

  /**
   * The spend model.
   *
   * @return the model with these parameters
   * @throws IllegalStateException if it is a model of something else
   */
  public GammaGamma spendModel() {
    if (!model.equals(GAMMA_GAMMA)) {
      throw new IllegalStateException("a spend model is needed, but the file has " + model);
    }
    return spendModel(parameters);
  }

  /**
   * The model of opportunities.
   *
   * @return the model with these parameters
   * @throws IllegalStateException if it is a model of something else
   */
  public BgBb opportunityModel() {
    if (!model.equals(BG_BB)) {
      throw new IllegalStateException(
          "a model of opportunities is needed, but the file has " + model);
    }
    return OpportunityModels.of(BG_BB, parameters);
  }

  private static GammaGamma spendModel(Map<String, Double> parameters) {
    double[] p = values(GAMMA_GAMMA, parameters, List.of("p", "q", "gamma"));
    return new GammaGamma(p[0], p[1], p[2]);
  }

  private static double[] values(String model, Map<String, Double> parameters, List<String> names) {
    if (!parameters.keySet().equals(Set.copyOf(names))) {
      throw new IllegalArgumentException(
          "parameters of " + model + " must be " + names + ", but were " + parameters.keySet());
    }
    return names.stream().mapToDouble(name -> parameters.getOrDefault(name, Double.NaN)).toArray();
  }

  /**
   * Reads a file.
   *
   * @param file in UTF-8
   * @return its content
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no model file of a known version, or something in it
   *     is wrong, with the name of the file
   */
  public static ModelFile read(Path file) throws IOException {
    try {
      return parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param json the text
   * @return its content
   * @throws IllegalArgumentException if it is no model of a known version, or something in it is
   *     wrong
   */
  public static ModelFile parse(String json) {
    return ModelReader.parse(json);
  }

  /**
   * The standard errors of the parameters.
   *
   * @return by name, without those that the data do not give
   */
  public Map<String, Double> standardErrors() {
    return covariance.standardErrors(parameters);
  }

  double aic() {
    return 2.0 * estimated - 2 * logLikelihood;
  }

  double bic() {
    return estimated * Math.log(customers) - 2 * logLikelihood;
  }

  /**
   * Writes the file: whole, or it stays as it was.
   *
   * @param file made or replaced
   * @throws IOException if writing fails
   */
  public void writeFile(Path file) throws IOException {
    WholeFiles.write(file, out -> out.write((this + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  /** The JSON, a field a line. */
  @Override
  public String toString() {
    return ModelText.of(this, ModelText.checksum(this));
  }
}
