package org.clv4j.models.covariate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.fit.CustomerSummaries;
import org.clv4j.models.internal.Draws;
import org.clv4j.models.internal.Multinomial;
import org.clv4j.models.simulate.HistorySimulation;
import org.jspecify.annotations.Nullable;

/**
 * Customers with their covariates: what a fit of effects needs.
 *
 * <p>Customers who agree in all covariates are grouped, so that a fit with a few categories costs
 * little more than one without. Neither the order of the customers nor that of the columns matters.
 */
public final class CovariateData {
  private final CustomerSummaries customers;
  private final SortedMap<String, List<String>> dummies;
  private final Map<String, String> referenceLevels;
  private final List<String> names;
  private final List<Group> groups;

  /** Customers who agree in their covariates z, which are in the order of the names. */
  @SuppressWarnings("ArrayRecordComponent") // shared inside the package, never compared
  record Group(double[] z, CustomerSummaries customers) {}

  private CovariateData(Histories histories, Covariates covariates) {
    int[] row = covariates.rows(histories.ids());
    this.customers = histories.summaries(IntStream.range(0, row.length).toArray());
    SortedMap<String, double[]> columns = new TreeMap<>();
    this.dummies = new TreeMap<>();
    Map<String, String> references = new LinkedHashMap<>();
    covariates
        .numbers()
        .forEach(
            (name, values) -> {
              dummies.put(name, List.of(name));
              columns.put(name, Arrays.stream(row).mapToDouble(r -> values[r]).toArray());
            });
    covariates
        .categories()
        .forEach(
            (name, category) -> {
              List<String> levels = Arrays.stream(row).mapToObj(category.levels()::get).toList();
              SortedSet<String> others = new TreeSet<>(levels);
              String reference = reference(name, category.reference(), others);
              references.put(name, reference);
              others.remove(reference);
              dummies.put(name, others.stream().map(level -> dummy(name, level)).toList());
              for (String level : others) {
                double[] values =
                    levels.stream().mapToDouble(l -> l.equals(level) ? 1 : 0).toArray();
                if (columns.put(dummy(name, level), values) != null) {
                  throw new IllegalArgumentException(
                      "covariates must have names of their own, but two were called \""
                          + dummy(name, level)
                          + "\"");
                }
              }
            });
    this.referenceLevels = Collections.unmodifiableMap(references);
    this.names = List.copyOf(columns.keySet());
    this.groups = groups(histories, columns.values().toArray(double[][]::new), row.length);
  }

  /** The same columns with other histories in the groups. */
  private CovariateData(CovariateData like, List<Group> groups) {
    this.dummies = like.dummies;
    this.referenceLevels = like.referenceLevels;
    this.names = like.names;
    this.groups = List.copyOf(groups);
    this.customers = together(groups.stream().map(Group::customers).toList());
  }

  private static CustomerSummaries together(List<CustomerSummaries> groups) {
    int rows = groups.stream().mapToInt(CustomerSummaries::rows).sum();
    int[] frequency = new int[rows];
    double[] recency = new double[rows];
    double[] age = new double[rows];
    double[] weight = new double[rows];
    int to = 0;
    for (CustomerSummaries group : groups) {
      for (int row = 0; row < group.rows(); row++, to++) {
        frequency[to] = group.frequency(row);
        recency[to] = group.recency(row);
        age[to] = group.age(row);
        weight[to] = group.weight(row);
      }
    }
    return CustomerSummaries.of(frequency, recency, age, weight, groups.get(0).unit());
  }

  private static String reference(String name, @Nullable String stated, SortedSet<String> levels) {
    if (levels.size() < 2) {
      throw new IllegalArgumentException(
          name
              + " must differ between customers to have an effect, but was "
              + levels
              + " for all");
    }
    if (stated != null && !levels.contains(stated)) {
      throw new IllegalArgumentException(
          "reference level of "
              + name
              + " must be one of "
              + levels
              + ", but was \""
              + stated
              + "\"");
    }
    return stated == null ? levels.first() : stated;
  }

  static String dummy(String name, String level) {
    return name + "=" + level;
  }

  private static List<Group> groups(Histories histories, double[][] columns, int n) {
    Integer[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted((a, b) -> compare(columns, a, b))
            .toArray(Integer[]::new);
    List<Group> groups = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= n; to++) {
      if (to == n || compare(columns, order[from], order[to]) != 0) {
        int first = order[from];
        int[] rows = Arrays.stream(order, from, to).mapToInt(row -> row).toArray();
        groups.add(
            new Group(
                Arrays.stream(columns).mapToDouble(column -> column[first]).toArray(),
                histories.summaries(rows)));
        from = to;
      }
    }
    return groups;
  }

  private static int compare(double[][] columns, int a, int b) {
    int order = 0;
    for (int k = 0; k < columns.length && order == 0; k++) {
      order = Double.compare(columns[k][a], columns[k][b]);
    }
    return order;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Histories(
      List<String> ids,
      int[] frequency,
      double[] recency,
      double[] age,
      double @Nullable [] weight,
      PeriodUnit unit) {
    CustomerSummaries summaries(int[] rows) {
      double[] weights = weight;
      return CustomerSummaries.of(
          Arrays.stream(rows).map(row -> frequency[row]).toArray(),
          Arrays.stream(rows).mapToDouble(row -> recency[row]).toArray(),
          Arrays.stream(rows).mapToDouble(row -> age[row]).toArray(),
          weights == null ? null : Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray(),
          unit);
    }
  }

  /**
   * The customers of a base, found by their ids among the covariates.
   *
   * @param base the customers
   * @param unit the unit of the model's times
   * @param covariates those of all customers of the base; of others they are ignored
   * @return the data
   * @throws IllegalArgumentException if a customer has no covariates, with the number of those, or
   *     a category has only one level
   */
  public static CovariateData of(CustomerBase base, PeriodUnit unit, Covariates covariates) {
    int n = base.size();
    return new CovariateData(
        new Histories(
            IntStream.range(0, n).mapToObj(base::id).toList(),
            IntStream.range(0, n).map(base::frequency).toArray(),
            IntStream.range(0, n).mapToDouble(r -> unit.fromDays(base.recencyDays(r))).toArray(),
            IntStream.range(0, n).mapToDouble(r -> unit.fromDays(base.ageDays(r))).toArray(),
            null,
            unit),
        covariates);
  }

  /**
   * Customers in columns.
   *
   * @param ids by row, to be found among the covariates
   * @param frequency x by row
   * @param recency t<sub>x</sub> by row
   * @param age T by row
   * @param weight how many customers each row stands for, above 0; null for one each
   * @param unit the unit of the times
   * @param covariates those of all customers; of others they are ignored
   * @return the data
   * @throws IllegalArgumentException if the lengths differ, a row breaks a rule of {@link
   *     org.clv4j.core.customer.CustomerSummary}, a customer has no covariates, with the number of
   *     those, or a category has only one level
   */
  public static CovariateData of(
      List<String> ids,
      int[] frequency,
      double[] recency,
      double[] age,
      double @Nullable [] weight,
      PeriodUnit unit,
      Covariates covariates) {
    CustomerSummaries.of(frequency, recency, age, weight, unit);
    if (ids.size() != frequency.length) {
      throw new IllegalArgumentException(
          "columns must have the same length, but had "
              + ids.size()
              + " ids and "
              + frequency.length
              + " frequencies");
    }
    return new CovariateData(
        new Histories(List.copyOf(ids), frequency, recency, age, weight, unit), covariates);
  }

  /**
   * The customers without their covariates, for the model that the effects are compared with.
   *
   * @return all histories
   */
  public CustomerSummaries customers() {
    return customers;
  }

  /**
   * As many customers, drawn from these with replacement, with their covariates.
   *
   * <p>Nothing is copied but weights, which are multinomial over the customers. A rare level may be
   * missing, so that its column is constant and no fit is possible.
   *
   * @param seed the same seed gives the same customers
   * @return new data
   * @throws IllegalArgumentException if a weight is not whole
   */
  public CovariateData resampled(long seed) {
    double[] weights =
        Multinomial.of(groups.stream().map(Group::customers).toList())
            .weights(Draws.of(seed, 0, Draws.SAMPLE));
    List<Group> drawn = new ArrayList<>();
    int row = 0;
    for (Group group : groups) {
      int end = row + group.customers().rows();
      double[] own = Arrays.copyOfRange(weights, row, end);
      if (Arrays.stream(own).anyMatch(weight -> weight > 0)) {
        drawn.add(new Group(group.z(), group.customers().withWeights(own)));
      }
      row = end;
    }
    return new CovariateData(this, drawn);
  }

  /**
   * As many customers with the same covariates and ages, who behave as a model says.
   *
   * @param model whose covariates are among these
   * @param seed the same seed gives the same customers
   * @return new data
   * @throws IllegalArgumentException if the model knows another covariate, the units differ or a
   *     weight is not whole
   */
  public CovariateData simulated(CovariateModel model, long seed) {
    if (!names.containsAll(model.covariates())) {
      throw new IllegalArgumentException(
          "covariates of the model must be among " + names + ", but were " + model.covariates());
    }
    List<Group> simulated = new ArrayList<>();
    for (Group group : groups) {
      Map<String, Double> z = new LinkedHashMap<>();
      model.covariates().forEach(name -> z.put(name, group.z()[names.indexOf(name)]));
      long own = Draws.of(seed, simulated.size(), Draws.SAMPLE).next();
      simulated.add(
          new Group(
              group.z(),
              HistorySimulation.like(
                  TransactionModels.process(model.at(z)), group.customers(), own)));
    }
    return new CovariateData(this, simulated);
  }

  /**
   * The names of the covariates as a model has them, dummies instead of categories.
   *
   * @return for example age, channel=web; in alphabetical order
   */
  public List<String> names() {
    return names;
  }

  /**
   * The level of each category that the others are compared with.
   *
   * @return by the name of the category
   */
  public Map<String, String> referenceLevels() {
    return referenceLevels;
  }

  /** The names that columns have in a model; null for all columns. */
  SortedSet<String> namesOf(@Nullable Iterable<String> columns) {
    SortedSet<String> found = new TreeSet<>();
    for (String column : columns == null ? dummies.keySet() : columns) {
      List<String> of = dummies.get(column);
      if (of == null) {
        throw new IllegalArgumentException(
            "covariate must be one of " + dummies.keySet() + ", but was \"" + column + "\"");
      }
      found.addAll(of);
    }
    return found;
  }

  List<Group> groups() {
    return groups;
  }
}
