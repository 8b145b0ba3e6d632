package org.clv4j.sql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column of what is read.
 *
 * @param precision digits of a decimal, 0 where it has no limit
 * @param scale decimals of a decimal
 */
record SourceColumn(String name, ColumnKind kind, String typeName, int precision, int scale) {
  private static final Set<String> INEXACT = Set.of("float", "float4", "real", "money");

  static List<SourceColumn> of(ResultSetMetaData data) throws SQLException {
    List<SourceColumn> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String typeName = data.getColumnTypeName(i);
      ColumnKind kind = ColumnKind.of(data.getColumnType(i), typeName);
      boolean decimal = kind == ColumnKind.DECIMAL;
      columns.add(
          new SourceColumn(
              data.getColumnLabel(i),
              kind,
              typeName,
              decimal ? data.getPrecision(i) : 0,
              decimal ? data.getScale(i) : 0));
    }
    return columns;
  }

  /** Why it is of no use. */
  String misfit(String rule) {
    return rule + ", but is of the type " + typeName;
  }

  /**
   * Why no amounts can be read of it: such as are no exact numbers, or come as texts with signs.
   */
  String noMoney() {
    boolean isCast = INEXACT.contains(typeName.toLowerCase(Locale.ROOT));
    return misfit("must be whole numbers, decimals, doubles or texts")
        + (isCast ? "; cast it to DECIMAL" : "");
  }

  /** The one of a name, which is there. */
  static SourceColumn named(String name, List<SourceColumn> columns) {
    return columns.get(names(columns).indexOf(name));
  }

  static List<String> names(List<SourceColumn> columns) {
    return columns.stream().map(SourceColumn::name).toList();
  }
}
