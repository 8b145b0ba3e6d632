package org.clv4j.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Different ids, told apart into numbers and texts, each in their order.
 *
 * @param numbers those that are whole numbers, ascending
 * @param texts all others, in the order {@link IdOrder#OF_TEXTS}
 * @param rankOfNumber where each number stood among the ids
 * @param rankOfText where each text stood among the ids
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record DistinctTexts(long[] numbers, String[] texts, int[] rankOfNumber, int[] rankOfText) {

  /**
   * Tells ids apart.
   *
   * @param ids no two of which are the same, by rank
   */
  public static DistinctTexts of(String[] ids) {
    long[] unsorted = new long[ids.length];
    int[] ranksOfNumbers = new int[ids.length];
    List<Integer> ranksOfDigits = new ArrayList<>();
    int[] ranksOfOthers = new int[ids.length];
    int n = 0;
    int others = 0;
    for (int rank : TextOrder.of(ids)) {
      if (IdTable.isWholeNumber(ids[rank])) {
        unsorted[n] = Long.parseLong(ids[rank]);
        ranksOfNumbers[n++] = rank;
      } else if (IdOrder.isDigits(ids[rank])) {
        ranksOfDigits.add(rank);
      } else {
        ranksOfOthers[others++] = rank;
      }
    }
    IdRanks sorted = IdRanks.of(Arrays.copyOf(unsorted, n), 1);
    int[] rankOfNumber = new int[n];
    for (int i = 0; i < n; i++) {
      rankOfNumber[sorted.rank(i)] = ranksOfNumbers[i];
    }
    ranksOfDigits.sort(Comparator.comparing(rank -> ids[rank], IdOrder.OF_TEXTS));
    int[] rankOfText =
        IntStream.concat(
                ranksOfDigits.stream().mapToInt(rank -> rank),
                Arrays.stream(ranksOfOthers, 0, others))
            .toArray();
    String[] texts = Arrays.stream(rankOfText).mapToObj(rank -> ids[rank]).toArray(String[]::new);
    return new DistinctTexts(sorted.distinct(), texts, rankOfNumber, rankOfText);
  }

  /** By place the rank; null if each rank is its place. */
  public int @Nullable [] ranksByPlace() {
    int[] place = places();
    if (place == null) {
      return null;
    }
    int[] rank = new int[place.length];
    for (int i = 0; i < place.length; i++) {
      rank[place[i]] = i;
    }
    return rank;
  }

  /** By rank the place in the canonical order; null if each rank is its place. */
  public int @Nullable [] places() {
    IdOrder order = new IdOrder(numbers, texts);
    int[] place = new int[numbers.length + texts.length];
    for (int i = 0; i < numbers.length; i++) {
      place[rankOfNumber[i]] = order.placeOfNumber(i);
    }
    for (int i = 0; i < texts.length; i++) {
      place[rankOfText[i]] = order.placeOfText(i);
    }
    for (int rank = 0; rank < place.length; rank++) {
      if (place[rank] != rank) {
        return place;
      }
    }
    return null;
  }
}
