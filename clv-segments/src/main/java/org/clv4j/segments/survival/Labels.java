package org.clv4j.segments.survival;

import java.util.Arrays;

/** The different labels of rows, by rising value, and the place of each row's label among them. */
@SuppressWarnings("ArrayRecordComponent") // shared inside the package, never compared
record Labels(int[] distinct, int[] place) {
  static Labels of(int[] labels, int rows, String what) {
    SurvivalTimes.requireLength(labels.length, rows, what);
    int[] distinct = Arrays.stream(labels).sorted().distinct().toArray();
    int[] place = new int[rows];
    for (int row = 0; row < rows; row++) {
      place[row] = Arrays.binarySearch(distinct, labels[row]);
    }
    return new Labels(distinct, place);
  }

  int size() {
    return distinct.length;
  }
}
