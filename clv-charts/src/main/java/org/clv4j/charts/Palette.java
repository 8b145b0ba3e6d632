package org.clv4j.charts;

import java.awt.Color;
import java.util.List;

/**
 * The colours of a theme.
 *
 * @param background of everything
 * @param text of titles and labels
 * @param muted of what is said besides, and of lines to compare with
 * @param grid of the lines behind
 * @param groups of what is told apart: after Okabe and Ito's, darker or lighter until each stands
 *     out from the background by 3 to 1, and a violet for their green, which is their blue to who
 *     does not see blue. The first three and the muted one are told apart by all, and so is each
 *     from the next
 * @param scale from little to much, of one hue, so that it is read by its lightness alone
 */
record Palette(
    Color background, Color text, Color muted, Color grid, List<Color> groups, List<Color> scale) {
  private static final Palette LIGHT =
      new Palette(
          new Color(0xFFFFFF),
          new Color(0x1F2933),
          new Color(0x5A6672),
          new Color(0xE1E6EB),
          colours(0x0072B2, 0xD55E00, 0x4A1A66, 0xA2467F, 0x7A5C00, 0x4B5563),
          colours(0xEFF5FB, 0xC9DEF0, 0x8FBCE0, 0x4C92C9, 0x1C66A6, 0x0B3C6F));
  private static final Palette DARK =
      new Palette(
          new Color(0x14191F),
          new Color(0xE6EAEE),
          new Color(0x9CA8B4),
          new Color(0x2C353F),
          colours(0x56B4E9, 0xF5A04C, 0x8F5BEF, 0xE39BC4, 0xE8D44D, 0xB8C2CC),
          colours(0x1E2B38, 0x22485F, 0x266D9B, 0x4095CC, 0x7DBEE8, 0xD0EAFB));

  private static List<Color> colours(int... rgb) {
    return java.util.Arrays.stream(rgb).mapToObj(Color::new).toList();
  }

  static Palette of(Theme theme) {
    return theme == Theme.DARK ? DARK : LIGHT;
  }

  /** The colour of a part in [0, 1] of the scale. */
  Color scaled(double part) {
    double at = Math.max(0, Math.min(1, part)) * (scale.size() - 1);
    int lower = (int) Math.min(at, scale.size() - 2.0);
    return mixed(scale.get(lower), scale.get(lower + 1), at - lower);
  }

  static Color mixed(Color from, Color to, double part) {
    return new Color(
        (int) Math.round(from.getRed() + part * (to.getRed() - from.getRed())),
        (int) Math.round(from.getGreen() + part * (to.getGreen() - from.getGreen())),
        (int) Math.round(from.getBlue() + part * (to.getBlue() - from.getBlue())));
  }

  /** Black or white, whichever is easier to read on a colour. */
  static Color on(Color colour) {
    double light = luminance(colour) + 0.05;
    return light * light > 1.05 * 0.05 ? Color.BLACK : Color.WHITE;
  }

  /** Relative luminance of WCAG 2. */
  static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
