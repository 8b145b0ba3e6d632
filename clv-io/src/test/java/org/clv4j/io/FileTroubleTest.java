package org.clv4j.io;

import static org.clv4j.io.CsvFiles.gzip;
import static org.clv4j.io.CsvFiles.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.clv4j.core.value.PeriodUnit;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files in trouble: each is one clear error with its place, the same by bytes and by FastCSV, and
 * every stream is closed; what could not be written whole is not written.
 */
class FileTroubleTest {
  private static final String HEADER = "customer,date,amount\n";
  private static final String ROWS = HEADER + "C1,2024-01-31,1.50\n".repeat(50);

  @TempDir Path dir = Path.of(".");

  private static Arguments text(String name, String content, String message) {
    return Arguments.of(Named.of(name, utf8(content)), message);
  }

  private static Arguments bytes(String name, byte[] content, String message) {
    return Arguments.of(Named.of(name, content), message);
  }

  static Stream<Arguments> files() {
    byte[] whole = gzip(ROWS + "C1,2024-01-31,1\n".repeat(9000));
    byte[] damaged = whole.clone();
    damaged[damaged.length - 7] ^= 8;
    byte[] noise = new byte[5000];
    new Random(3).nextBytes(noise);
    byte[] sparse = Arrays.copyOf(utf8(ROWS), utf8(ROWS).length + 4096);
    String wide = "C2,2024-01-31" + ",1".repeat(20_000) + "\n";
    String megabytes = "x".repeat(3 << 20);
    return Stream.of(
        text("nothing", "", "f.csv:1: the file is empty"),
        text("a byte order mark alone", "\uFEFF", "f.csv:1: the file is empty"),
        text(
            "a header that does not end",
            "customer,date",
            "f.csv: there is a header, but no order"),
        text("cut within a row", ROWS + "C2,2024-0", "f.csv:52: the row has 2 fields"),
        text("cut within a date", ROWS + "C2,2024-0,", "f.csv:52: date \"2024-0\" is not a date"),
        text("cut before the amount", ROWS + "C2,2024-01-31,", "f.csv:52: amount \"\" must not"),
        bytes("a tail of zeros, as a crash leaves it", sparse, "f.csv:52: the row has 1 fields"),
        text("two exports, one below the other", ROWS + ROWS, "f.csv:52: date \"date\" is not"),
        text("a line of totals", ROWS + "Total,,75.00\n", "f.csv:52: date \"\" must not be empty"),
        text(
            "other delimiters below", ROWS + "C2;2024-01-31;1\n", "f.csv:52: the row has 1 fields"),
        text("a decimal comma", ROWS + "C2,2024-01-31,1,50\n", "f.csv:52: the row has 4 fields"),
        text(
            "columns the other way round", ROWS + "2024-01-31,C2,1\n", "date \"C2\" is not a date"),
        text("20 000 fields", ROWS + wide, "f.csv:52: the row has 20002 fields"),
        text("a huge id", ROWS + megabytes + ",2024-01-31,1\n", "f.csv:51: after this line, the"),
        text("one huge line", megabytes, "f.csv:1: the header must end within 65536 characters"),
        text("a quote that never closes", ROWS + "\"C2,2024-01-31,1\n" + ROWS, "line 52)"),
        text("text behind a quote", ROWS + "\"C2\"x,2024-01-31,1\n", "f.csv:51: after this line"),
        text(
            "a page that says no",
            "<!DOCTYPE html>\n<html>\n403\n",
            "no column looks like the cust"),
        text("JSON", "{\"customer\":\"C1\",\"date\":\"2024-01-31\"}\n", "no column looks like the"),
        text(
            "a column twice",
            "customer,date,Date,amount\nC1,1,2,3\n",
            "\"date\" stands there twice"),
        text("one column", "customer\nC1\n", "no column looks like the time"),
        bytes(
            "a spreadsheet",
            new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0, 8, 0},
            "holds NUL characters"),
        bytes(
            "Parquet", new byte[] {'P', 'A', 'R', '1', 21, 0, 21, 0, '\n'}, "holds NUL characters"),
        bytes("noise", noise, "f.csv:1: "),
        bytes("UTF-16", ROWS.getBytes(StandardCharsets.UTF_16LE), "holds NUL characters"),
        bytes("gzip without content", gzip(""), "f.csv:1: the file is empty"),
        bytes("gzip of gzip", gzip(gzip(ROWS)), "f.csv:1: "),
        bytes("gzip cut in its head", Arrays.copyOf(whole, 9), "f.csv: the gzip ends too early"),
        bytes("gzip cut", Arrays.copyOf(whole, whole.length - 9), "the gzip ends too early"),
        bytes(
            "gzip with a wrong sum", damaged, "after this line, the gzip is damaged: Corrupt GZIP"),
        bytes(
            "Latin-1",
            utf8Then(ROWS, "Zo\u00e9,2024-01-31,1\n"),
            "f.csv:52: customer \"Zo\uFFFD\""));
  }

  private static byte[] utf8Then(String text, String latin1) {
    byte[] tail = latin1.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(utf8(text), utf8(text).length + tail.length);
    System.arraycopy(tail, 0, all, all.length - tail.length, tail.length);
    return all;
  }

  /** Counts the streams that are open. */
  private static CsvSource counted(String name, InputStream content, AtomicInteger open) {
    return new CsvSource(
        name,
        () -> {
          open.incrementAndGet();
          return new FilterInputStream(content) {
            private boolean closed;

            @Override
            public void close() throws IOException {
              open.addAndGet(closed ? 0 : -1);
              closed = true;
              super.close();
            }
          };
        });
  }

  private static OrderCsv settings(int chunkBytes) {
    OrderCsv settings = new OrderCsv().threads(2);
    settings.chunkBytes = chunkBytes;
    return settings;
  }

  @ParameterizedTest
  @MethodSource("files")
  void isOneClearError(byte[] file, String message) {
    String before = null;
    for (int chunk : new int[] {0, 100, 1 << 18}) {
      AtomicInteger open = new AtomicInteger();
      CsvSource source = counted("f.csv", new ByteArrayInputStream(file), open);
      OrderCsvException error =
          assertThrows(OrderCsvException.class, () -> settings(chunk).readAll(List.of(source)));
      String told = error.place().toString();
      assertTrue(told.startsWith("f.csv"), told);
      assertTrue(told.contains(message), told);
      assertTrue(told.length() < 400, told);
      assertEquals(before == null ? told : before, told);
      assertEquals(0, open.get(), "streams left open");
      before = told;
    }
  }

  @Test
  void thereAreAtLeastThirty() {
    assertTrue(files().count() >= 30);
  }

  @Test
  void whatCannotBeOpenedIsToldAsItIs() {
    Path none = dir.resolve("none.csv");
    assertThrows(NoSuchFileException.class, () -> OrderCsv.read(none));
    assertThrows(IOException.class, () -> OrderCsv.read(dir));
    CsvSource forbidden =
        new CsvSource(
            "secret.csv",
            () -> {
              throw new AccessDeniedException("secret.csv");
            });
    assertThrows(AccessDeniedException.class, () -> new OrderCsv().readAll(List.of(forbidden)));
  }

  /** Whoever reads a file says it in these words. */
  @Test
  void aGzipCutInItsHeadIsToldByEveryReader() {
    byte[] cut = Arrays.copyOf(gzip(ROWS), 9);
    AtomicInteger open = new AtomicInteger();
    for (Function<CsvSource, org.junit.jupiter.api.function.Executable> reader : readers()) {
      CsvSource source = counted("f.csv", new ByteArrayInputStream(cut), open);
      OrderCsvException error = assertThrows(OrderCsvException.class, reader.apply(source));
      assertEquals("f.csv: the gzip ends too early", error.getMessage());
      assertEquals(0, open.get());
    }
  }

  private static List<Function<CsvSource, org.junit.jupiter.api.function.Executable>> readers() {
    return List.of(
        source -> () -> new OrderCsv().readAll(List.of(source)),
        source -> () -> new ShopOrderCsv().readAll(List.of(source)),
        source -> () -> new ShopExportCsv(ShopPreset.STRIPE).readAll(List.of(source)),
        source -> () -> SummaryCsv.hasSummaries(source),
        source -> () -> SummaryCsv.read(source, PeriodUnit.WEEK),
        source -> () -> AliasCsv.read(source),
        source -> () -> RateCsv.read(source),
        source -> () -> EventCsv.read(source, ZoneOffset.UTC),
        source -> () -> RowsCsv.read(source));
  }

  /** Nobody may read that file of Linux, though it is there and can be opened. */
  @Test
  void aFileThatCannotBeReadIsNamed() {
    Path memory = Path.of("/proc/self/mem");
    Path unreadable = Files.exists(memory) ? memory : dir;
    IOException error = assertThrows(IOException.class, () -> OrderCsv.read(unreadable));
    assertTrue(String.valueOf(error.getMessage()).contains(unreadable.toString()), error::toString);
  }

  @Test
  void aSecondFileThatFailsClosesBoth() {
    AtomicInteger open = new AtomicInteger();
    List<CsvSource> sources =
        List.of(
            counted("a.csv", new ByteArrayInputStream(utf8(ROWS)), open),
            counted(
                "b.csv", new ByteArrayInputStream(utf8("customer,date\nC1,2024-01-31\n")), open));
    OrderCsvException error =
        assertThrows(OrderCsvException.class, () -> new OrderCsv().readAll(sources));
    assertTrue(error.place().toString().startsWith("b.csv:1: all files must have an amount"));
    assertEquals(0, open.get());
  }

  /** As a full disk does, after some bytes. */
  private static void full(java.io.OutputStream out) throws IOException {
    out.write(new byte[1 << 20]);
    throw new IOException("No space left on device");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void aFullDiskLeavesTheOldFileAndNoOther() throws IOException {
    Path file = Files.writeString(dir.resolve("table.csv"), "old");
    IOException error =
        assertThrows(IOException.class, () -> WholeFiles.write(file, FileTroubleTest::full));
    assertEquals("No space left on device", error.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("table.csv"), names());
  }

  /** The folder is in the way of the file; what was made for it has a name that nobody knows. */
  @Test
  void aNameThatCannotBeTakenIsToldByItself() throws IOException {
    Path taken = dir.resolve("taken");
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                WholeFiles.write(
                    taken,
                    out -> {
                      Files.createDirectory(taken);
                      Files.writeString(taken.resolve("inside"), "x");
                    }));
    assertEquals(taken.toString(), ((FileSystemException) error).getFile());
    assertFalse(String.valueOf(error.getMessage()).contains(".clv-"), error::toString);
    assertEquals(List.of("taken"), names());
  }

  /** As long as most file systems have names. */
  @Test
  void theLongestNameCanBeWritten() throws IOException {
    Path file = dir.resolve("n".repeat(251) + ".csv");
    WholeFiles.write(file, out -> out.write('x'));
    assertEquals("x", Files.readString(file));
    Path longer = dir.resolve("n".repeat(300));
    IOException error =
        assertThrows(IOException.class, () -> WholeFiles.write(longer, out -> out.write('x')));
    assertTrue(String.valueOf(error.getMessage()).startsWith(longer.toString()), error::toString);
    assertFalse(String.valueOf(error.getMessage()).contains(".clv-"), error::toString);
    assertEquals(List.of(String.valueOf(file.getFileName())), names());
  }

  @Test
  void ofSeveralFilesNoneIsWrittenIfOneFails() throws IOException {
    Map<Path, WholeFiles.Content> files = new LinkedHashMap<>();
    files.put(dir.resolve("a.csv"), out -> out.write('a'));
    files.put(dir.resolve("b.csv"), FileTroubleTest::full);
    assertThrows(IOException.class, () -> WholeFiles.write(files));
    assertEquals(List.of(), names());
  }

  /** The device of Linux that is always full, behind a file that could be written. */
  @Test
  void aDeviceThatIsFullIsToldAndNothingIsWritten() throws IOException {
    Path device = Path.of("/dev/full");
    if (!Files.exists(device)) {
      device = Files.createDirectory(dir.resolve("full"));
      Files.writeString(device.resolve("inside"), "x");
    }
    Path full = device;
    List<String> before = names();
    Map<Path, WholeFiles.Content> files = new LinkedHashMap<>();
    files.put(dir.resolve("a.csv"), out -> out.write('a'));
    files.put(full, out -> out.write(new byte[1 << 20]));
    IOException error = assertThrows(IOException.class, () -> WholeFiles.write(files));
    assertTrue(String.valueOf(error.getMessage()).startsWith(full.toString()), error::toString);
    if (full.startsWith("/dev")) {
      assertEquals("/dev/full: No space left on device", error.getMessage());
    }
    Table table = new Table(100_000).with("n", row -> row);
    for (TableFormat format : TableFormat.values()) {
      IOException ofTable =
          assertThrows(IOException.class, () -> table.writeFile(full, format), format.name());
      assertTrue(String.valueOf(ofTable.getMessage()).startsWith(full + ": "), ofTable::toString);
    }
    assertEquals(before, names());
  }

  /** Not even root may make a file in the kernel's folder, nor anybody below a file. */
  @Test
  void aFolderThatCannotBeWrittenIsTold() throws IOException {
    Path below = Files.writeString(dir.resolve("file"), "x").resolve("t.csv");
    for (Path forbidden : List.of(Path.of("/sys/clv-test.csv"), below)) {
      IOException error =
          assertThrows(IOException.class, () -> WholeFiles.write(forbidden, out -> out.write(1)));
      String name = String.valueOf(forbidden.getFileName());
      assertTrue(String.valueOf(error.getMessage()).contains(name), error::toString);
    }
    assertEquals(List.of("file"), names());
  }

  /** Else others could read what is written until it is done. */
  @Test
  void aFileThatIsReplacedHasItsRightsFromTheStart() throws IOException {
    Path file = Files.writeString(dir.resolve("t.csv"), "old");
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    WholeFiles.write(
        file,
        out -> {
          for (String name : names()) {
            Path made = dir.resolve(name);
            assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(made)),
                name);
          }
          assertEquals(2, names().size());
          out.write('n');
        });
    assertEquals("n", Files.readString(file));
  }

  @Test
  void aTableWhoseCellFailsIsNotHalfWritten() throws IOException {
    Table table =
        new Table(100_000)
            .with(
                "n",
                row -> {
                  if (row == 99_999) {
                    throw new IllegalStateException("no such row any more");
                  }
                  return row;
                });
    assertThrows(
        IllegalStateException.class, () -> table.writeFile(dir.resolve("n.csv"), TableFormat.CSV));
    assertEquals(List.of(), names());
  }

  @Test
  void aFolderThatIsMissingOrAFileIsTold() throws IOException {
    Path missing = dir.resolve("none").resolve("t.csv");
    NoSuchFileException error =
        assertThrows(
            NoSuchFileException.class, () -> WholeFiles.write(missing, out -> out.write(1)));
    assertEquals("there is no such folder", error.getReason());
    Files.createDirectory(dir.resolve("taken"));
    Files.writeString(dir.resolve("taken").resolve("inside"), "x");
    assertThrows(
        IOException.class, () -> WholeFiles.write(dir.resolve("taken"), out -> out.write(1)));
    assertEquals(List.of("taken"), names());
  }
}
