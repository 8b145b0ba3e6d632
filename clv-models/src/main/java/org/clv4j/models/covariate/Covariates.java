package org.clv4j.models.covariate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each customer and does not change: columns of numbers and of categories.
 *
 * <pre>
 * Covariates.builder(List.of("17", "23"))
 *     .number("age", 31, 52)
 *     .category("channel", List.of("web", "shop"))
 *     .build()</pre>
 *
 * <p>A fit makes of a category one column of 0 and 1 (a dummy) for each level but its reference
 * level: {@code channel=web} is 1 for those of the web and 0 for the others, so that its effect is
 * that of the web as against the shop.
 */
public final class Covariates {
  private static final int MOST_LEVELS = 100;

  private final List<String> customers;
  private final Map<String, Integer> rowOf;
  private final SortedMap<String, double[]> numbers;
  private final SortedMap<String, Category> categories;

  /** Levels by row, and the one that the others are compared with; null for the first of all. */
  record Category(List<String> levels, @Nullable String reference) {}

  private Covariates(Builder builder) {
    this.customers = builder.customers;
    this.rowOf = builder.rowOf;
    this.numbers = new TreeMap<>(builder.numbers);
    this.categories = new TreeMap<>(builder.categories);
  }

  /**
   * Begins.
   *
   * @param customers the ids, each once; the columns are in their order
   * @return a builder without columns
   * @throws IllegalArgumentException if a customer stands there twice
   */
  public static Builder builder(List<String> customers) {
    return new Builder(customers);
  }

  /**
   * The customers.
   *
   * @return their ids, in the order of the rows
   */
  public List<String> customers() {
    return customers;
  }

  /**
   * The columns.
   *
   * @return their names in alphabetical order, those of numbers first
   */
  public List<String> names() {
    List<String> names = new ArrayList<>(numbers.keySet());
    names.addAll(categories.keySet());
    return List.copyOf(names);
  }

  SortedMap<String, double[]> numbers() {
    return numbers;
  }

  SortedMap<String, Category> categories() {
    return categories;
  }

  /** The rows of customers, which must all be there. */
  int[] rows(List<String> wanted) {
    int[] rows = new int[wanted.size()];
    int missing = 0;
    String first = "";
    for (int i = 0; i < rows.length; i++) {
      Integer row = rowOf.get(wanted.get(i));
      if (row == null) {
        first = missing == 0 ? wanted.get(i) : first;
        missing++;
      } else {
        rows[i] = row;
      }
    }
    if (missing > 0) {
      throw new IllegalArgumentException(
          "every customer must have covariates, but "
              + missing
              + " of "
              + rows.length
              + " had none, the first of them \""
              + first
              + "\"");
    }
    return rows;
  }

  /** Columns to be. */
  public static final class Builder {
    private final List<String> customers;
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final Map<String, double[]> numbers = new HashMap<>();
    private final Map<String, Category> categories = new HashMap<>();

    private Builder(List<String> customers) {
      this.customers = List.copyOf(customers);
      for (int row = 0; row < this.customers.size(); row++) {
        Integer before = rowOf.put(this.customers.get(row), row);
        if (before != null) {
          throw new IllegalArgumentException(
              "every customer must have one row of covariates, but \""
                  + this.customers.get(row)
                  + "\" had rows "
                  + before
                  + " and "
                  + row);
        }
      }
    }

    /**
     * Adds a column of numbers.
     *
     * @param name unlike all others; not blank
     * @param values by row
     * @return this builder
     * @throws IllegalArgumentException if the name is taken or blank, the length is not that of the
     *     customers, or a value is not finite, with row (from 0) and customer
     */
    public Builder number(String name, double... values) {
      requireNew(name, values.length);
      double[] copy = values.clone();
      for (int row = 0; row < copy.length; row++) {
        if (!Double.isFinite(copy[row])) {
          throw new IllegalArgumentException(
              place(name, row) + " must be a finite number, but was " + copy[row]);
        }
        // -0.0 and 0.0 are one value.
        copy[row] += 0.0;
      }
      numbers.put(name, copy);
      return this;
    }

    /**
     * Adds a column of categories whose reference level is the first in alphabetical order.
     *
     * @param name unlike all others; not blank
     * @param levels by row
     * @return this builder
     * @throws IllegalArgumentException as for {@link #category(String, List, String)}
     */
    public Builder category(String name, List<String> levels) {
      return add(name, levels, null);
    }

    /**
     * Adds a column of categories.
     *
     * @param name unlike all others; not blank
     * @param levels by row
     * @param reference the level that the others are compared with
     * @return this builder
     * @throws IllegalArgumentException if the name is taken or blank, the length is not that of the
     *     customers, there are more than 100 levels, or a level is missing or blank, with row (from
     *     0) and customer
     */
    public Builder category(String name, List<String> levels, String reference) {
      return add(name, levels, Objects.requireNonNull(reference, "reference must not be null"));
    }

    private Builder add(String name, List<String> levels, @Nullable String reference) {
      requireNew(name, levels.size());
      for (int row = 0; row < levels.size(); row++) {
        String level = levels.get(row);
        if (level == null || level.isBlank()) {
          throw new IllegalArgumentException(
              place(name, row)
                  + " must be a category, but was "
                  + (level == null ? null : "blank"));
        }
      }
      long different = levels.stream().distinct().count();
      if (different > MOST_LEVELS) {
        throw new IllegalArgumentException(
            name
                + " must have at most "
                + MOST_LEVELS
                + " levels, but has "
                + different
                + " for "
                + customers.size()
                + " customers: leave it out if it names customers, or put rare levels together");
      }
      categories.put(name, new Category(List.copyOf(levels), reference));
      return this;
    }

    private String place(String name, int row) {
      return name + " of customer \"" + customers.get(row) + "\" (row " + row + ")";
    }

    private void requireNew(String name, int length) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("the name of a covariate must not be blank");
      }
      if (numbers.containsKey(name) || categories.containsKey(name)) {
        throw new IllegalArgumentException(
            "covariates must have names of their own, but two were called \"" + name + "\"");
      }
      if (length != customers.size()) {
        throw new IllegalArgumentException(
            name
                + " must have a value for each of the "
                + customers.size()
                + " customers, but had "
                + length);
      }
    }

    /**
     * Ends.
     *
     * @return the covariates
     */
    public Covariates build() {
      return new Covariates(this);
    }
  }

  @Override
  public String toString() {
    return "covariates " + Collections.unmodifiableList(names()) + " of " + customers.size();
  }
}
