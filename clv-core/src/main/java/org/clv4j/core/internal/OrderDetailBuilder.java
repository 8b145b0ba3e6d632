package org.clv4j.core.internal;

/** Collects the details of the orders of a log that is being built; empty, it holds no column. */
public final class OrderDetailBuilder {
  private MoneyColumn discounts = new MoneyColumn("discount");
  private MoneyColumn costs = new MoneyColumn("cost");
  private LabelColumn promotions = new LabelColumn("promotion");
  private LabelColumn channels = new LabelColumn("channel");
  private final DeductionColumns.Builder deductions = new DeductionColumns.Builder();

  /** States the discount of an order. */
  public void discount(int row, long minorUnits) {
    discounts.set(row, minorUnits);
  }

  /** States the cost of an order. */
  public void cost(int row, long minorUnits) {
    costs.set(row, minorUnits);
  }

  /** States the promotion of an order. */
  public void promotion(int row, CharSequence label) {
    promotions.set(row, label);
  }

  /** States the channel of an order. */
  public void channel(int row, CharSequence label) {
    channels.set(row, label);
  }

  /** States a deduction of an order that is not before any that has one. */
  public void deduct(int row, int epochDay, long minorUnits) {
    deductions.add(row, epochDay, minorUnits);
  }

  /** Takes back all discounts. */
  public void forgetDiscounts() {
    discounts = new MoneyColumn("discount");
  }

  /** Takes back all costs. */
  public void forgetCosts() {
    costs = new MoneyColumn("cost");
  }

  /** Takes back all promotions. */
  public void forgetPromotions() {
    promotions = new LabelColumn("promotion");
  }

  /** Takes back all channels. */
  public void forgetChannels() {
    channels = new LabelColumn("channel");
  }

  /** Refuses costs of some orders only. */
  public void requireAllCostsOrNone(int rows) {
    if (costs.stated() > 0 && costs.stated() < rows) {
      throw new IllegalStateException(
          "cost must be stated for every order or for none, but "
              + (rows - costs.stated())
              + " of "
              + rows
              + " orders have none");
    }
  }

  /** Adds the details of orders that follow the first {@code rows}. */
  public void addAll(int rows, OrderColumns orders) {
    OrderDetailColumns more = orders.details();
    discounts.addAll(rows, more.discount(), orders.rows());
    costs.addAll(rows, more.cost(), orders.rows());
    promotions.addAll(rows, more.promotion(), orders.rows());
    channels.addAll(rows, more.channel(), orders.rows());
    deductions.addAll(rows, more.deductions());
  }

  /** The columns of all rows. */
  OrderDetailColumns build(int rows) {
    return new OrderDetailColumns(
        discounts.build(rows, 0),
        costs.build(rows, OrderDetailColumns.NONE),
        promotions.build(rows),
        channels.build(rows),
        deductions.build());
  }
}
