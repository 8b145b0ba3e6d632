package org.clv4j.io;

import static org.clv4j.io.CsvFiles.source;
import static org.clv4j.io.CsvFiles.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.clv4j.core.internal.LocalDays;
import org.clv4j.core.order.Order;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.junit.jupiter.api.Test;

/**
 * Files read as bytes, in any chunks and threads, give what FastCSV gives: the log or the error.
 */
class PlainCsvTest {
  private static final List<String> IDS =
      List.of(
          "C0001", "C0002", "C12", "C7", "C07", "7", "07", "0", "00", "42", "-5", "C", "Zoé", "é");
  private static final List<String> ODD_IDS =
      List.of(
          "guest@x.org",
          "C123456789012345678",
          "C1234567890123456789",
          "9223372036854775807",
          "99999999999999999999",
          "a b",
          " C0001",
          "C0001 ",
          "\u2003C0001",
          "x\u00a0",
          "\u007f",
          "日本",
          "😀",
          "",
          "  ",
          "N\0L",
          "\uFFFD",
          "C0001\t",
          "\"C0001\"",
          "\"a,b\"",
          "\"two\nlines\"",
          "5\" pipe",
          "x".repeat(300));
  private static final List<String> TIMES =
      List.of(
          "2024-01-31",
          "2024-01-31T12:34:56",
          "2024-01-31 12:34",
          "2024-03-31T01:30:00Z",
          "2024-02-29T23:59:59.123+02:00",
          "2024-10-27T00:30:00-0330",
          "19970101",
          "2000-02-29T10:00:00+01");
  private static final List<String> ODD_TIMES =
      List.of(
          "2023-02-29",
          "1900-02-29",
          "2024-04-31",
          "2024-13-01",
          "2024-00-10",
          "2024-01-00",
          "1899-12-31",
          "1900-01-01T00:30:00+02:00",
          "2199-12-31T23:30:00-02:00",
          "9999-12-31",
          "03/04/2024",
          "2024-01-31T24:00:00",
          "2024-01-31T12:60:00",
          "2024-01-31T12:34:60",
          "2024-01-31T12:34:56.",
          "2024-01-31T12:34:56,5",
          "2024-01-31T12",
          "2024-01-31T",
          "2024-01-31t12:34",
          "2024-01-31T12:34:56 Z",
          "2024-01-31T12:34:56 UTC",
          "2024-01-31T12:34:56+19:00",
          "2024-01-31T12:34:56+01:75",
          "2024-01-31T12:34:56+1",
          "2024-01-31T12:34:56+01:00[Europe/Paris]",
          "2024-1-31",
          "20240131T10",
          "202401310",
          " 2024-01-31",
          "2024-01-31 ",
          "");
  private static final List<String> AMOUNTS =
      List.of("0", "12", "12.3", "12.34", "0.05", ".5", "7.");
  private static final List<String> ODD_AMOUNTS =
      List.of(
          "12.340",
          "12.345",
          "+5",
          "-5",
          "-0",
          "1e3",
          "12,5",
          ".",
          "",
          "1.2.3",
          "9223372036854775807",
          "92233720368547758.07",
          "92233720368547758.08",
          "999999999999999999.99",
          "00000000000000000000012.50",
          "١٢",
          " 5",
          "5 ",
          "NaN");

  /** Of a cut gzip who asks for more bytes at once gets fewer lines, on a JDK 25 sometimes none. */
  private static final String CUT = "orders.csv: the gzip ends too early";

  private static final Pattern CUT_LATER = Pattern.compile("orders\\.csv:[0-9]+: .*");

  /** What a reading gives: the log and how it was read, or the error. */
  private static String outcome(OrderCsv settings, List<CsvSource> sources) {
    try {
      OrderCsvResult read = settings.readAll(sources);
      OrderLog log = read.log();
      return log
          + " "
          + (log.hasAmounts() ? log.currency() : "")
          + log.orders().toList()
          + IntStream.range(0, log.customers().size()).mapToObj(log.customers()::id).toList()
          + read.columns()
          + read.rows()
          + " "
          + read.badRows()
          + read.firstBadRows()
          + read.leftOut()
          + read.notes();
    } catch (OrderCsvException e) {
      return e.place().toString();
    } catch (IOException e) {
      return "IOException " + e.getMessage();
    }
  }

  private static OrderCsv plain(OrderCsv settings, int chunkBytes, int threads) {
    return plain(settings, chunkBytes, threads, 0);
  }

  private static OrderCsv plain(OrderCsv settings, int chunkBytes, int threads, int batchRows) {
    settings.chunkBytes = chunkBytes;
    settings.batchRows = batchRows;
    return settings.threads(threads);
  }

  /** A file as shops might have it, and some that nobody should. */
  private static final class Shop {
    private final Random random;
    private final double oddness;
    private final List<String> columns = new ArrayList<>(List.of("customer_id", "date"));
    private final String delimiter;
    private final String lineEnd;

    Shop(Random random) {
      this.random = random;
      this.oddness = random.nextInt(3) == 0 ? 0 : random.nextInt(2) == 0 ? 0.01 : 0.2;
      this.delimiter = one(List.of(",", ",", ",", ";", "\t", "|"));
      this.lineEnd = one(List.of("\n", "\n", "\r\n"));
      if (random.nextInt(5) > 0) {
        columns.add("amount");
      }
      if (random.nextInt(3) == 0) {
        columns.add("currency");
      }
      if (random.nextInt(3) == 0) {
        columns.add("note");
      }
      if (random.nextInt(3) == 0) {
        columns.add("Order No.");
      }
      if (random.nextInt(8) == 0) {
        columns.add("channel");
      }
      Collections.shuffle(columns, random);
    }

    private <T> T one(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }

    private String field(String column) {
      boolean odd = random.nextDouble() < oddness;
      return switch (column) {
        case "customer_id" ->
            random.nextInt(4) > 0 && !odd
                ? "C" + (1000 + random.nextInt(500))
                : one(odd ? ODD_IDS : IDS);
        case "date" -> one(odd ? ODD_TIMES : TIMES);
        case "amount" -> one(odd ? ODD_AMOUNTS : AMOUNTS);
        case "Order No." ->
            one(List.of("", "zoé", "A 1", odd ? " A 1" : "A1", "R" + random.nextInt(40)));
        case "currency" -> odd ? one(List.of("USD", "eur", " EUR", "")) : "EUR";
        default ->
            one(List.of("", "x", "zoé", "news letter", odd ? "\"q\"" : "y", odd ? "a\rb" : ""));
      };
    }

    byte[] file() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (random.nextInt(6) == 0) {
        out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
      }
      String quote = random.nextInt(6) == 0 ? "\"" : "";
      out.write(
          utf8(
              columns.stream().map(c -> quote + c + quote).collect(Collectors.joining(delimiter))
                  + lineEnd));
      int rows = random.nextInt(random.nextInt(10) == 0 ? 2000 : 60);
      for (int row = 0; row < rows; row++) {
        if (random.nextInt(20) == 0) {
          out.write(utf8(lineEnd.repeat(1 + random.nextInt(3))));
        }
        String line = columns.stream().map(this::field).collect(Collectors.joining(delimiter));
        if (random.nextDouble() < oddness / 4) {
          line += delimiter + "more";
        }
        out.write(utf8(line + (row < rows - 1 || random.nextBoolean() ? lineEnd : "")));
      }
      return random.nextInt(3) == 0 ? damaged(out.toByteArray()) : out.toByteArray();
    }

    /** A few bytes are others, or the end is missing. */
    private byte[] damaged(byte[] file) {
      byte[] bytes = "\0\r\n\"\t ,;-:.0aZ+\u007f".getBytes(StandardCharsets.US_ASCII);
      int header = columns.stream().mapToInt(String::length).sum() + 20;
      for (int i = random.nextInt(5); i > 0 && file.length > header; i--) {
        int at = header + random.nextInt(file.length - header);
        file[at] =
            random.nextInt(4) == 0 ? (byte) random.nextInt() : bytes[random.nextInt(bytes.length)];
      }
      return random.nextBoolean() ? file : Arrays.copyOf(file, random.nextInt(file.length + 1));
    }

    private static OrderCsv settings(OrderCsv settings, Random random) {
      settings.skipBadRows(random.nextInt(3) > 0);
      if (random.nextInt(3) == 0) {
        settings.zone(
            ZoneId.of(
                List.of("Europe/Paris", "America/St_Johns", "+05:30").get(random.nextInt(3))));
      }
      if (random.nextInt(6) == 0) {
        settings.decimal(',');
      }
      if (random.nextInt(4) == 0) {
        settings.currency(Currency.getInstance(random.nextBoolean() ? "EUR" : "JPY"));
      }
      return settings;
    }
  }

  @Property(tries = 400)
  void anyFileReadsAsWithFastCsv(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Shop shop = new Shop(random);
    List<byte[]> files = new ArrayList<>();
    for (int i = random.nextInt(5) == 0 ? 2 : 1; i > 0; i--) {
      byte[] file = shop.file();
      files.add(random.nextInt(5) == 0 ? CsvFiles.gzip(file) : file);
    }
    if (random.nextInt(12) == 0) {
      byte[] last = files.get(files.size() - 1);
      files.set(files.size() - 1, Arrays.copyOf(last, random.nextInt(last.length + 1)));
    }
    List<CsvSource> sources = files.stream().map(CsvFiles::source).toList();
    long settings = random.nextLong();
    String expected =
        outcome(plain(Shop.settings(new OrderCsv(), new Random(settings)), 0, 1), sources);
    for (int chunk : new int[] {60 + random.nextInt(100), 1000, 1 << 18}) {
      int threads = 1 + random.nextInt(3);
      int batchRows = random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 0;
      String actual =
          outcome(
              plain(Shop.settings(new OrderCsv(), new Random(settings)), chunk, threads, batchRows),
              sources);
      assertEquals(
          expected,
          expected.equals(CUT) && CUT_LATER.matcher(actual).matches() ? CUT : actual,
          () ->
              chunk
                  + " bytes, "
                  + threads
                  + " threads: "
                  + new String(files.get(0), StandardCharsets.UTF_8));
    }
  }

  @Property(tries = 300)
  void theLogIsThatOfTheRowsOneByOne(@ForAll long seed) throws IOException {
    Shop shop = new Shop(new Random(seed));
    List<CsvSource> sources = List.of(source(shop.file()));
    OrderLog log;
    try {
      log = plain(new OrderCsv().skipBadRows(true), 200, 2).readAll(sources).log();
    } catch (OrderCsvException e) {
      return;
    }
    OrderLogBuilder builder =
        log.hasAmounts() ? OrderLog.builder(log.currency()) : OrderLog.builderWithoutAmounts();
    List<Order> orders = log.orders().toList();
    orders.forEach(builder::add);
    OrderLog rebuilt = builder.build();
    assertEquals(orders, rebuilt.orders().toList());
    assertEquals(
        IntStream.range(0, rebuilt.customers().size()).mapToObj(rebuilt.customers()::id).toList(),
        IntStream.range(0, log.customers().size()).mapToObj(log.customers()::id).toList());
  }

  private static PlainFields.Format format(String prefix) {
    return new PlainFields.Format(
        3, 0, 1, 2, -1, -1, (byte) ',', (byte) '.', 2, new byte[0], utf8(prefix));
  }

  private static PlainRows.Chunk rows(String lines, IdCodes ids) {
    byte[] bytes = Arrays.copyOf(utf8(lines), utf8(lines).length + PlainRows.PADDING);
    return new PlainRows(format("C"), ids, new LocalDays(ZoneId.of("Europe/Paris")))
        .read(bytes, utf8(lines).length);
  }

  @Test
  void plainLinesAreReadAsBytes() {
    IdCodes ids = new IdCodes(utf8("C"));
    PlainRows.Chunk chunk =
        rows("C07,2024-01-31,12.34\r\n\nC7,2024-03-30T23:30:00Z,5\nguest,20240101,0.5\n", ids);
    assertEquals(0, chunk.passed().length);
    assertEquals(3, chunk.columns().rows);
    assertEquals(4, chunk.lines());
    assertEquals(4, chunk.lastLine());
    assertEquals(
        List.of("C07", "C7", "guest"),
        Arrays.stream(chunk.columns().codes).mapToObj(ids::id).toList());
    assertEquals(
        List.of("2024-01-31", "2024-03-31", "2024-01-01"),
        Arrays.stream(chunk.columns().days)
            .mapToObj(day -> LocalDate.ofEpochDay(day).toString())
            .toList());
    assertEquals(
        List.of(1234L, 500L, 50L),
        Arrays.stream(Objects.requireNonNull(chunk.columns().amounts)).boxed().toList());
  }

  @Test
  void otherLinesArePassedOverWithTheirPlace() {
    IdCodes ids = new IdCodes(utf8("C"));
    PlainRows.Chunk chunk =
        rows("C1,2024-01-31,1\nC2,2024-1-31,1\nC3,2024-01-31,-1\n\nC4,2024-01-31,1\n", ids);
    assertEquals(2, chunk.columns().rows);
    assertEquals(1, chunk.passed().length);
    PlainRows.Passed passed = chunk.passed()[0];
    assertEquals(
        "C2,2024-1-31,1\nC3,2024-01-31,-1\n", new String(passed.bytes(), StandardCharsets.UTF_8));
    assertEquals(1, passed.row());
    assertEquals(1, passed.line());
    assertEquals(1, passed.lastLine());
  }

  @Test
  void manyOtherLinesAreNotTriedFurther() {
    PlainRows.Chunk chunk =
        rows("C1,2024-01-31,1\nC2,2024-01-31,-1\n".repeat(50), new IdCodes(utf8("C")));
    assertEquals(0, chunk.columns().rows);
    assertEquals(100, chunk.lines());
    assertEquals(1, chunk.passed().length);
  }

  @Property(tries = 200)
  void codesAreEqualExactlyWhereIdsAre(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> ids = new ArrayList<>(IDS);
    for (int i = 0; i < 400; i++) {
      String digits = Long.toString(random.nextLong() >>> random.nextInt(64));
      ids.add(List.of("C", "", "c", "C0", "x-").get(random.nextInt(5)) + digits);
    }
    IdCodes codes = new IdCodes(utf8("C"));
    IdCodes others = new IdCodes(utf8("C"));
    Map<Long, String> idOfCode = new HashMap<>();
    for (String id : ids) {
      byte[] bytes = utf8(id);
      long code = codes.code(bytes, 0, bytes.length);
      assertEquals(code, codes.code(bytes, 0, bytes.length));
      assertEquals(id, codes.id(code));
      assertEquals(id, idOfCode.computeIfAbsent(code, any -> id));
    }
    Collections.shuffle(ids, random);
    ids.forEach(id -> others.code(utf8(id), 0, utf8(id).length));
    long[] here = codes.addAll(others);
    for (int i = 0; i < here.length; i++) {
      assertEquals(others.id(-1 - i), codes.id(here[i]));
    }
  }

  /** Hands out few bytes at a time, as a pipe does, and counts whether it is closed. */
  private static final class Pipe extends InputStream {
    private final InputStream in;
    boolean closed;

    Pipe(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return in.read(into, offset, Math.min(length, 7));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void whatFailsWhileReadingIsToldWithItsPlaceAndTheSourceIsClosed() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            throw new IOException("the disk is gone");
          }
        };
    String rows = "C1,2024-01-31,1\n".repeat(40);
    Pipe pipe =
        new Pipe(
            new SequenceInputStream(
                new ByteArrayInputStream(utf8("customer,date,amount\n" + rows + "C1,2024")),
                failing));
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                plain(new OrderCsv(), 100, 2).readAll(List.of(new CsvSource("pipe", () -> pipe))));
    assertEquals("pipe: the disk is gone", error.getMessage());
    assertTrue(pipe.closed);
  }

  @Test
  void aSourceIsClosedWhenARowIsBad() {
    Pipe pipe =
        new Pipe(
            new ByteArrayInputStream(
                utf8("customer,date,amount\n" + "C1,2024-01-31,1\n".repeat(100) + "C1,never,1\n")));
    OrderCsvException error =
        assertThrows(
            OrderCsvException.class,
            () ->
                plain(new OrderCsv(), 100, 3).readAll(List.of(new CsvSource("pipe", () -> pipe))));
    assertEquals(102, error.place().line());
    assertTrue(pipe.closed);
  }

  @Test
  void aCutGzipIsToldAtTheLastWholeLine() {
    byte[] whole = CsvFiles.gzip("customer,date,amount\n" + "C1,2024-01-31,1\n".repeat(100_000));
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    long line = 0;
    for (int chunk : new int[] {0, 1000, 1 << 18}) {
      OrderCsvException error =
          assertThrows(
              OrderCsvException.class,
              () -> plain(new OrderCsv(), chunk, 2).readAll(List.of(source(cut))));
      assertTrue(error.place().reason().endsWith("after this line, the gzip ends too early"));
      assertTrue(error.place().line() > 50_000, error.getMessage());
      assertEquals(line == 0 ? error.place().line() : line, error.place().line());
      line = error.place().line();
    }
  }

  @Test
  void threadsMustBeOneOrMore() {
    assertThrows(IllegalArgumentException.class, () -> new OrderCsv().threads(0));
  }
}
