package org.clv4j.segments.lifecycle;

import java.util.Locale;

/** How far a customer has come, from the first contact to the one who pays back. */
public enum LifecycleStage {
  /** Registered, or ordered without having registered. */
  ACQUIRED("registered or ordered"),
  /** Placed a first order. */
  ACTIVATED("placed a first order"),
  /** Placed a second order soon after the first. */
  RETAINED("placed a second order within the repurchase horizon after the first"),
  /** Ordered, and referred somebody else who then ordered. */
  REFERRER("ordered, and referred somebody who ordered on the day of the referral or later"),
  /** Ordered again, and has brought at least the acquisition cost in margin. */
  REVENUE("ordered again, and has paid back the acquisition cost in margin");

  private final String rule;

  LifecycleStage(String rule) {
    this.rule = rule;
  }

  /**
   * Who is in the stage.
   *
   * @return the rule in words
   */
  public String rule() {
    return rule;
  }

  /** The name in lower case, for example {@code retained}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
