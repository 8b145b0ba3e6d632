package org.clv4j.models.catalog;

import java.util.List;
import java.util.Map;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.transaction.BgBb;

/** The models of discrete opportunities by the names that the command and the model files use. */
public final class OpportunityModels {
  private static final String BG_BB = "bg-bb";
  private static final Map<String, List<String>> PARAMETERS =
      Map.of(BG_BB, List.of("alpha", "beta", "gamma", "delta"));

  private OpportunityModels() {}

  /**
   * The names of the models.
   *
   * @return {@code bg-bb}
   */
  public static List<String> names() {
    return List.of(BG_BB);
  }

  /**
   * A model with given parameters.
   *
   * @param name the model's name
   * @param parameters by name; all of the model's and no other
   * @return the model
   * @throws IllegalArgumentException if there is no such model, a parameter is missing, unknown or
   *     out of range
   */
  public static BgBb of(String name, Map<String, Double> parameters) {
    Parameters p = Parameters.of(name, parameters, PARAMETERS);
    return new BgBb(p.get("alpha"), p.get("beta"), p.get("gamma"), p.get("delta"));
  }

  /**
   * How the customers of a model buy and leave, to be simulated.
   *
   * @param model the model
   * @param unit from one opportunity to the next
   * @return the process
   */
  public static PurchaseProcess process(BgBb model, PeriodUnit unit) {
    return PurchaseProcess.bgBb(model.alpha(), model.beta(), model.gamma(), model.delta(), unit);
  }
}
