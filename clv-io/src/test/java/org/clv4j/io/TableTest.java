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
}
