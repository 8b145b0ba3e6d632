package org.clv4j.segments.subscription;

import static org.clv4j.segments.metric.MetricUnit.CUSTOMERS;
import static org.clv4j.segments.metric.MetricUnit.MONEY;
import static org.clv4j.segments.metric.MetricUnit.RATIO;
import static org.clv4j.segments.metric.MetricUnit.SHARE;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.core.value.Money;
import org.clv4j.segments.metric.Metric;
import org.clv4j.segments.metric.MetricUnit;
import org.clv4j.segments.metric.Scope;

/**
 * What happened to monthly recurring revenue (MRR) between the ends of two days.
 *
 * <pre>opening + new + expansion - contraction - churn + reactivation + FX = closing</pre>
 *
 * <p>Each customer, with all subscriptions together, is looked at on the two days, and is in one
 * movement at most. Who pays on both expands or contracts by the change at the rates of the first
 * day; FX is what the rates made of what is paid on the second. Who paid on the first alone has
 * churned by what was paid then; of those who pay on the second alone, who never paid before is
 * new, the others are reactivated, both by what they pay. So a customer who came and left in
 * between, or left and came back, moved nothing, and all that is lost is of the customers of the
 * first day.
 *
 * <p>Revenue is added up exactly and rounded where it is shown: MRR to the nearest minor unit, half
 * to even, and each movement as the difference of what it leads from and to, rounded, in the order
 * opening, contraction, churn, expansion, new, reactivation, FX, closing. So a movement is less
 * than a minor unit off its exact sum, the identity holds to the minor unit, what is retained is
 * right to half of one, and rates are quotients of the amounts that are shown.
 *
 * @param scope as-of day, window, rule for coupons, sources of rates, zone, currency
 * @param from the day before the period
 * @param opening MRR at its end
 * @param gained MRR of new customers
 * @param expansion what customers pay more
 * @param contraction what customers pay less, 0 or more
 * @param churn what customers who left paid, 0 or more
 * @param reactivation MRR of customers who came back
 * @param fx what exchange rates changed, of either sign
 * @param closing MRR at the end of the as-of day
 * @param customers how many moved
 */
public record MrrMovements(
    Scope scope,
    LocalDate from,
    Money opening,
    Money gained,
    Money expansion,
    Money contraction,
    Money churn,
    Money reactivation,
    Money fx,
    Money closing,
    Customers customers) {
  private static final String NOBODY_BEFORE = "nobody paid at the start of the period";
  private static final String NOBODY_AFTER = "nobody pays at its end";
  private static final String NOTHING_LOST = "nothing was lost";

  /**
   * Paying customers: those with MRR.
   *
   * @param opening who paid on the day before the period
   * @param gained new ones who pay at its end
   * @param churned who paid on the day before and do not pay at the end
   * @param reactivated who pay at the end, not on the day before, and had paid at some time earlier
   * @param gainedAndLost new ones who do not pay at the end any more
   */
  public record Customers(
      long opening, long gained, long churned, long reactivated, long gainedAndLost) {
    /**
     * Who pays at the end.
     *
     * @return opening + gained - churned + reactivated
     */
    public long closing() {
      return opening + gained - churned + reactivated;
    }
  }

  /** Checks that the movements lead from the opening to the closing MRR. */
  public MrrMovements {
    Objects.requireNonNull(scope, "scope must not be null");
    Objects.requireNonNull(from, "from must not be null");
    Objects.requireNonNull(customers, "customers must not be null");
    Money reached =
        opening
            .plus(gained)
            .plus(expansion)
            .minus(contraction)
            .minus(churn)
            .plus(reactivation)
            .plus(fx);
    if (!reached.equals(closing)) {
      throw new IllegalArgumentException(
          "movements must lead to the closing MRR " + closing + ", but led to " + reached);
    }
  }

  /**
   * The movements between two days; between the ends of two years they are those of a year.
   *
   * @param subscriptions in any order; one that comes twice counts once
   * @param from the day before the period
   * @param asOf its last day
   * @param options what MRR is
   * @return the movements
   * @throws org.clv4j.core.value.MissingRateException if a currency has no rate of a day on which
   *     it is needed; it names the subscription
   * @throws IllegalArgumentException if {@code from} is not before {@code asOf}, a day lies outside
   *     of 1900-01-01 to 2199-12-31, or two subscriptions of one id differ
   */
  public static MrrMovements of(
      Collection<Subscription> subscriptions,
      LocalDate from,
      LocalDate asOf,
      SubscriptionOptions options) {
    return Subscribers.of(subscriptions, options).movements(from, asOf);
  }

  /**
   * The monthly recurring revenue at the end.
   *
   * @return {@code mrr}
   */
  public Metric mrr() {
    return sum("mrr", closing);
  }

  /**
   * Average revenue per account: closing MRR / paying customers.
   *
   * @return {@code arpa}
   */
  public Metric arpa() {
    return Metric.moneyPer("arpa", closing, customers.closing(), NOBODY_AFTER);
  }

  /**
   * Of the customers at the start, the share who left.
   *
   * @return {@code logo_churn}
   */
  public Metric logoChurn() {
    return Metric.ratio(
        "logo_churn", customers.churned(), customers.opening(), SHARE, NOBODY_BEFORE);
  }

  /**
   * Of the customers at the start and the new ones, the share who left, those who came and left in
   * between too. Growth makes it smaller.
   *
   * @return {@code logo_churn_with_new}
   */
  public Metric logoChurnWithNew() {
    return Metric.ratio(
        "logo_churn_with_new",
        customers.churned() + customers.gainedAndLost(),
        customers.opening() + customers.gained() + customers.gainedAndLost(),
        SHARE,
        "nobody paid at the start and nobody was new");
  }

  /**
   * (churn + contraction) / opening MRR = 1 - GRR.
   *
   * @return {@code gross_revenue_churn}
   */
  public Metric grossRevenueChurn() {
    return overOpening("gross_revenue_churn", churn.plus(contraction), SHARE);
  }

  /**
   * (churn + contraction) / (opening MRR + new MRR). Growth makes it smaller. Who came and left in
   * between is in neither part, unlike in {@link #logoChurnWithNew}, since their revenue is in no
   * movement.
   *
   * @return {@code gross_revenue_churn_with_new}
   */
  public Metric grossRevenueChurnWithNew() {
    return ratio(
        "gross_revenue_churn_with_new",
        churn.plus(contraction),
        opening.plus(gained),
        SHARE,
        customers.opening() + customers.gained() == 0
            ? "nobody paid at the start and nobody is new"
            : "what was paid at the start and what is new round to 0");
  }

  /**
   * (churn + contraction - expansion) / opening MRR = 1 - NRR, below 0 where expansion exceeds what
   * is lost.
   *
   * @return {@code net_revenue_churn}
   */
  public Metric netRevenueChurn() {
    return overOpening("net_revenue_churn", churn.plus(contraction).minus(expansion), RATIO);
  }

  /**
   * (churn + contraction - expansion - reactivation) / opening MRR, as ChartMogul has it.
   *
   * @return {@code net_revenue_churn_with_reactivation}
   */
  public Metric netRevenueChurnWithReactivation() {
    return overOpening(
        "net_revenue_churn_with_reactivation",
        churn.plus(contraction).minus(expansion).minus(reactivation),
        RATIO);
  }

  /**
   * GRR: (opening MRR - contraction - churn) / opening MRR, 0 to 1; FX and new customers have no
   * part in it.
   *
   * @return {@code gross_revenue_retention}
   */
  public Metric grossRevenueRetention() {
    return overOpening("gross_revenue_retention", opening.minus(contraction).minus(churn), SHARE);
  }

  /**
   * NRR: (opening MRR + expansion - contraction - churn) / opening MRR; FX, new and reactivated
   * customers have no part in it.
   *
   * @return {@code net_revenue_retention}
   */
  public Metric netRevenueRetention() {
    return overOpening("net_revenue_retention", retained(), RATIO);
  }

  /**
   * NRR with reactivated customers in the numerator, as some have it.
   *
   * @return {@code net_revenue_retention_with_reactivation}
   */
  public Metric netRevenueRetentionWithReactivation() {
    return overOpening(
        "net_revenue_retention_with_reactivation", retained().plus(reactivation), RATIO);
  }

  /**
   * (new + expansion) / (churn + contraction); 4 is the usual bar.
   *
   * @return {@code quick_ratio}; empty where nothing was lost
   */
  public Metric quickRatio() {
    Money lost = churn.plus(contraction);
    return ratio("quick_ratio", gained.plus(expansion), lost, RATIO, nothingLost());
  }

  /**
   * (new + expansion + reactivation) / (churn + contraction).
   *
   * @return {@code quick_ratio_with_reactivation}; empty where nothing was lost
   */
  public Metric quickRatioWithReactivation() {
    Money won = gained.plus(expansion).plus(reactivation);
    Money lost = churn.plus(contraction);
    return ratio("quick_ratio_with_reactivation", won, lost, RATIO, nothingLost());
  }

  /**
   * The sums: what there is and what moved, known of any part of a period.
   *
   * @return {@code mrr}, the movements, customers, {@code arpa}
   */
  public List<Metric> sums() {
    return List.of(
        mrr(),
        sum("opening_mrr", opening),
        sum("new_mrr", gained),
        sum("expansion_mrr", expansion),
        sum("contraction_mrr", contraction),
        sum("churned_mrr", churn),
        sum("reactivation_mrr", reactivation),
        sum("fx_mrr", fx),
        Metric.of("paying_customers", (double) customers.closing(), CUSTOMERS),
        Metric.of("opening_customers", (double) customers.opening(), CUSTOMERS),
        Metric.of("new_customers", (double) customers.gained(), CUSTOMERS),
        Metric.of("churned_customers", (double) customers.churned(), CUSTOMERS),
        Metric.of("reactivated_customers", (double) customers.reactivated(), CUSTOMERS),
        Metric.of("new_and_lost_customers", (double) customers.gainedAndLost(), CUSTOMERS),
        arpa());
  }

  /**
   * The rates over the period, which mean something when it is over.
   *
   * @return churn by customers and revenue, retention, quick ratios
   */
  public List<Metric> rates() {
    return List.of(
        logoChurn(),
        logoChurnWithNew(),
        grossRevenueChurn(),
        grossRevenueChurnWithNew(),
        netRevenueChurn(),
        netRevenueChurnWithReactivation(),
        grossRevenueRetention(),
        netRevenueRetention(),
        netRevenueRetentionWithReactivation(),
        quickRatio(),
        quickRatioWithReactivation());
  }

  private Money retained() {
    return opening.plus(expansion).minus(contraction).minus(churn);
  }

  private Metric overOpening(String name, Money part, MetricUnit unit) {
    return ratio(
        name,
        part,
        opening,
        unit,
        customers.opening() == 0 ? NOBODY_BEFORE : "what was paid at the start rounds to 0");
  }

  private String nothingLost() {
    return customers.churned() == 0 ? NOTHING_LOST : "what was lost rounds to 0";
  }

  private static Metric ratio(
      String name, Money part, Money whole, MetricUnit unit, String whenEmpty) {
    return Metric.ratio(name, part.toBigDecimal(), whole.toBigDecimal(), unit, whenEmpty);
  }

  private static Metric sum(String name, Money amount) {
    return new Metric(
        name, amount.toBigDecimal(), null, OptionalDouble.of(amount.majorUnits()), MONEY, null);
  }

  /** For example {@code EUR 100.00 + 20.00 new + 5.00 expansion - … = EUR 110.00}. */
  @Override
  public String toString() {
    return opening
        + " + "
        + plain(gained)
        + " new + "
        + plain(expansion)
        + " expansion - "
        + plain(contraction)
        + " contraction - "
        + plain(churn)
        + " churn + "
        + plain(reactivation)
        + " reactivation + "
        + plain(fx)
        + " FX = "
        + closing;
  }

  private static String plain(Money amount) {
    return amount.toBigDecimal().toPlainString();
  }
}
