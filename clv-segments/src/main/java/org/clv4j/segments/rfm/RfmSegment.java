package org.clv4j.segments.rfm;

import java.util.Objects;
import org.clv4j.core.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * A segment of a table.
 *
 * @param name its name in the rules
 * @param customers how many are in it, 0 or more
 * @param orders the orders of all of them, each counted
 * @param spend the spend of all of them, null where the orders have no amounts
 */
public record RfmSegment(String name, int customers, long orders, @Nullable Money spend) {

  /** Checks that there is a name. */
  public RfmSegment {
    Objects.requireNonNull(name, "name must not be null");
  }
}
