package org.clv4j.models.covariate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.transaction.TransactionModel;

/**
 * Pareto/NBD, BG/NBD or MBG/NBD whose parameters depend on covariates z that are constant in time.
 *
 * <p>For given covariates it is the ordinary model with
 *
 * <pre>
 * alpha_i = alpha exp(-rate z)            the mean purchase rate r / alpha_i rises by exp(rate)
 * beta_i  = beta exp(-dropout z)          Pareto/NBD: so does the mean dropout rate s / beta_i
 * a_i = a exp(dropout z), b_i = b exp(dropout z)          BG/NBD, MBG/NBD with one coefficient
 * a_i = a exp(dropout-a z), b_i = b exp(dropout-b z)      the same with one each</pre>
 *
 * <p>so that {@link #at} gives all predictions, also of customers that the fit has not seen. With
 * one coefficient for a and b the mean a / (a + b) of the probability of leaving is the same for
 * all, and covariates act on how much customers differ in it; with one each they act on the odds of
 * leaving by exp(dropout-a - dropout-b) too.
 *
 * <p>The parameters r, alpha and so on are those where all covariates are 0 and all categories at
 * their reference levels. The coefficients are parameters called {@code rate.NAME}, {@code
 * dropout.NAME}, {@code dropout-a.NAME} and {@code dropout-b.NAME}, or {@code both.NAME} where rate
 * and dropout share one; a name is that of a column, or {@code channel=web} for a level of a
 * category.
 *
 * @see "Fader &amp; Hardie (2007), Incorporating time-invariant covariates into the Pareto/NBD and
 *     BG/NBD models, note 019 of brucehardie.com"
 * @param name of the model, for example {@code pareto-nbd}
 * @param parameters those of the model, above 0, and at least one coefficient
 * @param referenceLevels by category, the level whose effect is 0
 * @param unit the unit of all times
 */
public record CovariateModel(
    String name,
    Map<String, Double> parameters,
    Map<String, String> referenceLevels,
    PeriodUnit unit) {

  /** exp of more is no number that a double can hold, nor its inverse. */
  private static final double LARGEST_LOG = 700;

  /** Checks that the parameters are those of the model and of covariates. */
  public CovariateModel {
    Objects.requireNonNull(unit, "unit must not be null");
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    referenceLevels = Collections.unmodifiableMap(new LinkedHashMap<>(referenceLevels));
    Family family = Family.of(name);
    for (String needed : family.parameters()) {
      Double value = parameters.get(needed);
      if (value == null) {
        throw new IllegalArgumentException(
            "parameters of " + name + " must have " + needed + ", but were " + parameters.keySet());
      }
      Check.positive(value, needed);
    }
    parameters.forEach(
        (parameter, value) -> {
          boolean coefficient =
              parameter.indexOf('.') >= 0
                  && parameter.length() > kind(parameter).length() + 1
                  && !family.shifts(kind(parameter)).isEmpty();
          if (coefficient) {
            Check.finite(value, parameter);
          } else if (!family.parameters().contains(parameter)) {
            throw new IllegalArgumentException(
                "parameters of "
                    + name
                    + " with covariates must be "
                    + family.parameters()
                    + " and those like rate.NAME and dropout.NAME, but one was \""
                    + parameter
                    + "\"");
          }
        });
    if (parameters.size() == family.parameters().size()) {
      throw new IllegalArgumentException(
          "parameters must have a coefficient like rate.NAME, but were " + parameters.keySet());
    }
  }

  /**
   * The models that covariates can act in.
   *
   * @return {@code pareto-nbd}, {@code bg-nbd} and {@code mbg-nbd}
   */
  public static List<String> names() {
    return Family.names();
  }

  /**
   * Fits by maximum likelihood with all covariates on both rate and dropout.
   *
   * @param name {@code pareto-nbd}, {@code bg-nbd} or {@code mbg-nbd}
   * @param data the customers with their covariates
   * @return the fit, in the unit of the data
   * @throws IllegalArgumentException if there is no such model, no model can be fitted to the data,
   *     or a covariate is constant or follows from others, by name
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<CovariateModel> fit(String name, CovariateData data) {
    return fit(name, data, CovariateOptions.DEFAULT);
  }

  /**
   * Fits by maximum likelihood, or penalised likelihood, under given options.
   *
   * <p>A likelihood that rises for ever with an effect, as where one group never came back, ends at
   * a bound: at a factor of a million between two customers. A warning names the parameters, which
   * have no standard errors then. With a penalty, {@link FitResult#logLikelihood} is still that
   * without it.
   *
   * @param name {@code pareto-nbd}, {@code bg-nbd} or {@code mbg-nbd}
   * @param data the customers with their covariates
   * @param options which covariates act where, penalties, threads
   * @return the fit, in the unit of the data
   * @throws IllegalArgumentException if there is no such model, no model can be fitted to the data,
   *     or a covariate is unknown, constant or follows from others, by name
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<CovariateModel> fit(
      String name, CovariateData data, CovariateOptions options) {
    return CovariateFit.fit(Family.of(name), data, options);
  }

  static String kind(String parameter) {
    return parameter.substring(0, parameter.indexOf('.'));
  }

  static String covariate(String parameter) {
    return parameter.substring(parameter.indexOf('.') + 1);
  }

  /**
   * The covariates that the model knows, dummies instead of categories.
   *
   * @return their names in alphabetical order
   */
  public SortedSet<String> covariates() {
    SortedSet<String> names = new TreeSet<>();
    for (String parameter : parameters.keySet()) {
      if (parameter.indexOf('.') >= 0) {
        names.add(covariate(parameter));
      }
    }
    return Collections.unmodifiableSortedSet(names);
  }

  /**
   * The model of customers with given covariates.
   *
   * @param values of exactly the {@link #covariates}
   * @return an ordinary model, for all predictions
   * @throws IllegalArgumentException if a covariate is missing, unknown or not finite, or so far
   *     from those of the fit that a parameter is no number
   */
  public TransactionModel at(Map<String, Double> values) {
    SortedSet<String> needed = covariates();
    if (!values.keySet().equals(needed)) {
      throw new IllegalArgumentException(
          "covariates must be " + needed + ", but were " + new TreeSet<>(values.keySet()));
    }
    values.forEach((covariate, value) -> Check.finite(value, covariate));
    return model(values);
  }

  private TransactionModel model(Map<String, Double> values) {
    Family family = Family.of(name);
    double[] logs = new double[family.parameters().size()];
    parameters.forEach(
        (parameter, value) -> {
          if (parameter.indexOf('.') < 0) {
            return;
          }
          double effect = value * values.getOrDefault(covariate(parameter), 0.0);
          for (Family.Shift shift : family.shifts(kind(parameter))) {
            logs[shift.parameter()] += shift.sign() * effect;
          }
        });
    double[] p = new double[logs.length];
    for (int i = 0; i < p.length; i++) {
      String parameter = family.parameters().get(i);
      double value = Objects.requireNonNull(parameters.get(parameter), parameter);
      if (!(Math.abs(Math.log(value) + logs[i]) < LARGEST_LOG)) {
        throw new IllegalArgumentException(
            "covariates must leave "
                + parameter
                + " a number, but "
                + values
                + " multiply it by e^"
                + logs[i]);
      }
      // Where nothing acts the value keeps its bits.
      p[i] = logs[i] == 0 ? value : Math.exp(Math.log(value) + logs[i]);
    }
    return family.of(p, unit);
  }

  /**
   * The model of a customer.
   *
   * @param covariates with all columns that the model knows; others are ignored
   * @param customer an id among them
   * @return an ordinary model, for all predictions
   * @throws IllegalArgumentException if there is no such customer or column, or a category that the
   *     fit has not seen
   */
  public TransactionModel at(Covariates covariates, String customer) {
    return at(covariates, List.of(customer)).get(0);
  }

  /**
   * The models of customers.
   *
   * @param covariates with all columns that the model knows; others are ignored
   * @param customers ids among them
   * @return an ordinary model for each, in their order; the same one for those who agree
   * @throws IllegalArgumentException if a customer has no covariates, with the number of those, a
   *     column is missing, or a category is one that the fit has not seen
   */
  public List<TransactionModel> at(Covariates covariates, List<String> customers) {
    Map<Map<String, Double>, TransactionModel> models = new HashMap<>();
    List<TransactionModel> found = new ArrayList<>(customers.size());
    for (int row : covariates.rows(customers)) {
      found.add(models.computeIfAbsent(values(covariates, row), this::model));
    }
    return List.copyOf(found);
  }

  private Map<String, Double> values(Covariates covariates, int row) {
    SortedSet<String> known = covariates();
    Map<String, Double> values = new HashMap<>();
    referenceLevels.forEach(
        (category, reference) -> {
          Covariates.Category column = covariates.categories().get(category);
          if (column == null) {
            throw missing(category, covariates);
          }
          String level = column.levels().get(row);
          String dummy = CovariateData.dummy(category, level);
          SortedSet<String> levels = new TreeSet<>();
          String prefix = CovariateData.dummy(category, "");
          known.stream()
              .filter(name -> name.startsWith(prefix))
              .forEach(
                  name -> {
                    levels.add(name.substring(prefix.length()));
                    values.put(name, name.equals(dummy) ? 1.0 : 0.0);
                  });
          levels.add(reference);
          if (!levels.contains(level)) {
            throw new IllegalArgumentException(
                category
                    + " of customer \""
                    + covariates.customers().get(row)
                    + "\" must be one of "
                    + levels
                    + " as in the fit, but was \""
                    + level
                    + "\"");
          }
        });
    for (String name : known) {
      if (!values.containsKey(name)) {
        double[] column = covariates.numbers().get(name);
        if (column == null) {
          throw missing(name, covariates);
        }
        values.put(name, column[row]);
      }
    }
    return values;
  }

  private static IllegalArgumentException missing(String name, Covariates covariates) {
    return new IllegalArgumentException(
        "covariates must have the column \""
            + name
            + "\" of the model, but have "
            + covariates.names());
  }

  /**
   * The model where all covariates are 0 and all categories at their reference levels.
   *
   * @return the ordinary model with the parameters that have no dot in their names
   */
  public TransactionModel baseline() {
    return model(Map.of());
  }
}
