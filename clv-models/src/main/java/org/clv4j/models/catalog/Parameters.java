package org.clv4j.models.catalog;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Parameters of which all are known to be there, and no other. */
record Parameters(Map<String, Double> byName) {

  static Parameters of(
      String model,
      Map<String, Double> parameters,
      Map<String, ? extends Collection<String>> namesOfModels) {
    return of(model, parameters, namesOf(model, namesOfModels));
  }

  static Parameters of(String model, Map<String, Double> parameters, Collection<String> names) {
    Set<String> needed = new LinkedHashSet<>(names);
    if (!parameters.keySet().equals(needed)) {
      throw new IllegalArgumentException(
          "parameters of " + model + " must be " + needed + ", but were " + parameters.keySet());
    }
    return new Parameters(parameters);
  }

  static Collection<String> namesOf(
      String model, Map<String, ? extends Collection<String>> namesOfModels) {
    Collection<String> names = namesOfModels.get(model);
    if (names == null) {
      throw new IllegalArgumentException(
          "model must be one of " + namesOfModels.keySet() + ", but was \"" + model + "\"");
    }
    return names;
  }

  double get(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  int whole(String name) {
    double value = get(name);
    if (value == Math.rint(value) && value >= 1 && value <= Integer.MAX_VALUE) {
      return (int) value;
    }
    throw new IllegalArgumentException(name + " must be a whole number from 1, but was " + value);
  }
}
