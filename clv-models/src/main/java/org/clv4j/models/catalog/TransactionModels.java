package org.clv4j.models.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.transaction.BgCnbdK;
import org.clv4j.models.transaction.BgNbd;
import org.clv4j.models.transaction.GGompertzNbd;
import org.clv4j.models.transaction.MbgCnbdK;
import org.clv4j.models.transaction.MbgNbd;
import org.clv4j.models.transaction.Nbd;
import org.clv4j.models.transaction.ParetoNbd;
import org.clv4j.models.transaction.TransactionModel;
import org.jspecify.annotations.Nullable;

/** The transaction models by the names that the command and the model files use. */
public final class TransactionModels {
  private static final String NBD = "nbd";
  private static final String BG_NBD = "bg-nbd";
  private static final String MBG_NBD = "mbg-nbd";
  private static final String BG_CNBD_K = "bg-cnbd-k";
  private static final String MBG_CNBD_K = "mbg-cnbd-k";
  private static final String PARETO_NBD = "pareto-nbd";
  private static final String GGOMPERTZ_NBD = "ggompertz-nbd";

  private static final List<String> BETA_GEOMETRIC = List.of("r", "alpha", "a", "b");
  private static final List<String> CNBD = List.of("k", "r", "alpha", "a", "b");
  private static final List<String> GGOMPERTZ_AT_ZERO =
      List.of("r", "alpha", "b", "s", "beta_over_b");
  private static final Map<String, List<String>> PARAMETERS = parameterNames();

  private TransactionModels() {}

  private static Map<String, List<String>> parameterNames() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put(NBD, List.of("r", "alpha"));
    names.put(BG_NBD, BETA_GEOMETRIC);
    names.put(MBG_NBD, BETA_GEOMETRIC);
    names.put(BG_CNBD_K, CNBD);
    names.put(MBG_CNBD_K, CNBD);
    names.put(PARETO_NBD, List.of("r", "alpha", "s", "beta"));
    names.put(GGOMPERTZ_NBD, List.of("r", "alpha", "b", "s", "beta"));
    return names;
  }

  /**
   * The names of the models.
   *
   * @return {@code nbd}, {@code bg-nbd} and so on
   */
  public static List<String> names() {
    return List.copyOf(PARAMETERS.keySet());
  }

  /**
   * Whether a model needs the interpurchase times of the customers.
   *
   * @param name a model's name
   * @return true for the CNBD-k models
   * @throws IllegalArgumentException if there is no such model
   */
  public static boolean needsInterpurchaseTimes(String name) {
    return Parameters.namesOf(name, PARAMETERS).contains("k");
  }

  /**
   * A model with given parameters.
   *
   * @param name the model's name
   * @param parameters by name; all of the model's and no other. GGompertz/NBD with b = 0 has {@code
   *     beta_over_b} in place of {@code beta}
   * @param unit the unit of the times
   * @return the model
   * @throws IllegalArgumentException if there is no such model, a parameter is missing, unknown or
   *     out of range
   */
  public static TransactionModel of(String name, Map<String, Double> parameters, PeriodUnit unit) {
    boolean gompertzAtZero = name.equals(GGOMPERTZ_NBD) && parameters.containsKey("beta_over_b");
    Parameters p =
        gompertzAtZero
            ? Parameters.of(name, parameters, GGOMPERTZ_AT_ZERO)
            : Parameters.of(name, parameters, PARAMETERS);
    return switch (name) {
      case NBD -> new Nbd(p.get("r"), p.get("alpha"), unit);
      case BG_NBD -> new BgNbd(p.get("r"), p.get("alpha"), p.get("a"), p.get("b"), unit);
      case MBG_NBD -> new MbgNbd(p.get("r"), p.get("alpha"), p.get("a"), p.get("b"), unit);
      case BG_CNBD_K ->
          new BgCnbdK(p.whole("k"), p.get("r"), p.get("alpha"), p.get("a"), p.get("b"), unit);
      case MBG_CNBD_K ->
          new MbgCnbdK(p.whole("k"), p.get("r"), p.get("alpha"), p.get("a"), p.get("b"), unit);
      case PARETO_NBD -> new ParetoNbd(p.get("r"), p.get("alpha"), p.get("s"), p.get("beta"), unit);
      default ->
          gompertzAtZero
              ? new GGompertzNbd(
                  p.get("r"), p.get("alpha"), p.get("b"), p.get("s"), p.get("beta_over_b"), unit)
              : GGompertzNbd.of(
                  p.get("r"), p.get("alpha"), p.get("b"), p.get("s"), p.get("beta"), unit);
    };
  }

  /**
   * Fits a model.
   *
   * @param name the model's name
   * @param data the customers, for the CNBD-k models with interpurchase times
   * @param k fixed for the CNBD-k models, or null to search it; null for all others
   * @param options threads and limits
   * @return the fit
   * @throws IllegalArgumentException if there is no such model, it has no k, or the data do not fit
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<? extends TransactionModel> fit(
      String name, CustomerSummaries data, @Nullable Integer k, FitOptions options) {
    if (k != null && !needsInterpurchaseTimes(name)) {
      throw new IllegalArgumentException("k must be left out for " + name + ", but was " + k);
    }
    Parameters.namesOf(name, PARAMETERS);
    return switch (name) {
      case NBD -> Nbd.fit(data, options);
      case BG_NBD -> BgNbd.fit(data, options);
      case MBG_NBD -> MbgNbd.fit(data, options);
      case BG_CNBD_K -> k == null ? BgCnbdK.fit(data, options) : BgCnbdK.fit(data, k, options);
      case MBG_CNBD_K -> k == null ? MbgCnbdK.fit(data, options) : MbgCnbdK.fit(data, k, options);
      case PARETO_NBD -> ParetoNbd.fit(data, options);
      default -> GGompertzNbd.fit(data, options);
    };
  }

  /**
   * How the customers of a model buy and leave, to be simulated.
   *
   * @param model one of this library's
   * @return the process
   * @throws IllegalArgumentException if the model is somebody else's
   */
  public static PurchaseProcess process(TransactionModel model) {
    PeriodUnit unit = model.unit();
    if (model instanceof Nbd m) {
      return PurchaseProcess.nbd(m.r(), m.alpha(), unit);
    }
    if (model instanceof BgNbd m) {
      return PurchaseProcess.bgNbd(m.r(), m.alpha(), m.a(), m.b(), unit);
    }
    if (model instanceof MbgNbd m) {
      return PurchaseProcess.mbgNbd(m.r(), m.alpha(), m.a(), m.b(), unit);
    }
    if (model instanceof BgCnbdK m) {
      return PurchaseProcess.bgCnbd(m.k(), m.r(), m.alpha(), m.a(), m.b(), unit);
    }
    if (model instanceof MbgCnbdK m) {
      return PurchaseProcess.mbgCnbd(m.k(), m.r(), m.alpha(), m.a(), m.b(), unit);
    }
    if (model instanceof ParetoNbd m) {
      return PurchaseProcess.paretoNbd(m.r(), m.alpha(), m.s(), m.beta(), unit);
    }
    if (model instanceof GGompertzNbd m) {
      return m.b() == 0
          ? PurchaseProcess.paretoNbd(m.r(), m.alpha(), m.s(), m.betaOverB(), unit)
          : PurchaseProcess.ggompertzNbd(m.r(), m.alpha(), m.b(), m.s(), m.beta(), unit);
    }
    throw new IllegalArgumentException(
        "model must be one of " + names() + ", but was " + model.name());
  }
}
