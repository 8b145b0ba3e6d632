package org.clv4j.models.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.clv4j.models.internal.BetaGeometric;
import org.clv4j.models.internal.Quadrature;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.CnbdK;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;

/**
 * How customers differ by a model: the densities of their latent rates.
 *
 * @param densities that of the purchase rate first, then that of leaving
 */
public record Heterogeneity(List<Density> densities) {

  /** Takes a copy. */
  public Heterogeneity {
    densities = List.copyOf(densities);
  }

  /**
   * A gamma or beta density.
   *
   * @param name {@code purchase rate}, {@code dropout rate} or {@code dropout probability}
   * @param mean of the rate
   * @param first shape of the gamma density, or a of the beta density
   * @param second rate of the gamma density, or b of the beta density
   * @param beta whether it is a beta density, of a probability
   */
  public record Density(String name, double mean, double first, double second, boolean beta) {

    /**
     * The density.
     *
     * @param rate above 0, of a probability below 1
     * @return 0 or more; 0 outside
     */
    public double at(double rate) {
      return rate > 0 && (!beta || rate < 1) ? bounded(log(rate)) : 0;
    }

    private double log(double rate) {
      return beta
          ? (first - 1) * Math.log(rate)
              + (second - 1) * Math.log1p(-rate)
              - LogBeta.value(first, second)
          : first * Math.log(second)
              + (first - 1) * Math.log(rate)
              - second * rate
              - LogGamma.value(first);
    }
  }

  /**
   * The densities of a model.
   *
   * @param model one of this library's
   * @return of GGompertz/NBD the purchase rate only, as its hazard of leaving grows with age; rates
   *     of the CNBD-k models are those of the purchases
   * @throws IllegalArgumentException if the model is somebody else's
   */
  public static Heterogeneity of(TransactionModel model) {
    List<Density> densities = new ArrayList<>();
    double r = parameter(model, "r");
    double alpha = parameter(model, "alpha");
    int k = model instanceof CnbdK regular ? regular.k() : 1;
    densities.add(new Density("purchase rate", r / alpha / k, r, alpha * k, false));
    if (model instanceof ParetoNbd pareto) {
      densities.add(
          new Density(
              "dropout rate", pareto.s() / pareto.beta(), pareto.s(), pareto.beta(), false));
    } else if (model instanceof BgNbd || model instanceof MbgNbd || model instanceof CnbdK) {
      double a = parameter(model, "a");
      double b = parameter(model, "b");
      densities.add(new Density("dropout probability", a / (a + b), a, b, true));
    }
    return new Heterogeneity(densities);
  }

  private static double parameter(TransactionModel model, String name) {
    Double value = model.parameters().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "model must have a parameter " + name + ", but " + model.name() + " has none");
    }
    return value;
  }

  /**
   * The density of the purchase rate of one customer, given the history: of NBD, BG/NBD, MBG/NBD
   * and Pareto/NBD.
   *
   * <p>A customer who is there has the rate Gamma(r + x, alpha + T), one who left at y Gamma(r + x,
   * alpha + y); the density is their mean. With BG/NBD and MBG/NBD y is t<sub>x</sub>; with
   * Pareto/NBD it is anywhere from t<sub>x</sub> to T, and with S and f of the time of dropout
   *
   * <pre>
   * p(lambda | x, t_x, T) = g(lambda | r, alpha) lambda^x
   *     (S(T) e^(-lambda T) + int_tx^T f(y) e^(-lambda y) dy) / L
   * </pre>
   *
   * @param model the model
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param rate above 0
   * @return 0 or more, 0 outside
   * @throws IllegalArgumentException if the model is another
   */
  public static double posteriorOfPurchaseRate(
      TransactionModel model, int frequency, double recency, double age, double rate) {
    if (!(model instanceof Nbd
        || model instanceof BgNbd
        || model instanceof MbgNbd
        || model instanceof ParetoNbd)) {
      throw new IllegalArgumentException(
          "model must be nbd, bg-nbd, mbg-nbd or pareto-nbd, but was " + model.name());
    }
    double shape = parameter(model, "r") + frequency;
    double alpha = parameter(model, "alpha");
    if (model instanceof ParetoNbd pareto) {
      double logLikelihood = pareto.logLikelihood(frequency, recency, age);
      if (!(rate > 0)) {
        return 0;
      }
      double beta = pareto.beta() + recency;
      double s = pareto.s();
      double logOfHistory =
          frequency * Math.log(rate)
              - rate * recency
              - s * Math.log1p(recency / pareto.beta())
              + Math.log(thereOrGone(rate, beta, s, age - recency, u -> s / (beta + u)));
      Density prior = new Density("", 0, pareto.r(), alpha, false);
      return bounded(prior.log(rate) + logOfHistory - logLikelihood);
    }
    double alive = model.probabilityAlive(frequency, recency, age);
    Density there = new Density("", 0, shape, alpha + age, false);
    Density gone = new Density("", 0, shape, alpha + recency, false);
    return alive * there.at(rate) + (1 - alive) * gone.at(rate);
  }

  /**
   * The density of the dropout probability of one customer, given the history, of BG/NBD, MBG/NBD
   * and the CNBD-k models; of the dropout rate, of Pareto/NBD.
   *
   * <p>Who had n chances to leave and is there has the probability Beta(a, b + n), who left at the
   * last of them Beta(a + 1, b + n - 1); the density is their mean, weighted by P(alive). With
   * Pareto/NBD
   *
   * <pre>
   * p(mu | x, t_x, T) = g(mu | s, beta)
   *     (A(T) e^(-mu T) + int_tx^T A(y) mu e^(-mu y) dy) / L,
   * A(y) = Gamma(r+x) / Gamma(r) alpha^r (alpha+y)^-(r+x)
   * </pre>
   *
   * @param model the model
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param value above 0, of a probability below 1
   * @return 0 or more, 0 outside
   * @throws IllegalArgumentException if the model is another
   */
  public static double posteriorOfDropout(
      TransactionModel model, int frequency, double recency, double age, double value) {
    if (model instanceof ParetoNbd pareto) {
      double logLikelihood = pareto.logLikelihood(frequency, recency, age);
      if (!(value > 0)) {
        return 0;
      }
      double logOfHistory =
          BetaGeometric.logArrivals(pareto.r(), pareto.alpha(), frequency, recency)
              - value * recency
              + Math.log(
                  thereOrGone(
                      value,
                      pareto.alpha() + recency,
                      pareto.r() + frequency,
                      age - recency,
                      u -> value));
      Density prior = new Density("", 0, pareto.s(), pareto.beta(), false);
      return bounded(prior.log(value) + logOfHistory - logLikelihood);
    }
    double chances = chancesToLeave(model, frequency);
    double a = parameter(model, "a");
    double b = parameter(model, "b");
    double alive = model.probabilityAlive(frequency, recency, age);
    double there = new Density("", 0, a, b + chances, true).at(value);
    return chances == 0
        ? there
        : alive * there
            + (1 - alive) * new Density("", 0, a + 1, b + (chances - 1), true).at(value);
  }

  private static double chancesToLeave(TransactionModel model, int frequency) {
    if (model instanceof CnbdK regular) {
      return regular.chancesToLeave(frequency);
    }
    if (model instanceof BgNbd || model instanceof MbgNbd) {
      return model instanceof BgNbd ? frequency : frequency + 1.0;
    }
    throw new IllegalArgumentException(
        "model must be bg-nbd, mbg-nbd, bg-cnbd-k, mbg-cnbd-k or pareto-nbd, but was "
            + model.name());
  }

  /**
   * w(u) = e^(-rate u) (c / (c + u))^q at the end of the silence D, and the integral of leaving(u)
   * w(u) over it: by panels that double, the first no longer than any of its scales.
   */
  private static double thereOrGone(
      double rate, double c, double q, double silence, DoubleUnaryOperator leaving) {
    DoubleUnaryOperator stays = u -> Math.exp(-rate * u - q * Math.log1p(u / c));
    double sum = stays.applyAsDouble(silence);
    double width = Math.min(1 / rate, c / (1 + q));
    double from = 0;
    while (from < silence) {
      double to = Math.min(silence, from + width);
      double panel =
          Quadrature.panel(u -> leaving.applyAsDouble(u) * stays.applyAsDouble(u), from, to);
      sum += panel;
      from = to;
      width *= 2;
    }
    return sum;
  }

  private static double bounded(double log) {
    return Math.min(Double.MAX_VALUE, Math.exp(log));
  }
}
