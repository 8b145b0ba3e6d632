package org.clv4j.io;

import java.util.Locale;
import java.util.Set;
import org.clv4j.core.order.OrderPolicy;

/** A shop system whose export of orders {@link ShopExportCsv} understands. */
public enum ShopPreset {
  /**
   * Shopify, the export of orders: a row per line item, of which the first has what is said of the
   * order as a whole.
   *
   * @see <a
   *     href="https://help.shopify.com/en/manual/fulfillment/managing-orders/exporting-orders">Exporting
   *     orders</a>
   */
  SHOPIFY,

  /**
   * WooCommerce: the columns of Customer / Order / Coupon Export and of the Import Export Suite,
   * with a row per order or per item, and the export of Analytics.
   *
   * @see <a href="https://woocommerce.com/document/ordercustomer-csv-export/">Customer / Order /
   *     Coupon Export</a>
   */
  WOOCOMMERCE,

  /**
   * Stripe, the export of payments from the dashboard: a row per payment.
   *
   * @see <a href="https://support.stripe.com/questions/exporting-payment-reports">Exporting payment
   *     reports</a>
   */
  STRIPE;

  /** What Stripe says of payments that are none, or not yet. */
  private static final Set<String> NOT_PAID =
      Set.of(
          "failed",
          "canceled",
          "cancelled",
          "uncaptured",
          "pending",
          "processing",
          "incomplete",
          "blocked",
          "requires_payment_method",
          "requires_confirmation",
          "requires_action",
          "requires_capture");

  /**
   * The policy that fits the states of this system: {@link OrderPolicy#NET} of what was paid, in
   * part or in full. So orders that wait for their payment do not count (pending, on hold), nor
   * those whose payment was allowed and not taken (authorized, uncaptured).
   *
   * @return the policy
   */
  public OrderPolicy policy() {
    return switch (this) {
      case SHOPIFY ->
          OrderPolicy.NET.withStatusesExcept(
              "cancelled", "canceled", "failed", "voided", "pending", "authorized", "expired");
      case WOOCOMMERCE ->
          OrderPolicy.NET.withStatusesExcept(
              "cancelled",
              "canceled",
              "failed",
              "voided",
              "pending",
              "on-hold",
              "checkout-draft",
              "trash");
      case STRIPE ->
          OrderPolicy.NET.withStatuses(
              "paid", "succeeded", "refunded", "partially refunded", "disputed");
    };
  }

  /**
   * Whether it is known that a status does not count; one that no policy names may be a new one.
   */
  boolean leavesOut(String status) {
    return this != STRIPE || NOT_PAID.contains(status);
  }

  ExportFormat format() {
    return switch (this) {
      case SHOPIFY -> new ShopifyExport();
      case WOOCOMMERCE -> new WooExport();
      case STRIPE -> new StripeExport();
    };
  }

  /** The name as options spell it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
