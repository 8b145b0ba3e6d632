package org.clv4j.sql;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Objects;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/** Rows of a DuckDB result, chunk by chunk; times are selected as microseconds. */
final class ChunkCursor implements RowCursor {
  private final DuckDBChunkedResult result;
  private final DuckDBReadableVector[] vectors;
  private int row;
  private int rows;

  ChunkCursor(DuckDBPreparedStatement statement) throws SQLException {
    this.result = query(statement);
    this.vectors = new DuckDBReadableVector[(int) result.columnCount()];
  }

  private static DuckDBChunkedResult query(DuckDBPreparedStatement statement) throws SQLException {
    try {
      return statement.query();
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  /** The driver reports what goes wrong in a stream with exceptions of its own. */
  private static SQLException failed(RuntimeException e) {
    return new SQLException(e.getMessage(), e);
  }

  @Override
  public boolean next() throws SQLException {
    row++;
    while (row >= rows) {
      if (!nextChunk()) {
        return false;
      }
    }
    return true;
  }

  private boolean nextChunk() throws SQLException {
    try {
      if (!result.nextChunk()) {
        return false;
      }
      @Nullable DuckDBDataChunkReader chunk = result.chunk();
      Objects.requireNonNull(chunk, "a chunk that was announced must be there");
      for (int column = 0; column < vectors.length; column++) {
        vectors[column] = chunk.vector(column);
      }
      rows = (int) chunk.rowCount();
      row = 0;
      return true;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public boolean isNull(int column) {
    return vectors[column].isNull(row);
  }

  @Override
  public long whole(int column) {
    return vectors[column].getLong(row);
  }

  @Override
  public BigDecimal decimal(int column) {
    return vectors[column].getBigDecimal(row);
  }

  @Override
  public double floating(int column) {
    return vectors[column].getDouble(row);
  }

  @Override
  public String text(int column) {
    return vectors[column].getString(row);
  }

  @Override
  public long micros(int column) {
    return vectors[column].getLong(row);
  }

  @Override
  public void close() throws SQLException {
    result.close();
  }
}
