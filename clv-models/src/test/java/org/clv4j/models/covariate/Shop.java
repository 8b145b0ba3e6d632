package org.clv4j.models.covariate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.clv4j.core.customer.CustomerSummary;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.simulate.OrderSimulation;
import org.clv4j.models.simulate.SimulationOptions;
import org.jspecify.annotations.Nullable;

/** Simulated customers of two channels and any age, who behave as a model with covariates says. */
@SuppressWarnings("ArrayRecordComponent") // read only, never compared
record Shop(List<String> ids, List<CustomerSummary> customers, double[] age, List<String> channel) {
  static final PeriodUnit UNIT = PeriodUnit.WEEK;
  private static final LocalDate START = LocalDate.of(2020, 1, 6);

  /** Groups of customers, each of one channel and one age between -1 and 1. */
  static Shop of(CovariateModel truth, int groups, int size, long seed) {
    List<String> ids = new ArrayList<>();
    List<CustomerSummary> customers = new ArrayList<>();
    List<Double> age = new ArrayList<>();
    List<String> channel = new ArrayList<>();
    Random random = new Random(seed);
    for (int group = 0; group < groups; group++) {
      double a = Math.rint(200 * random.nextDouble() - 100) / 100;
      double web = group % 2;
      SimulationOptions options =
          SimulationOptions.of(size, random.nextLong(), START, START.plusWeeks(78))
              .withBirthsUntil(START.plusWeeks(13));
      Map<String, Double> z = new LinkedHashMap<>();
      truth.covariates().forEach(name -> z.put(name, name.equals("age") ? a : web));
      var process = TransactionModels.process(truth.at(z));
      for (CustomerSummary customer : OrderSimulation.of(process, options).summaries()) {
        ids.add(Integer.toString(ids.size() + 1));
        customers.add(customer);
        age.add(a);
        channel.add(web == 1 ? "web" : "shop");
      }
    }
    return new Shop(
        ids, customers, age.stream().mapToDouble(x -> x).toArray(), List.copyOf(channel));
  }

  static CovariateModel truth(String name) {
    Map<String, Double> p = new LinkedHashMap<>();
    boolean pareto = name.equals("pareto-nbd");
    p.put("r", 0.9);
    p.put("alpha", 8.0);
    p.put(pareto ? "s" : "a", pareto ? 0.8 : 0.7);
    p.put(pareto ? "beta" : "b", pareto ? 15 : 2.4);
    p.put("rate.age", 0.4);
    p.put("rate.channel=web", -0.5);
    p.put("dropout.age", -0.6);
    p.put("dropout.channel=web", 0.7);
    return new CovariateModel(name, p, Map.of("channel", "shop"), UNIT);
  }

  Covariates covariates() {
    return Covariates.builder(ids).number("age", age).category("channel", channel).build();
  }

  CovariateData data(Covariates covariates) {
    return data(covariates, null);
  }

  /** The customers in another order. */
  CovariateData data(Covariates covariates, @Nullable Random shuffle) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      order.add(i);
    }
    if (shuffle != null) {
      Collections.shuffle(order, shuffle);
    }
    return CovariateData.of(
        order.stream().map(ids::get).toList(),
        order.stream().mapToInt(i -> customers.get(i).frequency()).toArray(),
        order.stream().mapToDouble(i -> customers.get(i).recency()).toArray(),
        order.stream().mapToDouble(i -> customers.get(i).age()).toArray(),
        null,
        UNIT,
        covariates);
  }

  CovariateData data() {
    return data(covariates());
  }

  double[] age(double factor, double shift) {
    return Arrays.stream(age).map(x -> factor * x + shift).toArray();
  }
}
