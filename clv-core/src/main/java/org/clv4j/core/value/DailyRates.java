package org.clv4j.core.value;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.clv4j.core.internal.Check;
import org.jspecify.annotations.Nullable;

/**
 * A table of rates by day.
 *
 * <p>Only what the table says counts, unless more is asked for: {@link #lastKnownWithin} takes the
 * rate of an earlier day where a day (a weekend, a holiday) has none, {@link #withInverses} turns
 * rates around, {@link #withCrossRates} goes by way of a third currency. The nearest day counts
 * before an older one; on one day the table counts before an inverse, and that before a cross rate.
 */
public final class DailyRates implements RateProvider {
  private static final int MOST_DAYS = 366;

  private final Map<Key, ExchangeRate> table;
  private final int days;
  private final boolean inverses;
  private final @Nullable Currency via;

  private record Key(Currency from, Currency to, LocalDate day) {}

  private DailyRates(
      Map<Key, ExchangeRate> table, int days, boolean inverses, @Nullable Currency via) {
    this.table = table;
    this.days = days;
    this.inverses = inverses;
    this.via = via;
  }

  /**
   * A builder of a table.
   *
   * @param source where its rates come from, such as the name of a file, not blank
   * @return an empty builder
   */
  public static Builder builder(String source) {
    return new Builder(source);
  }

  /** Collects rates; belongs to one thread. */
  public static final class Builder {
    private final String source;
    private final Map<Key, ExchangeRate> table = new HashMap<>();

    private Builder(String source) {
      this.source = Check.notBlank(source, "source");
    }

    /**
     * Adds the rate of a day.
     *
     * @param day the day
     * @param from the currency that is converted
     * @param to the currency that it becomes
     * @param rate units of {@code to} for one of {@code from}, above 0
     * @return this builder
     * @throws IllegalArgumentException if a rule of {@link ExchangeRate} is broken or the day has
     *     another rate already; the same once more changes nothing
     */
    public Builder add(LocalDate day, Currency from, Currency to, BigDecimal rate) {
      return add(ExchangeRate.of(from, to, day, rate, source));
    }

    /**
     * Adds a rate.
     *
     * @param rate the rate, with a source of its own
     * @return this builder
     * @throws IllegalArgumentException if its day has another rate between its currencies already;
     *     the same once more changes nothing
     */
    public Builder add(ExchangeRate rate) {
      ExchangeRate other = table.putIfAbsent(new Key(rate.from(), rate.to(), rate.day()), rate);
      boolean differs =
          other != null
              && (other.rate().compareTo(rate.rate()) != 0
                  || other.per().compareTo(rate.per()) != 0);
      if (differs) {
        throw new IllegalArgumentException(
            "a day must have one rate between two currencies, but has " + other + " and " + rate);
      }
      return this;
    }

    /**
     * The rates added so far.
     *
     * @return a provider of these rates and nothing else
     */
    public DailyRates build() {
      return new DailyRates(Map.copyOf(table), 0, false, null);
    }
  }

  /**
   * The number of rates in the table.
   *
   * @return 0 or more
   */
  public int size() {
    return table.size();
  }

  /**
   * Takes the last known rate where a day has none.
   *
   * @param maxDays how many days before at most, 0 to 366; 0 for none but the day's own
   * @return a provider of the same table
   * @throws IllegalArgumentException if it is out of range
   */
  public DailyRates lastKnownWithin(int maxDays) {
    return new DailyRates(table, Check.inRange(maxDays, 0, MOST_DAYS, "days"), inverses, via);
  }

  /**
   * Also turns rates around: USD to EUR as the inverse of EUR to USD.
   *
   * @return a provider of the same table
   */
  public DailyRates withInverses() {
    return new DailyRates(table, days, true, via);
  }

  /**
   * Also goes by way of a third currency, with two rates of the same day: USD to GBP as USD to EUR
   * and EUR to GBP. The rates of one central bank need {@link #withInverses} for that.
   *
   * @param base the currency that all rates of the table are quoted in
   * @return a provider of the same table
   */
  public DailyRates withCrossRates(Currency base) {
    Money.scale(base);
    return new DailyRates(table, days, inverses, base);
  }

  @Override
  public @Nullable ExchangeRate rate(Currency from, Currency to, LocalDate day) {
    for (int back = 0; back <= days; back++) {
      ExchangeRate found = rateOn(from, to, day.minusDays(back));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable ExchangeRate rateOn(Currency from, Currency to, LocalDate day) {
    ExchangeRate direct = directOrInverse(from, to, day);
    if (direct != null || via == null || via.equals(from) || via.equals(to)) {
      return direct;
    }
    ExchangeRate first = directOrInverse(from, via, day);
    ExchangeRate second = directOrInverse(via, to, day);
    return first == null || second == null ? null : first.then(second);
  }

  private @Nullable ExchangeRate directOrInverse(Currency from, Currency to, LocalDate day) {
    ExchangeRate direct = table.get(new Key(from, to, day));
    if (direct != null || !inverses) {
      return direct;
    }
    ExchangeRate back = table.get(new Key(to, from, day));
    return back == null ? null : back.inverse();
  }

  /** For example {@code 43 rates}. */
  @Override
  public String toString() {
    return table.size() + " rates";
  }
}
