package org.clv4j.models.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.contract.BetaDiscreteWeibull;
import org.clv4j.models.contract.ContractModel;
import org.clv4j.models.contract.ExponentialGamma;
import org.clv4j.models.contract.ShiftedBetaGeometric;
import org.clv4j.models.contract.Tenures;
import org.clv4j.models.fit.FitOptions;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.simulate.PurchaseProcess;

/** The contract models by the names that the command and the model files use. */
public final class ContractModels {
  private static final String SBG = "sbg";
  private static final String BDW = "bdw";
  private static final String EXPONENTIAL_GAMMA = "exponential-gamma";

  private static final Map<String, List<String>> PARAMETERS = parameterNames();

  private ContractModels() {}

  private static Map<String, List<String>> parameterNames() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put(SBG, List.of("alpha", "beta"));
    names.put(BDW, List.of("alpha", "beta", "c"));
    names.put(EXPONENTIAL_GAMMA, List.of("s", "beta"));
    return names;
  }

  /**
   * The names of the models.
   *
   * @return {@code sbg}, {@code bdw} and {@code exponential-gamma}
   */
  public static List<String> names() {
    return List.copyOf(PARAMETERS.keySet());
  }

  /**
   * Whether a model knows tenures that are no whole number of periods.
   *
   * @param name a model's name
   * @return true for {@code exponential-gamma}
   */
  public static boolean isContinuous(String name) {
    return name.equals(EXPONENTIAL_GAMMA);
  }

  /**
   * A model with given parameters.
   *
   * @param name the model's name
   * @param parameters by name; all of the model's and no other
   * @param unit the period
   * @return the model
   * @throws IllegalArgumentException if there is no such model, a parameter is missing, unknown or
   *     out of range
   */
  public static ContractModel of(String name, Map<String, Double> parameters, PeriodUnit unit) {
    Parameters p = Parameters.of(name, parameters, PARAMETERS);
    return switch (name) {
      case SBG -> new ShiftedBetaGeometric(p.get("alpha"), p.get("beta"), unit);
      case BDW -> new BetaDiscreteWeibull(p.get("alpha"), p.get("beta"), p.get("c"), unit);
      default -> new ExponentialGamma(p.get("s"), p.get("beta"), unit);
    };
  }

  /**
   * Fits a model.
   *
   * @param name the model's name
   * @param data survivors or tenures
   * @param options threads and limits
   * @return the fit
   * @throws IllegalArgumentException if there is no such model, or the data do not fit
   * @throws org.clv4j.models.fit.FitException if the fit does not converge
   */
  public static FitResult<? extends ContractModel> fit(
      String name, Tenures data, FitOptions options) {
    Parameters.namesOf(name, PARAMETERS);
    return switch (name) {
      case SBG -> ShiftedBetaGeometric.fit(data, options);
      case BDW -> BetaDiscreteWeibull.fit(data, options);
      default -> ExponentialGamma.fit(data, options);
    };
  }

  /**
   * How the customers of a model stay and leave, to be simulated.
   *
   * @param model one of this library's
   * @return the process
   * @throws IllegalArgumentException if the model is somebody else's
   */
  public static PurchaseProcess process(ContractModel model) {
    PeriodUnit unit = model.unit();
    if (model instanceof ShiftedBetaGeometric m) {
      return PurchaseProcess.shiftedBetaGeometric(m.alpha(), m.beta(), unit);
    }
    if (model instanceof BetaDiscreteWeibull m) {
      return PurchaseProcess.betaDiscreteWeibull(m.alpha(), m.beta(), m.c(), unit);
    }
    if (model instanceof ExponentialGamma m) {
      return PurchaseProcess.exponentialGamma(m.s(), m.beta(), unit);
    }
    throw new IllegalArgumentException(
        "model must be one of " + names() + ", but was " + model.name());
  }
}
