package org.clv4j.models.transaction;

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
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * NBD, BG/NBD and MBG/NBD against beta-geometric-reference.csv, made by beta-geometric-reference.py
 * beside it: parameters from 1e-6 to 1e6, x to 10 000, T to 100 000.
 */
class BetaGeometricReferenceTest {
  /** What the project promises. */
  private static final double RELATIVE = 1e-9;

  /** Below e^this a double has no digits to spare, or is 0. */
  private static final double UNDERFLOW = -690;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Case(String kind, String name, double[] values, double expected) {
    TransactionModel model() {
      double r = values[0];
      double alpha = values[1];
      double a = values[2];
      double b = values[3];
      return switch (name) {
        case "bg" -> new BgNbd(r, alpha, a, b, PeriodUnit.DAY);
        case "mbg" -> new MbgNbd(r, alpha, a, b, PeriodUnit.DAY);
        default -> new Nbd(r, alpha, PeriodUnit.DAY);
      };
    }

    @Override
    public String toString() {
      return kind + " " + name + Arrays.toString(values);
    }
  }

  private static List<Case> cases() throws IOException {
    try (InputStream in =
            Objects.requireNonNull(
                BetaGeometricReferenceTest.class.getResourceAsStream(
                    "beta-geometric-reference.csv"));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(line -> parse(line)).toList();
    }
  }

  private static Case parse(String line) {
    String[] fields = line.split(",", -1);
    int last = fields.length - 1;
    double[] values = Arrays.stream(fields, 2, last).mapToDouble(Double::parseDouble).toArray();
    return new Case(fields[0], fields[1], values, Double.parseDouble(fields[last]));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyQuantityIsThatOfManyDigits(Case c) {
    double found = quantity(c);
    if (c.kind.equals("likelihood")) {
      assertEquals(c.expected, found, RELATIVE * Math.abs(c.expected));
    } else if (c.expected < UNDERFLOW) {
      assertTrue(found >= 0 && found <= Math.exp(UNDERFLOW), () -> c + " was " + found);
    } else {
      double expected = Math.exp(c.expected);
      // The logarithm has more digits than its power.
      double relative = Math.expm1(Math.log(found) - c.expected);
      assertTrue(
          Math.abs(relative) <= RELATIVE,
          () -> c + " must be " + expected + ", but was " + found + ", off by " + relative);
    }
  }

  private static double quantity(Case c) {
    double[] v = c.values;
    TransactionModel model = c.model();
    int x = (int) v[4];
    return switch (c.kind) {
      case "ln pmf" -> model.probabilityOfPurchases(x, v[5]);
      case "ln new" -> model.expectedPurchases(v[4]);
      case "likelihood" -> model.logLikelihood(x, v[5], v[6]);
      case "ln alive" -> model.probabilityAlive(x, v[5], v[6]);
      case "ln alive later" -> model.probabilityAlive(x, v[5], v[6], v[7]);
      case "ln expected" -> model.expectedPurchases(x, v[5], v[6], v[7]);
      case "ln interval" -> model.expectedPurchases(x, v[5], v[6], v[7], v[8]);
      case "ln later pmf" -> model.probabilityOfPurchases(x, v[5], v[6], (int) v[7], v[8]);
      case "ln residual" -> model.discountedExpectedResidualTransactions(x, v[5], v[6], v[7]);
      case "ln residual within" ->
          model.discountedExpectedResidualTransactions(x, v[5], v[6], v[7], v[8]);
      default -> throw new IllegalStateException(c.kind);
    };
  }

  @Test
  void thereAreCasesOfEveryKind() throws IOException {
    List<String> kinds =
        List.of(
            "likelihood",
            "ln alive",
            "ln alive later",
            "ln expected",
            "ln interval",
            "ln pmf",
            "ln new",
            "ln later pmf",
            "ln residual",
            "ln residual within");
    for (String kind : kinds) {
      assertTrue(cases().stream().filter(c -> c.kind.equals(kind)).count() >= 20, kind);
    }
  }
}
