package org.clv4j.charts;

/** Numbers as a picture, whatever the style. */
@FunctionalInterface
interface Drawing {
  Picture draw(Style style);
}
