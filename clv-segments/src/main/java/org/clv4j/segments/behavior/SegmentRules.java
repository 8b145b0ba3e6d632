package org.clv4j.segments.behavior;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Segments in the order of their priority: who has several labels and needs one gets the first.
 *
 * <p>The text form has one segment a line, {@code name: rule}, as {@link Rule} writes it; # starts
 * a comment, blank lines do not matter.
 *
 * @param segments no two of one name; may be empty
 */
public record SegmentRules(List<SegmentRule> segments) {

  /**
   * Ten segments that shops ask about. Change a threshold by taking the text of one.
   *
   * <ul>
   *   <li>VIP and loyal: Champions or Loyal of the {@linkplain Columns#CHAMPION_OR_LOYAL RFM
   *       table}; or the top 10 % by predicted value with P(alive) of at least 0.7, where columns
   *       {@code clv} and {@code probability_alive} are handed in.
   *   <li>Big spenders: spend of at least its 90 % quantile; {@code spend >= COVER50} is the other
   *       usual meaning.
   *   <li>Regular buyers: at least three orders at even gaps, and not overdue by more than half a
   *       gap.
   *   <li>Cart abandoners: a cart of the last 30 days that no order followed.
   *   <li>First-time buyers: one order, in the last 90 days.
   *   <li>High average order value: at least the 80 % quantile.
   *   <li>Seasonal buyers: at least 80 % of the orders in the same three months of the year, in at
   *       least two years.
   *   <li>Full-price buyers, discount buyers: by the discounts of at least two orders.
   *   <li>One-timers: one order, longer ago than the {@linkplain
   *       Columns#DAYS_PAST_REPURCHASE_DEADLINE repurchase deadline}; the customers whom {@code
   *       single_order_customers_past_deadline} counts.
   * </ul>
   */
  public static final SegmentRules DEFAULT =
      parse(
          """
          VIP and loyal: champion_or_loyal = 1 or clv >= P90 and probability_alive >= 0.7
          Big spenders: spend >= P90
          Regular buyers: orders >= 3 and gap_variation <= 0.6 and gaps_since_last_order <= 1.5
          Cart abandoners: days_since_abandoned_cart < 30
          First-time buyers: orders = 1 and days_since_first_order < 90
          High average order value: mean_order_value >= P80
          Seasonal buyers: season_share >= 0.8 and season_years >= 2
          Full-price buyers: full_price_share >= 0.9 and orders >= 2
          Discount buyers: orders >= 2 and (discounted_order_share >= 0.7 or discount_share >= 0.2)
          One-timers: orders = 1 and days_past_repurchase_deadline > 0
          """);

  /** Checks that no name comes twice. */
  public SegmentRules {
    segments = List.copyOf(segments);
    Set<String> names = new HashSet<>();
    for (SegmentRule segment : segments) {
      if (!names.add(segment.name())) {
        throw new IllegalArgumentException(
            "segment must be named once, but \"" + segment.name() + "\" came twice");
      }
    }
  }

  /**
   * Some segments.
   *
   * @param segments in the order of their priority
   * @return the rules
   * @throws IllegalArgumentException if a name comes twice
   */
  public static SegmentRules of(SegmentRule... segments) {
    return new SegmentRules(List.of(segments));
  }

  /**
   * Reads the text form.
   *
   * @param text one segment a line
   * @return the rules
   * @throws IllegalArgumentException if a line cannot be read, with its number, a name comes twice,
   *     or there is no segment
   */
  public static SegmentRules parse(String text) {
    List<SegmentRule> segments = new ArrayList<>();
    int number = 0;
    for (String raw : (Iterable<String>) text.lines()::iterator) {
      number++;
      int comment = raw.indexOf('#');
      String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
      if (!line.isEmpty()) {
        segments.add(line(line, number));
      }
    }
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("rules must have at least one segment, but had none");
    }
    return new SegmentRules(segments);
  }

  private static SegmentRule line(String line, int number) {
    int colon = line.indexOf(':');
    try {
      if (colon < 0) {
        throw new IllegalArgumentException(
            "must look like \"name: rule\", but was \"" + line + "\"");
      }
      return new SegmentRule(
          line.substring(0, colon).strip(), Rule.parse(line.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
    }
  }

  /**
   * These segments and one more, which comes last.
   *
   * @param name its name
   * @param rule who belongs to it
   * @return new rules
   * @throws IllegalArgumentException if there is one of the name
   */
  public SegmentRules with(String name, Rule rule) {
    return new SegmentRules(
        Stream.concat(segments.stream(), Stream.of(new SegmentRule(name, rule))).toList());
  }

  /**
   * Whether a rule looks at a column.
   *
   * @param column its name
   * @return true if so
   */
  public boolean lookAt(String column) {
    return segments.stream().anyMatch(segment -> segment.rule().columns().contains(column));
  }

  /** The text form, which {@link #parse} reads. */
  @Override
  public String toString() {
    return segments.stream().map(SegmentRule::toString).collect(Collectors.joining("\n"));
  }
}
