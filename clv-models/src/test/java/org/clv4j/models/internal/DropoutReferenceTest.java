package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against dropout-reference.csv, made to 40 digits by dropout-reference.py beside it. */
class DropoutReferenceTest {
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(String kind, double[] values, double expected) {
    UntilDropout model() {
      return new UntilDropout(values[0], values[1], values[2], values[3], values[4]);
    }

    @Override
    public String toString() {
      return kind + Arrays.toString(values);
    }
  }

  private static List<Case> cases() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                DropoutReferenceTest.class.getResourceAsStream("dropout-reference.csv"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(line -> parse(line)).toList();
    }
  }

  private static Case parse(String line) {
    String[] fields = line.split(",", -1);
    int last = fields.length - 1;
    double[] values = Arrays.stream(fields, 1, last).mapToDouble(Double::parseDouble).toArray();
    return new Case(fields[0], values, Double.parseDouble(fields[last]));
  }

  /**
   * Relative for quantities. Logs may be off by 1e-11 where they are small: they are differences of
   * logs of up to 1e7, for shapes of up to 1e6.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void everyQuantityIsThatOfFortyDigits(Case c) {
    double[] v = c.values;
    UntilDropout model = c.model();
    switch (c.kind) {
      case "odds" -> {
        double odds = DropoutQuadrature.logOdds(v[0] + v[5], v[1], v[2], v[3], v[4], v[6], v[7]);
        assertEquals(c.expected, odds, 1e-11 * Math.max(1, Math.abs(c.expected)));
        double alive = 1 / (1 + Math.exp(c.expected));
        assertEquals(alive, model.probabilityAlive((int) v[5], v[6], v[7]), 1e-10 * alive);
      }
      case "likelihood" ->
          assertEquals(
              c.expected,
              model.logLikelihood((int) v[5], v[6], v[7]),
              1e-11 * Math.max(1, Math.abs(c.expected)));
      case "expected" -> assertEquals(c.expected, model.purchases(v[5]), 1e-12 * c.expected);
      case "discounted" ->
          assertEquals(c.expected, model.discountedPurchases(v[5], v[6]), 1e-12 * c.expected);
      case "pmf" ->
          assertEquals(c.expected, model.probability((int) v[5], v[6]), 1e-11 * c.expected);
      default -> throw new IllegalStateException(c.kind);
    }
  }

  @Test
  void thereAreCasesOfEveryKind() throws IOException {
    for (String kind : List.of("odds", "likelihood", "expected", "discounted", "pmf")) {
      assertTrue(cases().stream().filter(c -> c.kind.equals(kind)).count() >= 40, kind);
    }
  }

  /** The closed forms of Pareto/NBD that are not quadrature. */
  @ParameterizedTest
  @MethodSource("cases")
  void closedFormsAreThoseOfQuadrature(Case c) {
    double[] v = c.values;
    UntilDropout model = c.model();
    if (!c.kind.equals("discounted") || v[4] > 0) {
      return;
    }
    double whole = v[0] / v[1] * DropoutQuadrature.discountedSurvival(v[2], v[3], 0, 0, v[6]);
    assertEquals(whole, model.purchases(v[6]), 1e-12 * whole);
    double ever =
        v[0]
            / v[1]
            * DropoutQuadrature.discountedSurvival(v[2], v[3], 0, v[5], Double.POSITIVE_INFINITY);
    assertEquals(ever, model.discountedPurchases(v[5]), 1e-12 * ever);
  }
}
