package org.clv4j.segments.behavior;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text form of a rule: {@code or} of {@code and} of comparisons or rules in brackets.
 * Brackets nest at most {@value #DEEPEST} deep.
 */
final class RuleParser {
  private static final int DEEPEST = 100;
  private static final Pattern WORD =
      Pattern.compile("\\s*(<=|>=|!=|[<>=()]|[-+]?[0-9.][\\w.+-]*|[\\p{L}_][\\p{L}\\p{N}_.]*|\\S)");
  private static final Pattern LEVEL = Pattern.compile("(P|COVER)([0-9]+(?:\\.[0-9]+)?)");

  private final String text;
  private final List<String> words = new ArrayList<>();
  private int next;
  private int depth;

  RuleParser(String text) {
    this.text = text;
    Matcher matcher = WORD.matcher(text);
    while (matcher.lookingAt()) {
      words.add(matcher.group(1));
      matcher.region(matcher.end(), text.length());
    }
  }

  Rule rule() {
    Rule rule = any();
    if (next < words.size()) {
      throw expected("and, or, or the end");
    }
    return rule;
  }

  private Rule any() {
    List<Rule> rules = new ArrayList<>(List.of(all()));
    while (take("or")) {
      rules.add(all());
    }
    return rules.size() == 1 ? rules.get(0) : new Rule.Any(rules);
  }

  private Rule all() {
    List<Rule> rules = new ArrayList<>(List.of(one()));
    while (take("and")) {
      rules.add(one());
    }
    return rules.size() == 1 ? rules.get(0) : new Rule.All(rules);
  }

  private Rule one() {
    if (!take("(")) {
      return condition();
    }
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("brackets must nest at most " + DEEPEST + " deep");
    }
    Rule rule = any();
    if (!take(")")) {
      throw expected(")");
    }
    depth--;
    return rule;
  }

  private Rule condition() {
    String column = column();
    for (Rule.Comparison comparison : Rule.Comparison.values()) {
      if (take(comparison.toString())) {
        return new Rule.Condition(column, comparison, threshold());
      }
    }
    throw expected("one of < <= = >= > !=");
  }

  private String column() {
    if (next < words.size() && ColumnName.fits(words.get(next))) {
      return words.get(next++);
    }
    throw expected("a column");
  }

  private Threshold threshold() {
    String word = peek();
    Matcher level = LEVEL.matcher(word);
    if (level.matches()) {
      next++;
      double share = new BigDecimal(level.group(2)).movePointLeft(2).doubleValue();
      Threshold threshold =
          level.group(1).equals("P") ? Threshold.quantile(share) : Threshold.cover(share);
      if (!take("(")) {
        return threshold;
      }
      Threshold ofColumn = threshold.ofColumn(column());
      if (take(")")) {
        return ofColumn;
      }
      throw expected(")");
    }
    try {
      Threshold number = Threshold.of(new BigDecimal(word).doubleValue());
      next++;
      return number;
    } catch (NumberFormatException e) {
      throw expected("a number, P and a percentage, or COVER and a percentage");
    }
  }

  private String peek() {
    return next < words.size() ? words.get(next) : "";
  }

  private boolean take(String word) {
    boolean found = peek().equals(word);
    next += found ? 1 : 0;
    return found;
  }

  private IllegalArgumentException expected(String what) {
    return new IllegalArgumentException(
        "rule must have "
            + what
            + " after \""
            + String.join(" ", words.subList(0, next))
            + "\", but had "
            + (next < words.size() ? "\"" + words.get(next) + "\"" : "nothing")
            + ": "
            + text.strip());
  }
}
