package org.clv4j.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes one drawing of a light and a dark one, which differ in their colours alone: each pair of
 * colours becomes a class.
 */
final class Colours {
  private static final Pattern COLOUR = Pattern.compile("(fill|stroke)=\"(#[0-9a-f]{6})\"");
  private static final Pattern HEAD =
      Pattern.compile(
          "<svg [^>]*(viewBox=\"[^\"]*\")[^>]*>\\s*<title>[^<]*</title>\\s*<desc>[^<]*</desc>");

  private final Map<String, String> classes = new LinkedHashMap<>();

  /**
   * The drawing in the colours of whichever theme.
   *
   * @param title by which it is known to who does not see it
   */
  String themed(String light, String dark, String title) {
    Matcher day = COLOUR.matcher(light);
    Matcher night = COLOUR.matcher(dark);
    StringBuilder both = new StringBuilder(light.length());
    int dayAt = 0;
    int nightAt = 0;
    while (day.find()) {
      if (!night.find()
          || !light.substring(dayAt, day.start()).equals(dark.substring(nightAt, night.start()))) {
        throw new IllegalStateException(
            "the themes of \"" + title + "\" differ in more than colours");
      }
      both.append(light, dayAt, day.start());
      String name = day.group(1);
      String rule = name + ":" + day.group(2) + "|" + name + ":" + night.group(2);
      String known = classes.computeIfAbsent(rule, key -> "k" + classes.size());
      both.append("class=\"").append(known).append('"');
      dayAt = day.end();
      nightAt = night.end();
    }
    both.append(light, dayAt, light.length());
    Matcher head = HEAD.matcher(both);
    if (!head.find()) {
      throw new IllegalStateException("\"" + title + "\" is no drawing");
    }
    return head.replaceFirst("<svg $1 aria-hidden=\"true\" focusable=\"false\">");
  }

  /** The classes of all drawings so far: light ones, and dark ones where the screen is dark. */
  String style() {
    StringBuilder light = new StringBuilder();
    StringBuilder dark = new StringBuilder("@media screen and (prefers-color-scheme: dark) {\n");
    classes.forEach(
        (rule, name) -> {
          int middle = rule.indexOf('|');
          light.append('.').append(name).append('{').append(rule, 0, middle).append("}\n");
          dark.append('.')
              .append(name)
              .append('{')
              .append(rule.substring(middle + 1))
              .append("}\n");
        });
    return light.append(dark).append("}\n").toString();
  }
}
