package org.clv4j.charts;

import java.util.Locale;
import java.util.Objects;
import org.clv4j.core.internal.Check;

/** How a chart is drawn. */
record Style(Theme theme, Locale locale, int width, int height) {
  private static final int WIDTH = 720;
  private static final int SMALLEST = 200;
  private static final int LARGEST = 4000;

  Style {
    Objects.requireNonNull(theme, "theme must not be null");
    Objects.requireNonNull(locale, "locale must not be null");
    Check.inRange(width, SMALLEST, LARGEST, "width");
    Check.inRange(height, SMALLEST, LARGEST, "height");
  }

  static Style ofHeight(int height) {
    return new Style(Theme.LIGHT, Locale.ENGLISH, WIDTH, height);
  }

  Palette palette() {
    return Palette.of(theme);
  }
}
