package org.clv4j.charts;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of one height on a grid of heights.
 *
 * <p>In each square of the grid the line runs straight between the points on its sides, found along
 * each side as if the height changed evenly. In a saddle the middle decides which points belong
 * together.
 */
final class Contours {
  private final List<Double> x;
  private final List<Double> y;
  private final List<List<Double>> heights;

  /**
   * A grid.
   *
   * @param x of the columns
   * @param y of the rows
   * @param heights by row and column
   */
  Contours(List<Double> x, List<Double> y, List<List<Double>> heights) {
    this.x = x;
    this.y = y;
    this.heights = heights;
  }

  /** A piece of a line. */
  record Segment(double x1, double y1, double x2, double y2) {}

  /** All pieces at a height; none where nothing is as high or as low. */
  List<Segment> at(double height) {
    List<Segment> segments = new ArrayList<>();
    for (int row = 0; row + 1 < y.size(); row++) {
      for (int column = 0; column + 1 < x.size(); column++) {
        square(row, column, height, segments);
      }
    }
    return segments;
  }

  private double over(int row, int column, double height) {
    return heights.get(row).get(column) - height;
  }

  private void square(int row, int column, double height, List<Segment> segments) {
    double[] corners = {
      over(row, column, height),
      over(row, column + 1, height),
      over(row + 1, column + 1, height),
      over(row + 1, column, height)
    };
    double[] cx = {x.get(column), x.get(column + 1), x.get(column + 1), x.get(column)};
    double[] cy = {y.get(row), y.get(row), y.get(row + 1), y.get(row + 1)};
    List<double[]> crossings = new ArrayList<>();
    for (int side = 0; side < 4; side++) {
      int next = (side + 1) % 4;
      if (corners[side] >= 0 != corners[next] >= 0) {
        double part = corners[side] / (corners[side] - corners[next]);
        crossings.add(
            new double[] {
              cx[side] + part * (cx[next] - cx[side]), cy[side] + part * (cy[next] - cy[side])
            });
      }
    }
    if (crossings.size() == 2) {
      segments.add(between(crossings.get(0), crossings.get(1)));
    } else if (crossings.size() == 4) {
      double middle = corners[0] + corners[1] + corners[2] + corners[3];
      // Whether the first corner is cut off from the middle.
      int shift = middle >= 0 == corners[0] >= 0 ? 0 : 1;
      segments.add(between(crossings.get(shift), crossings.get(shift + 1)));
      segments.add(between(crossings.get(shift + 2), crossings.get((shift + 3) % 4)));
    }
  }

  private static Segment between(double[] from, double[] to) {
    return new Segment(from[0], from[1], to[0], to[1]);
  }
}
