package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  private static final Table TABLE =
      new Table(2)
          .with("id", row -> List.of("ann", "<b>\"bob\", the 2nd</b>").get(row))
          .with("day", row -> LocalDate.of(2024, 3, 1 + row))
          .with("orders", row -> row + 1)
          .with("cents", row -> 1L << (40 * row))
          .with("spend", row -> new BigDecimal("1E+3"))
          .with("mean", row -> row == 0 ? null : (Double) (1 / 3.0));

  private static String written(Table table, TableFormat format) throws IOException {
    StringWriter out = new StringWriter();
    table.write(out, format);
    return out.toString();
  }

  @Test
  void csvIsExact() throws IOException {
    assertEquals(
        """
        id,day,orders,cents,spend,mean
        ann,2024-03-01,1,1,1000,
        "<b>""bob"", the 2nd</b>",2024-03-02,2,1099511627776,1000,0.3333333333333333
        """,
        written(TABLE, TableFormat.CSV));
  }

  @Test
  void jsonHasNullWhereThereIsNoValue() throws IOException {
    assertEquals(
        """
        [
        {"id":"ann","day":"2024-03-01","orders":1,"cents":1,"spend":1000,"mean":null},
        {"id":"<b>\\"bob\\", the 2nd</b>","day":"2024-03-02","orders":2,"cents":1099511627776,"spend":1000,"mean":0.3333333333333333}
        ]
        """,
        written(TABLE, TableFormat.JSON));
    assertEquals("[\n]\n", written(new Table(0).with("id", row -> row), TableFormat.JSON));
  }

  @Test
  void textIsAlignedAndHarmlessToATerminal() throws IOException {
    Table table =
        new Table(2)
            .with("id", row -> row == 0 ? "a\u001b[31m" : "longer one")
            .with("n", row -> row * 1000)
            .with("x", row -> row == 0 ? null : (Double) 1.004);
    assertEquals(
        """
        id             n     x
        a?[31m         0
        longer one  1000  1.00
        """,
        written(table, TableFormat.TABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"})
  void aTextThatASpreadsheetWouldComputeGetsAnApostrophe(String id) throws IOException {
    String csv = written(new Table(1).with("id", row -> id), TableFormat.CSV);
    String field = CsvReader.builder().ofCsvRecord(csv).stream().toList().get(1).getField(0);
    assertEquals("'" + id, field);
    String json = written(new Table(1).with("id", row -> id), TableFormat.JSON);
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != JsonToken.VALUE_STRING) {}
      assertEquals(id, parser.getText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "+49", "a=b", "'x", "5-3", "-1.5"})
  void otherTextsAreLeftAlone(String id) throws IOException {
    assertEquals("id\n" + id + "\n", written(new Table(1).with("id", row -> id), TableFormat.CSV));
  }

  @Property
  void csvRoundTripsAnyTexts(@ForAll @NotEmpty List<@Size(3) List<String>> rows)
      throws IOException {
    Table table = new Table(rows.size());
    for (int column = 0; column < 3; column++) {
      int at = column;
      // A letter in front: neither a formula nor, in a row of empty fields, an empty line.
      table = table.with("c" + column, row -> "x" + rows.get(row).get(at));
    }
    List<List<String>> found = new ArrayList<>();
    CsvReader.builder()
        .ofCsvRecord(written(table, TableFormat.CSV))
        .forEach(row -> found.add(row.getFields().stream().map(f -> f.substring(1)).toList()));
    assertEquals(rows, found.subList(1, found.size()));
  }

  @Test
  void noInfinityAndNothingUnknownIsWritten() {
    for (Object bad : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, new Object()}) {
      Table table = new Table(1).with("x", row -> bad);
      assertThrows(IllegalArgumentException.class, () -> written(table, TableFormat.CSV));
    }
    assertThrows(IllegalArgumentException.class, () -> new Table(-1));
    assertThrows(IllegalArgumentException.class, () -> TABLE.with("id", row -> row));
    assertThrows(IndexOutOfBoundsException.class, () -> TABLE.cell(2, 0));
  }

  @Test
  void formatsParse() {
    for (TableFormat format : TableFormat.values()) {
      assertEquals(format, TableFormat.parse(format.toString()));
    }
    assertThrows(IllegalArgumentException.class, () -> TableFormat.parse("xml"));
  }

  @Test
  void aFileIsWrittenWholeOrStaysAsItWas(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("t.csv"), "before");
    Table failing =
        new Table(100_000)
            .with("x", row -> row < 99_999 ? (Object) "a value" : (Object) Double.NaN);
    assertThrows(IllegalArgumentException.class, () -> failing.writeFile(file, TableFormat.CSV));
    assertEquals("before", Files.readString(file));
    TABLE.writeFile(file, TableFormat.CSV);
    assertTrue(Files.readString(file).startsWith("id,day"));
    assertEquals(List.of(file), listed(dir));
  }

  @Test
  void ofSeveralFilesAllAreWrittenOrNone(@TempDir Path dir) throws IOException {
    Map<Path, WholeFiles.Content> contents = new LinkedHashMap<>();
    contents.put(dir.resolve("one"), out -> out.write('1'));
    contents.put(
        dir.resolve("two"),
        out -> {
          throw new IOException("full");
        });
    assertThrows(IOException.class, () -> WholeFiles.write(contents));
    assertEquals(List.of(), listed(dir));
    contents.put(dir.resolve("two"), out -> out.write('2'));
    WholeFiles.write(contents);
    assertEquals("1", Files.readString(dir.resolve("one")));
    assertEquals("2", Files.readString(dir.resolve("two")));
  }

  @Test
  void aReplacedFileKeepsItsPermissionsAndALinkToNothingIsFollowed(@TempDir Path dir)
      throws IOException {
    Path file = Files.writeString(dir.resolve("secret"), "before");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    WholeFiles.write(file, out -> out.write('x'));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("later"));
    WholeFiles.write(link, out -> out.write('y'));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("y", Files.readString(dir.resolve("later")));
    NoSuchFileException error =
        assertThrows(
            NoSuchFileException.class,
            () -> WholeFiles.write(dir.resolve("no/file"), out -> out.write('z')));
    assertEquals(dir.resolve("no/file").toString(), error.getFile());
  }

  @Test
  void aLinkKeepsPointingToTheFileThatIsReplaced(@TempDir Path dir) throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "before");
    Path link = Files.createSymbolicLink(dir.resolve("link"), file);
    WholeFiles.write(link, out -> out.write('x'));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("x", Files.readString(file));
  }

  private static List<Path> listed(Path dir) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.toList();
    }
  }

  private static Table numbered(int rows) {
    return new Table(rows)
        .with("id", row -> "c" + row)
        .with("rank", row -> row % 2 == 0 ? row : -row)
        .with("share", row -> row == 1 ? null : (Double) (row / 8.0));
  }

  @Test
  void aTableShowsItselfAlignedAndCut() {
    assertEquals(
        """
        id  rank   share
        c0     0  0.0000
        c1    -1
        c2     2  0.2500""",
        numbered(3).toString());
    assertTrue(numbered(2000).toString().contains("\n… 1 990 more rows\nc1995  -1995  249.38\n"));
    assertEquals(21, numbered(20).toString().lines().count());
    assertEquals(12, numbered(21).toString().lines().count());
  }

  @Test
  void longTextsAreCutAndControlCharactersAreNotObeyed() {
    Table table = new Table(1).with("text", row -> "a\tb" + "c".repeat(60));
    assertEquals("text\na?b" + "c".repeat(36) + "…", table.toString());
  }

  @Test
  void theLargestNumbersComeFirstAndAbsentOnesLast() {
    Table top = numbered(4).top("share", 9);
    assertEquals(List.of("c3", "c2", "c0", "c1"), ids(top));
    assertEquals(List.of("c2", "c0"), ids(numbered(4).top("rank", 2)));
    assertEquals(List.of("c0", "c1"), ids(numbered(4).head(2)));
    assertEquals(List.of("c2", "c3"), ids(numbered(4).where("share", share -> share > 0)));
    assertEquals(List.of("c0", "c2", "c3"), ids(numbered(4).where("share", share -> true)));
  }

  @Test
  void columnsAreSelectedInTheOrderWanted() {
    assertEquals(List.of("share", "id"), numbered(2).select("share", "id").names());
    assertEquals("c1", numbered(2).select("share", "id").cell(1, 1));
    assertThrows(IllegalArgumentException.class, () -> numbered(2).select("clv"));
  }

  private static List<Object> ids(Table table) {
    List<Object> ids = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      ids.add(String.valueOf(table.cell(row, 0)));
    }
    return ids;
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "clv"})
  void onlyColumnsOfNumbersCanBeRanked(String column) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> numbered(2).top(column, 1));
    assertTrue(String.valueOf(e.getMessage()).contains(column), e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> numbered(2).head(-1));
  }

  /** Ranks 0, -1, 2, -3: sorted -3, -1, 0, 2; quartiles at places 0.75, 1.5 and 2.25. */
  @Test
  void columnsAreDescribed() {
    Table table = numbered(4).with("day", row -> LocalDate.of(2024, 3, 4 - row));
    assertEquals(
        """
        column,values,mean,min,q25,median,q75,max
        id,4,,,,,,
        rank,4,-0.5,-3.0,-1.5,-0.5,0.5,2.0
        share,3,0.20833333333333334,0.0,0.125,0.25,0.3125,0.375
        day,4,,2024-03-01,,,,2024-03-04
        """,
        describedAsCsv(table));
    assertTrue(describedAsCsv(numbered(0)).endsWith("\nshare,0,,,,,,\n"));
  }

  private static String describedAsCsv(Table table) {
    try {
      return written(table.describe(), TableFormat.CSV);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFileIsWrittenAsItsNameSays(@TempDir Path dir) throws IOException {
    for (String name : List.of("a.csv", "a.JSON", "a.txt")) {
      TABLE.save(dir.resolve(name).toString());
    }
    assertEquals(written(TABLE, TableFormat.CSV), Files.readString(dir.resolve("a.csv")));
    assertEquals(written(TABLE, TableFormat.JSON), Files.readString(dir.resolve("a.JSON")));
    assertEquals(written(TABLE, TableFormat.TABLE), Files.readString(dir.resolve("a.txt")));
    assertThrows(IllegalArgumentException.class, () -> TABLE.save("a.xls"));
  }
}
