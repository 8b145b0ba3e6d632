package org.clv4j.charts;

import java.awt.Color;

/** What a line or bar is drawn with, whatever the theme. */
@FunctionalInterface
interface Ink {
  /** What a model says. */
  Ink MODEL = group(0);

  /** What came. */
  Ink ACTUAL = group(1);

  /** What others are compared with. */
  Ink MUTED = Palette::muted;

  /** What only leads the eye. */
  Ink FAINT = palette -> Palette.mixed(palette.grid(), palette.muted(), 0.3);

  Color of(Palette palette);

  /** One of several things that are alike; after six the colours come again. */
  static Ink group(int index) {
    return palette -> palette.groups().get(index % palette.groups().size());
  }

  /** A part in [0, 1] of the scale from little to much, without its palest third. */
  static Ink scaled(double part) {
    return palette -> palette.scaled((1 + 2 * part) / 3);
  }
}
