package org.clv4j.core.order;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys and values of a policy, each read by what it may be and then kept in its shortest form. */
final class PolicyText {
  static final String ALL = "all";

  private static final int MOST_DIGITS = 18;

  private final Map<PolicyKey, String> values;

  private PolicyText(Map<PolicyKey, String> values) {
    this.values = values;
  }

  static PolicyText of(String text) {
    Map<PolicyKey, String> values = new EnumMap<>(PolicyKey.class);
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "policy must be made of key=value, but has \"" + part + "\"");
      }
      PolicyKey key = key(part.substring(0, equals).strip());
      if (values.put(key, part.substring(equals + 1).strip()) != null) {
        throw new IllegalArgumentException("policy must have " + key + " once, but has it twice");
      }
    }
    if (values.containsKey(PolicyKey.STATUSES) && values.containsKey(PolicyKey.EXCEPT)) {
      throw new IllegalArgumentException(
          "policy must have statuses or except, but has both: " + text);
    }
    return new PolicyText(values);
  }

  private static PolicyKey key(String name) {
    for (PolicyKey key : PolicyKey.values()) {
      if (key.toString().equals(name)) {
        return key;
      }
    }
    throw new IllegalArgumentException(
        "policy must have keys out of "
            + Arrays.toString(PolicyKey.values())
            + ", but has "
            + name);
  }

  /** The same with other values; statuses and exceptions take the place of each other. */
  PolicyText with(PolicyText changes) {
    Map<PolicyKey, String> all = new EnumMap<>(values);
    if (changes.has(PolicyKey.STATUSES) || changes.has(PolicyKey.EXCEPT)) {
      all.remove(PolicyKey.STATUSES);
      all.remove(PolicyKey.EXCEPT);
    }
    all.putAll(changes.values);
    return new PolicyText(all);
  }

  PolicyText with(PolicyKey key, Object value) {
    Map<PolicyKey, String> one = new EnumMap<>(PolicyKey.class);
    one.put(key, value.toString());
    return with(new PolicyText(one));
  }

  boolean has(PolicyKey key) {
    return values.containsKey(key);
  }

  boolean has(PolicyKey key, Object value) {
    return value.toString().equals(values.get(key));
  }

  <T extends Enum<T>> T choice(PolicyKey key, T[] choices) {
    for (T choice : choices) {
      if (has(key, choice)) {
        return choice;
      }
    }
    throw wrong(key, "one of " + Arrays.toString(choices));
  }

  boolean either(PolicyKey key, String yes, String no) {
    if (has(key, yes) || has(key, no)) {
      return has(key, yes);
    }
    throw wrong(key, yes + " or " + no);
  }

  /** The same of a key that stands only where the answer is yes. */
  boolean hasChosen(PolicyKey key, String yes, String no) {
    boolean chosen = has(key) && either(key, yes, no);
    if (!chosen) {
      values.remove(key);
    }
    return chosen;
  }

  /** The names with + between them, sorted; none without the key. */
  SortedSet<String> names(PolicyKey key) {
    SortedSet<String> names = new TreeSet<>();
    String text = values.get(key);
    if (text == null) {
      return names;
    }
    for (String name : text.split("\\+", -1)) {
      if (name.isBlank() || name.indexOf('=') >= 0 || name.strip().equals(ALL)) {
        throw wrong(key, "names with + between them");
      }
      names.add(StatusChange.normal(name));
    }
    values.put(key, String.join("+", names));
    return names;
  }

  static String joined(String... names) {
    for (String name : names) {
      if (name.chars().anyMatch(c -> c == ',' || c == '+' || c == '=')) {
        throw new IllegalArgumentException(
            "status must not hold a comma, plus or equals sign, but was \"" + name + "\"");
      }
    }
    return String.join("+", names);
  }

  /** A number of 0 or more; 0 without the key, which 0 does not need. */
  BigDecimal number(PolicyKey key, @Nullable BigDecimal most) {
    String text = values.get(key);
    if (text == null) {
      return BigDecimal.ZERO;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw wrong(key, "a number");
    }
    if (number.signum() < 0
        || number.precision() > MOST_DIGITS
        || Math.abs(number.scale()) > MOST_DIGITS) {
      throw wrong(key, "0 or more, with at most " + MOST_DIGITS + " digits");
    }
    if (most != null && number.compareTo(most) > 0) {
      throw wrong(key, "from 0 to " + most);
    }
    if (number.signum() == 0) {
      values.remove(key);
    } else {
      values.put(key, number.stripTrailingZeros().toPlainString());
    }
    return number;
  }

  private IllegalArgumentException wrong(PolicyKey key, String rule) {
    return new IllegalArgumentException(
        "policy must have " + key + " " + rule + ", but has \"" + values.get(key) + "\"");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PolicyText text && values.equals(text.values);
  }

  @Override
  public int hashCode() {
    // Not that of the map: hashes of enum constants differ from run to run.
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(value -> value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining(","));
  }
}
