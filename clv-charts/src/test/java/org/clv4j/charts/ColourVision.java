package org.clv4j.charts;

import java.awt.Color;
import java.util.List;

/**
 * How colours look to whom a kind of cone is missing, after Machado, Oliveira &amp; Fernandes
 * (2009), A Physiologically-based Model for Simulation of Color Vision Deficiency, table of
 * severity 1.
 */
enum ColourVision {
  FULL(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
  WITHOUT_RED(
      0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
  WITHOUT_GREEN(
      0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
  WITHOUT_BLUE(
      1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

  /** From linear sRGB to XYZ, each divided by that of white. */
  private static final List<Double> XYZ =
      List.of(
          0.4124564 / 0.95047,
          0.3575761 / 0.95047,
          0.1804375 / 0.95047,
          0.2126729,
          0.7151522,
          0.0721750,
          0.0193339 / 1.08883,
          0.1191920 / 1.08883,
          0.9503041 / 1.08883);

  @SuppressWarnings("ImmutableEnumChecker") // List.of cannot change
  private final List<Double> seen;

  ColourVision(Double... seen) {
    this.seen = List.of(seen);
  }

  /** How far two colours lie apart in CIE Lab. */
  double distance(Color a, Color b) {
    double[] one = lab(a);
    double[] other = lab(b);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  private double[] lab(Color colour) {
    double[] linear = {
      linear(colour.getRed()), linear(colour.getGreen()), linear(colour.getBlue())
    };
    double[] asSeen = times(seen, linear);
    for (int i = 0; i < 3; i++) {
      asSeen[i] = Math.max(0, Math.min(1, asSeen[i]));
    }
    double[] f = times(XYZ, asSeen);
    for (int i = 0; i < 3; i++) {
      f[i] = f[i] > 216 / 24389.0 ? Math.cbrt(f[i]) : (24389 / 27.0 * f[i] + 16) / 116;
    }
    return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
  }

  private static double linear(int channel) {
    double part = channel / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }

  private static double[] times(List<Double> matrix, double[] vector) {
    double[] product = new double[3];
    for (int i = 0; i < 9; i++) {
      product[i / 3] += matrix.get(i) * vector[i % 3];
    }
    return product;
  }
}
