package org.clv4j.core.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The different ids of a column of texts in the canonical order, and for each row the place of its
 * id among them.
 *
 * @param numbers those that are whole numbers, ascending
 * @param texts all others, in the order {@link IdOrder#OF_TEXTS}
 * @param places by block of {@link OrderColumns#BLOCK} rows, the last one whole too
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record TextRanks(long[] numbers, String[] texts, int[][] places) {

  /**
   * Ranks the rows of a column.
   *
   * @param ids the column, at least one row
   * @param digits their digits, if there are
   * @param threads at most so many
   */
  public static TextRanks of(String[] ids, @Nullable TextDigits digits, int threads) {
    if (digits != null) {
      IdRanks ranks = IdRanks.of(digits.numbers(ids, threads), threads);
      return of(ranks, digits.texts(ranks.distinct()), threads);
    }
    TextHash hash = TextHash.of(ids, threads);
    return of(hash.ranks(), hash.distinct(), threads);
  }

  /**
   * Ranks the rows of a column by what stands for its ids.
   *
   * @param ranks by row; written over
   * @param texts the id of each rank, no two the same
   * @param threads at most so many
   */
  public static TextRanks of(IdRanks ranks, String[] texts, int threads) {
    Distinct distinct = new Distinct(texts);
    int[] place = distinct.places();
    if (place != null) {
      IdRanks.replace(ranks.ranks(), place, threads);
    }
    return new TextRanks(distinct.numbers, distinct.texts, ranks.ranks());
  }

  /** Different ids, told apart into numbers and texts, each in their order. */
  private static final class Distinct {
    final long[] numbers;
    final String[] texts;
    private final int[] rankOfNumber;
    private final int[] rankOfText;

    Distinct(String[] ids) {
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
      numbers = sorted.distinct();
      rankOfNumber = new int[n];
      for (int i = 0; i < n; i++) {
        rankOfNumber[sorted.rank(i)] = ranksOfNumbers[i];
      }
      ranksOfDigits.sort(Comparator.comparing(rank -> ids[rank], IdOrder.OF_TEXTS));
      rankOfText =
          IntStream.concat(
                  ranksOfDigits.stream().mapToInt(rank -> rank),
                  Arrays.stream(ranksOfOthers, 0, others))
              .toArray();
      texts = Arrays.stream(rankOfText).mapToObj(rank -> ids[rank]).toArray(String[]::new);
    }

    /** By rank the place in the canonical order; null if each rank is its place. */
    int @Nullable [] places() {
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
}
