package org.clv4j.core.customer;

/** The customers of {@link OrderArrays} by row. */
sealed interface IdColumn {
  /** How many there are. */
  int rows();

  /** Whole numbers. */
  @SuppressWarnings("ArrayRecordComponent") // of the caller, never compared
  record Ints(int[] ids) implements IdColumn {
    @Override
    public int rows() {
      return ids.length;
    }
  }

  /** Whole numbers. */
  @SuppressWarnings("ArrayRecordComponent") // of the caller, never compared
  record Longs(long[] ids) implements IdColumn {
    @Override
    public int rows() {
      return ids.length;
    }
  }

  /** Texts. */
  @SuppressWarnings("ArrayRecordComponent") // of the caller, never compared
  record Texts(String[] ids) implements IdColumn {
    @Override
    public int rows() {
      return ids.length;
    }
  }
}
