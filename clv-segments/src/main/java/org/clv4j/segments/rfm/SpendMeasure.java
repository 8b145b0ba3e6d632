package org.clv4j.segments.rfm;

import org.clv4j.core.customer.CustomerBase;

/** What the m score looks at. */
public enum SpendMeasure {
  /** All orders of the customer together, {@link CustomerBase#spend}. */
  TOTAL_SPEND("spend"),
  /** {@link CustomerBase#meanOrderValue}: what f already counts is taken out. */
  MEAN_ORDER_VALUE("mean order value");

  private final String text;

  SpendMeasure(String text) {
    this.text = text;
  }

  /** {@code spend} or {@code mean order value}. */
  @Override
  public String toString() {
    return text;
  }
}
