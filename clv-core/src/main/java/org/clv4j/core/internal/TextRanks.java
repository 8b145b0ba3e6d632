package org.clv4j.core.internal;

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
   * @param numbers their numbers, if they have any
   * @param threads at most so many
   */
  public static TextRanks of(String[] ids, @Nullable TextNumbers numbers, int threads) {
    if (numbers == null) {
      TextHash hash = TextHash.of(ids, threads);
      return of(hash.ranks(), hash.distinct(), threads);
    }
    IdRanks ranks = IdRanks.of(numbers.first(), numbers.second(), threads);
    return of(ranks, numbers.texts(ranks.distinct(), ranks.more()), threads);
  }

  /**
   * Ranks the rows of a column by what stands for its ids.
   *
   * @param ranks by row; written over
   * @param texts the id of each rank, no two the same
   * @param threads at most so many
   */
  public static TextRanks of(IdRanks ranks, String[] texts, int threads) {
    DistinctTexts distinct = DistinctTexts.of(texts);
    int[] place = distinct.places();
    if (place != null) {
      IdRanks.replace(ranks.ranks(), place, threads);
    }
    return new TextRanks(distinct.numbers(), distinct.texts(), ranks.ranks());
  }
}
