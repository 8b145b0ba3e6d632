package org.clv4j.segments.behavior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTest {
  private static Arbitrary<Rule> rules(int depth) {
    Arbitrary<String> column =
        Arbitraries.of("orders", "spend", "P", "COVER", "x1.y", "_", "Ünlü", "orx", "P9a");
    Arbitrary<Threshold> threshold =
        Arbitraries.oneOf(
            Arbitraries.doubles().map(Threshold::of),
            Arbitraries.integers().map(Threshold::of),
            Arbitraries.doubles().between(0, 1).map(Threshold::quantile),
            Arbitraries.doubles().between(0, 1).ofScale(17).map(Threshold::cover),
            Combinators.combine(Arbitraries.doubles().between(0, 1), column)
                .as((level, of) -> Threshold.quantile(level).ofColumn(of)));
    Arbitrary<Rule> condition =
        Combinators.combine(column, Arbitraries.of(Rule.Comparison.class), threshold)
            .as(Rule.Condition::new);
    if (depth == 0) {
      return condition;
    }
    Arbitrary<List<Rule>> parts = rules(depth - 1).list().ofMinSize(2).ofMaxSize(4);
    return Arbitraries.oneOf(condition, parts.map(Rule.All::new), parts.map(Rule.Any::new));
  }

  @Provide
  Arbitrary<Rule> rules() {
    return rules(3);
  }

  @Property(tries = 1000)
  void whatARuleWritesReadsTheSame(@ForAll("rules") Rule rule) {
    assertEquals(rule, Rule.parse(rule.toString()));
  }

  @Test
  void theBuilderWritesTheTextForm() {
    Rule rule =
        Rule.where(Columns.ORDERS)
            .atLeast(3)
            .and(Rule.where("clv").atLeastQuantile(0.9))
            .and(Rule.where("spend").amongThoseCovering(0.5).or(Rule.where("x").below(-1.5)));
    assertEquals("orders >= 3 and clv >= P90 and (spend >= COVER50 or x < -1.5)", rule.toString());
    assertEquals(Set.of("orders", "clv", "spend", "x"), rule.columns());
    assertEquals(4, rule.conditions().count());
    assertEquals("x > 1", Rule.where("x").above(1).toString());
    assertEquals("x <= P33.3", Rule.where("x").atMostQuantile(0.333).toString());
    assertEquals(
        "x = 1 or x <= 1E+300",
        Rule.where("x").equalTo(1).or(Rule.where("x").atMost(1e300)).toString());
  }

  @Test
  void andBindsCloserThanOr() {
    Rule a = Rule.parse("a > 0");
    Rule b = Rule.parse("b > 0");
    Rule c = Rule.parse("c > 0");
    assertEquals(a.or(b.and(c)), Rule.parse("a>0 or b>0 and c>0"));
    assertEquals(a.or(b).and(c), Rule.parse("(a > 0 or b > 0) and c > 0"));
    assertEquals(new Rule.All(List.of(a, b, c)), Rule.parse("(a>0 and (b>0 and (c>0)))"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | rule must have a column after \"\", but had nothing: ",
        "spend | rule must have one of < <= = >= > != after \"spend\", but had nothing: spend",
        "spend > | rule must have a number, P and a percentage, or COVER and a percentage after"
            + " \"spend >\", but had nothing: spend >",
        "spend >> 3 | rule must have a number, P and a percentage, or COVER and a percentage after"
            + " \"spend >\", but had \">\": spend >> 3",
        "spend > 3 5 | rule must have and, or, or the end after \"spend > 3\", but had \"5\": spend"
            + " > 3 5",
        "(spend > 3 | rule must have ) after \"( spend > 3\", but had nothing: (spend > 3",
        "spend > P90(orders | rule must have ) after \"spend > P90 ( orders\", but had nothing:"
            + " spend > P90(orders",
        "and > 3 | rule must have a column after \"\", but had \"and\": and > 3",
        "spend > 1e999 | threshold must be between -1.7976931348623157E308 and"
            + " 1.7976931348623157E308, but was Infinity",
        "spend > P101 | level of a quantile must be between 0.0 and 1.0, but was 1.01",
        "spend > NaN | rule must have a number, P and a percentage, or COVER and a percentage after"
            + " \"spend >\", but had \"NaN\": spend > NaN",
      })
  void whatCannotBeReadIsTold(String text, String message) {
    String told =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Rule.parse(text)).getMessage());
    assertEquals(message, told.strip());
  }

  @Test
  void bracketsNestAHundredDeepAtMost() {
    Rule deep = Rule.parse("(".repeat(100) + "a > 0" + ")".repeat(100));
    assertEquals(Rule.parse("a > 0"), deep);
    assertThrows(
        IllegalArgumentException.class,
        () -> Rule.parse("(".repeat(200_000) + "a > 0" + ")".repeat(200_000)));
  }

  @Test
  void segmentsHaveATextFormToo() {
    SegmentRules rules =
        SegmentRules.parse(
            """
            # mine
            Big fish: spend >= P90 and days_since_last_order < 60   # and here

            small fry: orders = 1
            """);
    assertEquals(2, rules.segments().size());
    assertEquals(
        "Big fish: spend >= P90 and days_since_last_order < 60\nsmall fry: orders = 1",
        rules.toString());
    assertEquals(rules, SegmentRules.parse(rules.toString()));
    assertEquals(SegmentRules.DEFAULT, SegmentRules.parse(SegmentRules.DEFAULT.toString()));
    assertEquals(
        rules,
        SegmentRules.of(rules.segments().get(0)).with("small fry", Rule.parse("orders = 1")));
    assertMessage("line 2: must look like \"name: rule\", but was \"b\"", "a: x > 1\nb");
    assertMessage("line 1: rule must have one of < <= = >= > != after \"x\"", "a: x");
    assertMessage("line 1: name of a segment must be one line", ": x > 1");
    assertMessage("segment must be named once, but \"a\" came twice", "a: x > 1\na: x > 2");
  }

  private static void assertMessage(String start, String text) {
    String told =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> SegmentRules.parse(text))
                .getMessage());
    assertTrue(told.startsWith(start), told);
  }

  @Test
  void namesThatTheTextFormCannotSayAreRefused() {
    for (String name : List.of("", "1x", "a b", "and", "or", "P90", "COVER5.5", "a-b", ".a")) {
      assertThrows(IllegalArgumentException.class, () -> Rule.where(name), name);
    }
    Rule rule = Rule.where("x").above(0);
    for (String name : List.of("", " ", "a:b", "a#", "a\nb", " a", "a ")) {
      assertThrows(IllegalArgumentException.class, () -> new SegmentRule(name, rule), name);
    }
    assertThrows(IllegalArgumentException.class, () -> new Rule.All(List.of(rule)));
    assertThrows(IllegalArgumentException.class, () -> Threshold.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> Threshold.of(1).ofColumn("x"));
  }
}
