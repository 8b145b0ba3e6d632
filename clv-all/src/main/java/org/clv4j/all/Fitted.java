package org.clv4j.all;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.clv4j.all.internal.ChartWords;
import org.clv4j.all.internal.CustomerTables;
import org.clv4j.charts.Chart;
import org.clv4j.charts.Charts;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.value.DiscountRate;
import org.clv4j.core.value.TimeSpan;
import org.clv4j.io.ModelFile;
import org.clv4j.io.Table;
import org.clv4j.models.evaluate.ModelChoice;
import org.clv4j.models.fit.FitResult;
import org.clv4j.models.spend.GammaGamma;
import org.clv4j.models.transaction.TransactionModel;
import org.clv4j.models.value.CustomerValues;
import org.clv4j.models.value.Valuation;
import org.clv4j.models.value.ValueOptions;
import org.jspecify.annotations.Nullable;

/**
 * A model fitted to orders, and what it foretells of their customers.
 *
 * <pre>{@code
 * Fitted model = Orders.read("samples/orders.csv").fit("mbg-nbd");
 * System.out.println(model.parameters());
 * System.out.println(model.predict(13).top("expected_purchases", 10));
 * }</pre>
 */
public final class Fitted {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final CustomerBase base;
  private final OrderLog log;
  private final FitResult<? extends TransactionModel> fit;
  private final ModelFile file;

  /** Why it was chosen, and what to keep in mind. */
  private final List<String> remarks;

  private Fitted(
      CustomerBase base,
      OrderLog log,
      FitResult<? extends TransactionModel> fit,
      ModelFile file,
      List<String> remarks) {
    this.base = base;
    this.log = log;
    this.fit = fit;
    this.file = file;
    this.remarks = List.copyOf(remarks);
  }

  static Fitted of(CustomerBase base, OrderLog log, FitResult<? extends TransactionModel> fit) {
    return new Fitted(base, log, fit, ModelFile.of(fit), fit.warnings());
  }

  static Fitted of(CustomerBase base, OrderLog log, ModelChoice choice) {
    List<String> remarks = new ArrayList<>(choice.reasons());
    remarks.addAll(choice.fit().warnings());
    return new Fitted(base, log, choice.fit(), ModelFile.ofChoice(choice), remarks);
  }

  /**
   * The model itself.
   *
   * @return with the fitted parameters
   */
  public TransactionModel model() {
    return fit.model();
  }

  /**
   * The fit itself.
   *
   * @return with covariances and warnings
   */
  public FitResult<? extends TransactionModel> result() {
    return fit;
  }

  /**
   * The parameters with standard errors.
   *
   * @return one row per parameter; an error that the data do not give is absent
   */
  public Table parameters() {
    return parameters(model().parameters(), fit);
  }

  private static Table parameters(Map<String, Double> values, FitResult<?> fit) {
    Map<String, Double> errors = fit.standardErrors();
    Map<String, Double> robust = fit.sandwichErrors();
    List<String> names = List.copyOf(values.keySet());
    return new Table(names.size())
        .with("parameter", names::get)
        .with("value", row -> values.get(names.get(row)))
        .with("standard_error", row -> errors.get(names.get(row)))
        .with("sandwich_error", row -> robust.get(names.get(row)));
  }

  /**
   * How well the model fits, in figures that models of the same customers can be compared by.
   *
   * @return columns {@code fact, value}
   */
  public Table describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", model().name());
    facts.put("unit", model().unit().toString());
    facts.put("customers", Math.round(fit.customers()));
    facts.put("log-likelihood", fit.logLikelihood());
    facts.put("aic", fit.aic());
    facts.put("bic", fit.bic());
    List<String> names = List.copyOf(facts.keySet());
    return new Table(names.size())
        .with("fact", names::get)
        .with("value", row -> Objects.requireNonNull(facts.get(names.get(row))));
  }

  /**
   * A picture of what the model says: {@code tracking, tracking-incremental, frequency,
   * expected-repeat-purchases, probability-alive, expected-purchases,
   * transaction-rate-heterogeneity, dropout-heterogeneity, pmf, spending, predicted-values}, each
   * under the defaults of {@link Charts}. Tracking goes on to the last order, and marks the day
   * until which the model knew the customers.
   *
   * @param name of the chart
   * @return to be shown, saved or read as a table
   * @throws IllegalArgumentException if there is no such chart, or nothing to draw
   */
  public Chart chart(String name) {
    return ChartWords.ofModel(name, model(), base, log, THREADS);
  }

  /**
   * How the probability that a customer is still there went up and down with his orders: {@link
   * Charts#aliveHistory}.
   *
   * @param customerId the customer
   * @return the chart {@code alive-history}, to the day of the orders
   * @throws IllegalArgumentException if he has no order by then
   */
  public Chart history(String customerId) {
    return Charts.aliveHistory(model(), CustomerOrders.of(log, THREADS), customerId, base.asOf());
  }

  /**
   * P(alive) and purchases to come of every customer.
   *
   * @param horizon how far to look, in the unit of the model
   * @return columns {@code customer_id, probability_alive, expected_purchases}
   */
  public Table predict(double horizon) {
    CustomerValues values =
        values(null, ValueOptions.DEFAULT.withHorizon(TimeSpan.of(horizon, model().unit())));
    return CustomerTables.purchases(values.size(), values::id, values::value);
  }

  /**
   * Customer lifetime value over one year, not discounted, at a margin of 1.
   *
   * @return with {@code expected_spend} per purchase and {@code clv}
   * @throws IllegalArgumentException if the amounts do not fit the model of spend
   * @throws IllegalStateException if the orders have no amounts
   */
  public Table value() {
    return value(ValueOptions.DEFAULT);
  }

  /**
   * Customer lifetime value.
   *
   * @param horizon how far to look, in the unit of the model
   * @param discountRate per year, 0.1 for 10 percent
   * @return with {@code expected_spend} per purchase and {@code clv}
   * @throws IllegalArgumentException if the amounts do not fit the model of spend
   * @throws IllegalStateException if the orders have no amounts
   */
  public Table value(double horizon, double discountRate) {
    return value(
        ValueOptions.DEFAULT
            .withHorizon(TimeSpan.of(horizon, model().unit()))
            .withDiscountRate(DiscountRate.annual(discountRate)));
  }

  /**
   * Customer lifetime value.
   *
   * @param options horizon, discount rate and margin
   * @return with {@code expected_spend} per purchase and {@code clv}
   * @throws IllegalArgumentException if the amounts do not fit the model of spend
   * @throws IllegalStateException if the orders have no amounts
   */
  public Table value(ValueOptions options) {
    CustomerValues values = values(GammaGamma.fit(base).model(), options);
    return CustomerTables.values(values.size(), values::id, values::value);
  }

  /**
   * The parameters of the model of spend, which is fitted to the same customers: {@link
   * GammaGamma#fit(CustomerBase)}.
   *
   * @return one row per parameter
   * @throws IllegalArgumentException if the amounts do not fit it
   * @throws IllegalStateException if the orders have no amounts
   */
  public Table spend() {
    FitResult<GammaGamma> spend = GammaGamma.fit(base);
    return parameters(spend.model().parameters(), spend);
  }

  private CustomerValues values(@Nullable GammaGamma spend, ValueOptions options) {
    return new Valuation(model(), spend, options.withThreads(THREADS)).values(base);
  }

  /**
   * Keeps the model for {@code clv predict} or {@link ModelFile#read}.
   *
   * @param modelFile made or replaced
   * @throws IOException if writing fails
   */
  public void save(String modelFile) throws IOException {
    file.writeFile(Path.of(modelFile));
  }

  /** For example {@code bg-nbd of 2000 customers, log-likelihood -1234.56}, and the remarks. */
  @Override
  public String toString() {
    String first =
        String.format(
            Locale.ROOT,
            "%s of %d customers, log-likelihood %.2f",
            model().name(),
            Math.round(fit.customers()),
            fit.logLikelihood());
    return remarks.isEmpty() ? first : first + "\n" + String.join("\n", remarks);
  }
}
