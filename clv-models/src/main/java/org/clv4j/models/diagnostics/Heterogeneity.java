package org.clv4j.models.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.clv4j.models.transaction.BgCnbdK;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.MbgCnbdK;
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
      if (!(rate > 0) || (beta && rate >= 1)) {
        return 0;
      }
      double log =
          beta
              ? (first - 1) * Math.log(rate)
                  + (second - 1) * Math.log1p(-rate)
                  - LogBeta.value(first, second)
              : first * Math.log(second)
                  + (first - 1) * Math.log(rate)
                  - second * rate
                  - LogGamma.value(first);
      return Math.min(Double.MAX_VALUE, Math.exp(log));
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
    int k = model instanceof BgCnbdK bg ? bg.k() : model instanceof MbgCnbdK mbg ? mbg.k() : 1;
    densities.add(new Density("purchase rate", r / alpha / k, r, alpha * k, false));
    if (model instanceof ParetoNbd pareto) {
      densities.add(
          new Density(
              "dropout rate", pareto.s() / pareto.beta(), pareto.s(), pareto.beta(), false));
    } else if (model instanceof BgNbd
        || model instanceof MbgNbd
        || model instanceof BgCnbdK
        || model instanceof MbgCnbdK) {
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
   * The density of the purchase rate of one customer, given the history: of NBD, BG/NBD and
   * MBG/NBD.
   *
   * <p>A customer who is there has the rate Gamma(r + x, alpha + T), one who left after the last
   * purchase Gamma(r + x, alpha + t<sub>x</sub>); the density is their mean, weighted by P(alive).
   *
   * @param model the model
   * @param frequency x
   * @param recency t<sub>x</sub>
   * @param age T
   * @param rate above 0
   * @return 0 or more
   * @throws IllegalArgumentException if the model is another
   */
  public static double posteriorOfPurchaseRate(
      TransactionModel model, int frequency, double recency, double age, double rate) {
    if (!(model instanceof Nbd || model instanceof BgNbd || model instanceof MbgNbd)) {
      throw new IllegalArgumentException(
          "model must be nbd, bg-nbd or mbg-nbd, but was " + model.name());
    }
    double shape = parameter(model, "r") + frequency;
    double alpha = parameter(model, "alpha");
    double alive = model.probabilityAlive(frequency, recency, age);
    Density there = new Density("", 0, shape, alpha + age, false);
    Density gone = new Density("", 0, shape, alpha + recency, false);
    return alive * there.at(rate) + (1 - alive) * gone.at(rate);
  }
}
