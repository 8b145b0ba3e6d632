package org.clv4j.core.order;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which orders count and what they are worth; every result names its policy.
 *
 * <p>A policy is its text: {@code basis=net,refunds=restate,zero=count,statuses=paid+shipped}. Keys
 * that are left out have the value of {@link #NET}, or of {@link #BOOKED} where {@code
 * refunds=book}, or of {@link #AS_STATED} where {@code basis=stated}:
 *
 * <ul>
 *   <li>{@code basis}: {@code stated}, {@code gross}, {@code net-of-discounts}, {@code net}, {@code
 *       gross-margin} or {@code contribution}, see {@link OrderBasis};
 *   <li>{@code tax}, {@code shipping}: {@code include} or {@code exclude}; the tax on shipping is
 *       included where both are. A refund takes only from what is included;
 *   <li>{@code refunds}: {@code restate} or {@code book}, see {@link RefundTiming};
 *   <li>{@code over-refunds}: {@code refuse}, which makes an order with more refunds than value an
 *       error, or {@code deduct}, see {@link OrderValue};
 *   <li>{@code refunded}: whether an order of which exactly all was refunded is still an order,
 *       {@code count} or {@code skip};
 *   <li>{@code zero}: the same of an order for which nothing was charged;
 *   <li>{@code test}: the same of a test;
 *   <li>{@code statuses}: the states that count, or {@code all}; or {@code except}: those that do
 *       not. The last known status of an order decides; one that has none counts unless {@code
 *       statuses} names some;
 *   <li>{@code variable-rate}: what an order costs beside the goods, as a share of what was
 *       charged, from 0 to 1, and {@code variable-per-order}: the same per order, in major units.
 *       Both come on top of what the order states, for {@code basis=contribution}.
 * </ul>
 */
public final class OrderPolicy {
  /** Every order counts, zero included, at what was charged; refunds are not looked at. */
  public static final OrderPolicy AS_STATED =
      new OrderPolicy(
          "basis=stated,tax=include,shipping=include,refunds=restate,over-refunds=deduct,"
              + "refunded=count,zero=count,test=count,statuses=all");

  /**
   * Net sales: goods less discounts less refunds, restated at the order, without tax and shipping.
   * Orders that were cancelled, failed or voided do not count, tests and fully refunded orders
   * neither; more refunds than value are an error.
   */
  public static final OrderPolicy NET =
      new OrderPolicy(
          "basis=net,tax=exclude,shipping=exclude,refunds=restate,over-refunds=refuse,"
              + "refunded=skip,zero=count,test=skip,except=canceled+cancelled+failed+voided");

  /** As {@link #NET}, but refunds are booked at their own day, and fully refunded orders count. */
  public static final OrderPolicy BOOKED =
      NET.with(Key.REFUNDS, "book").with(Key.REFUNDED, "count");

  private enum Key {
    BASIS,
    TAX,
    SHIPPING,
    REFUNDS,
    OVER_REFUNDS,
    REFUNDED,
    ZERO,
    TEST,
    STATUSES,
    EXCEPT,
    VARIABLE_RATE,
    VARIABLE_PER_ORDER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final String ALL = "all";
  private static final String COUNT = "count";
  private static final String INCLUDE = "include";

  private final Map<Key, String> settings;
  private final OrderBasis basis;
  private final boolean tax;
  private final boolean shipping;
  private final RefundTiming refunds;
  private final boolean refusesOverRefunds;
  private final boolean refunded;
  private final boolean zero;
  private final boolean test;
  private final boolean exceptStatuses;
  private final SortedSet<String> statuses;
  private final BigDecimal variableRate;
  private final BigDecimal variablePerOrder;

  private OrderPolicy(String whole) {
    this(settings(whole));
  }

  private OrderPolicy(Map<Key, String> stated) {
    settings = new EnumMap<>(stated);
    basis = choice(Key.BASIS, OrderBasis.values());
    tax = either(Key.TAX, INCLUDE, "exclude");
    shipping = either(Key.SHIPPING, INCLUDE, "exclude");
    refunds = choice(Key.REFUNDS, RefundTiming.values());
    refusesOverRefunds = either(Key.OVER_REFUNDS, "refuse", "deduct");
    refunded = either(Key.REFUNDED, COUNT, "skip");
    zero = either(Key.ZERO, COUNT, "skip");
    test = either(Key.TEST, COUNT, "skip");
    exceptStatuses = settings.containsKey(Key.EXCEPT) || ALL.equals(settings.get(Key.STATUSES));
    statuses = statuses(exceptStatuses ? Key.EXCEPT : Key.STATUSES);
    variableRate = number(Key.VARIABLE_RATE);
    variablePerOrder = number(Key.VARIABLE_PER_ORDER);
    if (variableRate.compareTo(BigDecimal.ONE) > 0) {
      throw wrong(Key.VARIABLE_RATE, "from 0 to 1");
    }
  }

  /**
   * Reads a policy.
   *
   * @param text keys and values as above, each key at most once; {@link #toString} writes it
   * @return the policy
   * @throws IllegalArgumentException if a key or a value is none, or a key stands there twice
   */
  public static OrderPolicy parse(String text) {
    Map<Key, String> stated = settings(text);
    boolean asStated = OrderBasis.STATED.toString().equals(stated.get(Key.BASIS));
    boolean booked = RefundTiming.BOOK.toString().equals(stated.get(Key.REFUNDS));
    OrderPolicy policy = asStated ? AS_STATED : booked ? BOOKED : NET;
    return policy.with(stated);
  }

  private static Map<Key, String> settings(String text) {
    Map<Key, String> settings = new EnumMap<>(Key.class);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "policy must be made of key=value, but has \"" + part + "\"");
      }
      Key key = key(part.substring(0, equals).strip());
      if (settings.put(key, part.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("policy must have " + key + " once, but has it twice");
      }
    }
    if (settings.containsKey(Key.STATUSES) && settings.containsKey(Key.EXCEPT)) {
      throw new IllegalArgumentException(
          "policy must have statuses or except, but has both: " + text);
    }
    return settings;
  }

  private static Key key(String name) {
    for (Key key : Key.values()) {
      if (key.toString().equals(name)) {
        return key;
      }
    }
    throw new IllegalArgumentException(
        "policy must have keys out of " + Arrays.toString(Key.values()) + ", but has " + name);
  }

  private OrderPolicy with(Map<Key, String> changes) {
    Map<Key, String> all = new EnumMap<>(settings);
    if (changes.containsKey(Key.STATUSES) || changes.containsKey(Key.EXCEPT)) {
      all.remove(Key.STATUSES);
      all.remove(Key.EXCEPT);
    }
    all.putAll(changes);
    return new OrderPolicy(all);
  }

  private OrderPolicy with(Key key, Object value) {
    return with(Map.of(key, value.toString()));
  }

  private <T extends Enum<T>> T choice(Key key, T[] choices) {
    for (T choice : choices) {
      if (choice.toString().equals(settings.get(key))) {
        return choice;
      }
    }
    throw wrong(key, "one of " + Arrays.toString(choices));
  }

  private boolean either(Key key, String yes, String no) {
    String value = settings.get(key);
    if (yes.equals(value) || no.equals(value)) {
      return yes.equals(value);
    }
    throw wrong(key, yes + " or " + no);
  }

  private SortedSet<String> statuses(Key key) {
    SortedSet<String> names = new TreeSet<>();
    String text = settings.get(key);
    if (text == null) {
      return names;
    }
    for (String name : text.split("\\+", -1)) {
      if (name.isBlank() || name.indexOf('=') >= 0 || name.strip().equals(ALL)) {
        throw wrong(key, "names with + between them");
      }
      names.add(StatusChange.normal(name));
    }
    settings.put(key, String.join("+", names));
    return names;
  }

  private BigDecimal number(Key key) {
    String text = settings.get(key);
    if (text == null) {
      return BigDecimal.ZERO;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw wrong(key, "a number");
    }
    if (number.signum() < 0 || number.precision() > 18 || Math.abs(number.scale()) > 18) {
      throw wrong(key, "0 or more, with at most 18 digits");
    }
    if (number.signum() == 0) {
      settings.remove(key);
      return BigDecimal.ZERO;
    }
    settings.put(key, number.stripTrailingZeros().toPlainString());
    return number;
  }

  private IllegalArgumentException wrong(Key key, String rule) {
    return new IllegalArgumentException(
        "policy must have " + key + " " + rule + ", but has \"" + settings.get(key) + "\"");
  }

  /**
   * The same on another basis.
   *
   * @param other what of an order its value is made of
   * @return a new policy
   */
  public OrderPolicy withBasis(OrderBasis other) {
    return with(Key.BASIS, other);
  }

  /**
   * The same with or without tax.
   *
   * @param included whether tax is part of the value
   * @return a new policy
   */
  public OrderPolicy withTax(boolean included) {
    return with(Key.TAX, included ? INCLUDE : "exclude");
  }

  /**
   * The same with or without shipping.
   *
   * @param included whether shipping is part of the value
   * @return a new policy
   */
  public OrderPolicy withShipping(boolean included) {
    return with(Key.SHIPPING, included ? INCLUDE : "exclude");
  }

  /**
   * The same with refunds at another day.
   *
   * @param timing at the day of the order, or at their own
   * @return a new policy
   */
  public OrderPolicy withRefunds(RefundTiming timing) {
    return with(Key.REFUNDS, timing);
  }

  /**
   * The same with another answer to orders that have more refunds than value.
   *
   * @param refused whether they are an error
   * @return a new policy
   */
  public OrderPolicy withOverRefundsRefused(boolean refused) {
    return with(Key.OVER_REFUNDS, refused ? "refuse" : "deduct");
  }

  /**
   * The same with or without orders of which exactly all was refunded.
   *
   * @param counted whether they are orders
   * @return a new policy
   */
  public OrderPolicy withFullyRefunded(boolean counted) {
    return with(Key.REFUNDED, counted ? COUNT : "skip");
  }

  /**
   * The same with or without orders for which nothing was charged.
   *
   * @param counted whether they are orders
   * @return a new policy
   */
  public OrderPolicy withZero(boolean counted) {
    return with(Key.ZERO, counted ? COUNT : "skip");
  }

  /**
   * The same with or without tests.
   *
   * @param counted whether they are orders
   * @return a new policy
   */
  public OrderPolicy withTests(boolean counted) {
    return with(Key.TEST, counted ? COUNT : "skip");
  }

  /**
   * The same with other states.
   *
   * @param names the only ones that count, in any case; without a name all count
   * @return a new policy
   * @throws IllegalArgumentException if a name is blank or holds {@code , + =}
   */
  public OrderPolicy withStatuses(String... names) {
    return with(Key.STATUSES, names.length == 0 ? ALL : joined(names));
  }

  /**
   * The same with other states.
   *
   * @param names the only ones that do not count, in any case; without a name all count
   * @return a new policy
   * @throws IllegalArgumentException if a name is blank or holds {@code , + =}
   */
  public OrderPolicy withStatusesExcept(String... names) {
    return names.length == 0 ? withStatuses() : with(Key.EXCEPT, joined(names));
  }

  private static String joined(String... names) {
    for (String name : names) {
      if (name.chars().anyMatch(c -> c == ',' || c == '+' || c == '=')) {
        throw new IllegalArgumentException(
            "status must not hold a comma, plus or equals sign, but was \"" + name + "\"");
      }
    }
    return String.join("+", names);
  }

  /**
   * The same with other variable costs, on top of what an order states.
   *
   * @param rate share of what was charged, from 0 to 1; the cost is rounded half to even
   * @param perOrder in major units, with no more decimals than the currency has
   * @return a new policy
   */
  public OrderPolicy withVariableCosts(BigDecimal rate, BigDecimal perOrder) {
    return with(
        Map.of(
            Key.VARIABLE_RATE,
            rate.toPlainString(),
            Key.VARIABLE_PER_ORDER,
            perOrder.toPlainString()));
  }

  /**
   * What of an order its value is made of.
   *
   * @return the basis
   */
  public OrderBasis basis() {
    return basis;
  }

  /**
   * Whether tax is part of the value.
   *
   * @return true if so
   */
  public boolean includesTax() {
    return tax;
  }

  /**
   * Whether shipping is part of the value.
   *
   * @return true if so
   */
  public boolean includesShipping() {
    return shipping;
  }

  /**
   * When a refund counts.
   *
   * @return at the day of the order, or at its own
   */
  public RefundTiming refunds() {
    return refunds;
  }

  /**
   * Whether more refunds than value are an error.
   *
   * @return true if so
   */
  public boolean refusesOverRefunds() {
    return refusesOverRefunds;
  }

  /**
   * Whether an order of which exactly all was refunded counts.
   *
   * @return true if so
   */
  public boolean countsFullyRefunded() {
    return refunded;
  }

  /**
   * Whether an order for which nothing was charged counts.
   *
   * @return true if so
   */
  public boolean countsZero() {
    return zero;
  }

  /**
   * Whether a test counts.
   *
   * @return true if so
   */
  public boolean countsTests() {
    return test;
  }

  /**
   * Whether an order in a status counts, as far as that goes.
   *
   * @param status the status in any case, or null where none is known
   * @return true if so
   */
  public boolean countsStatus(@Nullable String status) {
    boolean named = status != null && statuses.contains(StatusChange.normal(status));
    return named != exceptStatuses;
  }

  BigDecimal variableRate() {
    return variableRate;
  }

  BigDecimal variablePerOrder() {
    return variablePerOrder;
  }

  /**
   * What an order is worth, by its last known status and all its refunds.
   *
   * @param order the order
   * @return its value and how that came about
   * @throws IllegalArgumentException if the order has more refunds than value and that is refused,
   *     or if the basis needs the cost of its goods, which is not known
   * @throws ArithmeticException if a sum does not fit in a long of minor units
   */
  public OrderValue value(ShopOrder order) {
    return Accounting.value(order, this);
  }

  /** Policies are equal if their texts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OrderPolicy policy && settings.equals(policy.settings);
  }

  @Override
  public int hashCode() {
    // Not that of the map: hashes of enum constants differ from run to run.
    return toString().hashCode();
  }

  /** The text, every key of it; {@link #parse} reads it. Of {@link #AS_STATED} the basis alone. */
  @Override
  public String toString() {
    if (settings.equals(AS_STATED.settings)) {
      return Key.BASIS + "=" + OrderBasis.STATED;
    }
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(","));
  }
}
