package org.clv4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {
  private static final String ORDERS =
      """
      customer,date,amount,note
      0007,2024-01-01,10.00,
      0007,2024-01-15,20.00,
      0007,2024-01-15,1.00,
      ann,2024-01-08,5.50,
      0007,2024-02-26,4.00,
      ann,2024-02-26,9.00,
      """;

  @TempDir Path dir = Path.of(".");
  private Path orders = dir;

  @BeforeEach
  void writeOrders() throws IOException {
    orders = Files.writeString(dir.resolve("orders.csv"), ORDERS);
  }

  @Test
  void summarizeGivesOneRowPerCustomer() {
    Clv clv = Clv.run("summarize", orders.toString(), "--as-of", "2024-01-29");
    assertEquals(0, clv.status(), clv.err());
    assertEquals(
        """
        customer_id,first_order,last_order,orders,frequency,recency,age,total_spend,\
        mean_order_value,mean_repeat_spend,time_since_last_order
        0007,2024-01-01,2024-01-15,3,1,2.0,4.0,31.00,10.333333333333334,21.0,2.0
        ann,2024-01-08,2024-01-08,1,0,0.0,3.0,5.50,5.5,,3.0
        """,
        clv.out());
    assertEquals(
        """
        columns: customer=customer time=date amount=amount; ignored: note
        6 orders of 2 customers, 2024-01-01 to 2024-02-26
        as of 2024-01-29: 4 orders count, 2 later left out, 1 merged into a purchase of the same day
        data: gap: 41 of 57 days: days without any order, in one gap that chance does not explain \
        (2024-01-16 to 2024-02-25); see whether the shop was closed; else the export lacks these days
        """,
        clv.err());
  }

  @Test
  void unitsPeriodsAndFormatsAreOptions() {
    Clv clv =
        Clv.run(
            "summarize",
            orders.toString(),
            "--time-unit=DAY",
            "--purchase-period=month",
            "--format=json",
            "--quiet");
    assertEquals("", clv.err());
    assertTrue(
        clv.out()
            .contains(
                """
                {"customer_id":"ann","first_order":"2024-01-08","last_order":"2024-02-26",\
                "orders":2,"frequency":1,"recency":49.0,"age":49.0,"total_spend":14.50,\
                "mean_order_value":7.25,"mean_repeat_spend":9.0,"time_since_last_order":0.0}
                """),
        clv.out());
    Clv weeks =
        Clv.run(
            "summarize", orders.toString(), "--purchase-period=week", "--week-start=TUESDAY", "-V");
    assertEquals(0, weeks.status());
    assertTrue(
        Clv.run("summarize", orders.toString(), "--format=table").out().startsWith("customer_id"));
  }

  @Test
  void standardInputAndSeveralFilesAreOneLog() {
    InputStream before = System.in;
    try {
      System.setIn(
          new ByteArrayInputStream("date;cust\n2024-03-01;bob\n".getBytes(StandardCharsets.UTF_8)));
      Clv clv = Clv.run("summarize", "-", "--customer", "cust");
      assertEquals(0, clv.status(), clv.err());
      assertTrue(clv.out().endsWith("\nbob,2024-03-01,2024-03-01,1,0,0.0,0.0,,,,0.0\n"), clv.out());
    } finally {
      System.setIn(before);
    }
  }

  /** Whatever it is called; else an order would be two. */
  @Test
  void aFileThatIsNamedTwiceIsReadOnceAndTold() throws IOException {
    Clv once = Clv.run("summarize", orders.toString());
    Path link = Files.createSymbolicLink(dir.resolve("link.csv"), orders);
    String other = dir.resolve(".").resolve(orders.getFileName()).toString();
    Clv twice =
        Clv.run("summarize", orders.toString(), other, link.toString(), dir + "/orders*.csv");
    assertEquals(once.out(), twice.out());
    for (String name : new String[] {other, link.toString(), orders.toString()}) {
      assertTrue(twice.err().contains(name + " is named twice, but read once\n"), twice.err());
    }
  }

  @Test
  void aGzipCutInItsHeadIsTold() throws IOException {
    Path cut = dir.resolve("cut.csv.gz");
    Files.write(cut, new byte[] {0x1F, (byte) 0x8B, 8, 0, 0});
    for (String[] command : new String[][] {{"summarize"}, {"fit", "--model", "bg-nbd"}}) {
      Clv clv =
          Clv.run(
              Stream.concat(Stream.of(command), Stream.of(cut.toString())).toArray(String[]::new));
      assertEquals(1, clv.status(), clv.err());
      assertEquals("clv: " + cut + ": the gzip ends too early\n", clv.err());
    }
  }

  @Test
  void aBadRowEndsItWithStatusOneOrIsListed() throws IOException {
    Files.writeString(orders, ORDERS + "bob,2024-01-01,x,\nbob,2024-01-01,1,\n");
    Path out = Files.writeString(dir.resolve("out.csv"), "before");
    Clv clv = Clv.run("summarize", orders.toString(), "--out", out.toString());
    assertEquals(1, clv.status());
    assertEquals("clv: " + orders + ":8: amount \"x\" is not a plain decimal number\n", clv.err());
    assertEquals("before", Files.readString(out));

    Clv skipping =
        Clv.run("summarize", orders.toString(), "--on-bad-row=skip", "--out", out.toString());
    assertEquals(0, skipping.status(), skipping.err());
    assertTrue(
        skipping
            .err()
            .contains("bad rows left out: 1 of 8\n  " + orders + ":8: amount \"x\" is not a plain"),
        skipping.err());
    assertEquals(4, Files.readAllLines(out).size());
    assertEquals(
        "bad rows left out: 1 of 8\n",
        Clv.run("summarize", orders.toString(), "--on-bad-row=skip", "--quiet").err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          summarize none.csv                        | 1 | there is no file none.csv
          summarize ORDERS --as-of 1990-01-01       | 1 | no order came by 1990-01-01: the first is of
          summarize ORDERS --as-of +5881580-07-11   | 1 | as-of day must be between 1900-01-01 and
          summarize ORDERS --zone Mars/X            | 2 | "Mars/X" is not a zone like Europe/Paris
          summarize ORDERS --charset nope           | 2 | "nope" is not a charset like windows-1252
          summarize ORDERS --date-format dd/MM/yy   | 2 | must have a year of four digits
          summarize - -                             | 2 | standard input can be read once only
          summarize .                               | 1 | . (Is a directory)
          summarize ORDERS --out none/x.csv         | 1 | there is no such folder: none/x.csv
          summarize ORDERS --amount total           | 1 | there is no column "total"
          summarize ORDERS --as-of 03/04/2021       | 2 | "03/04/2021" is not a date like 2024-03-01
          summarize ORDERS --decimal ;              | 2 | decimal sign must be "." or ","
          summarize ORDERS --delimiter xy           | 2 | delimiter must be one sign or "tab"
          summarize ORDERS --currency EURO          | 2 | must be an ISO 4217 code, but was "EURO"
          summarize ORDERS --date-format {          | 2 | date format must be a pattern
          summarize ORDERS --time-unit fortnight    | 2 | must be one of [day, week, month, year], but was "fortnight"
          summarize ORDERS --no-such-option         | 2 | Unknown option
          summarize                                 | 2 | Missing required parameter: 'INPUT'
          rfm ORDERS --bins 4                       | 2 | --bins must be 5 for these rules, but was 4
          rfm ORDERS --bins 1 --rules RULES         | 2 | --bins must be 3 for these rules, but was 1
          rfm ORDERS --cuts c --bins 5              | 2 | --cuts has its own bins and method
          rfm ORDERS --explain ann --format json    | 2 | --explain prints a text
          value --average-order-value NaN --orders-per-year 1 --retention .5 | 2 | average order value
          value --average-order-value 9 --orders-per-year 1 --retention 1.5  | 2 | retention must be
          value --average-order-value 9 --orders-per-year 1 --margin 1.2     | 2 | at least one of
          rfm ORDERS --rules none.txt               | 1 | there is no file none.txt
          rfm ORDERS --explain nobody               | 1 | nobody
          rfm ORDERS --save-cuts c --method ranks   | 2 | --save-cuts needs
          report ORDERS                             | 2 | Missing required option: '--out=DIR'
          value                                     | 2 | Missing required options
          nonsense                                  | 2 | Unmatched argument
          """)
  void theStatusTellsWhatIsWrong(String line, int status, String message) {
    Path rules = dir.resolve("three.txt");
    try {
      Files.writeString(rules, "bins: 3\nAll: otherwise\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Clv clv =
        Clv.run(
            line.replace("ORDERS", orders.toString())
                .replace("RULES", rules.toString())
                .split(" +", -1));
    assertTrue(clv.err().contains(message), clv.err());
    assertEquals(status, clv.status(), clv.err());
  }

  @Test
  void rfmScoresNamesAndExplains() throws IOException {
    Clv clv = Clv.run("rfm", orders.toString());
    assertEquals(0, clv.status(), clv.err());
    List<String> lines = clv.out().lines().toList();
    assertEquals("customer_id,time_since_last_order_days,orders,spend,r,f,m,segment", lines.get(0));
    assertEquals("0007,0,4,35.00,5,5,5,Champions", lines.get(1));
    assertEquals("ann,0,2,14.50,5,1,1,New Customers", lines.get(2));
    assertTrue(clv.err().contains("50"), "the warning that there are few customers");
    assertTrue(Clv.run("rfm", orders.toString(), "--explain", "ann").out().contains("511"));

    Path rules = Files.writeString(dir.resolve("rules.txt"), "Good: 5**\nOther: otherwise\n");
    Path cuts = dir.resolve("cuts.txt");
    Clv saved =
        Clv.run(
            "rfm", orders.toString(), "--rules", rules.toString(), "--save-cuts", cuts.toString());
    assertTrue(saved.out().contains(",Good\n"), saved.err());
    Clv frozen =
        Clv.run("rfm", orders.toString(), "--rules", rules.toString(), "--cuts", cuts.toString());
    assertEquals(saved.out(), frozen.out());
    for (String method : List.of("ranks", "nested")) {
      assertEquals(0, Clv.run("rfm", orders.toString(), "--method", method).status());
    }
  }

  @Test
  void valueGivesWhatTheOptionsAllow() {
    String all =
        "value --average-order-value 50 --orders-per-year 4 --lifespan-years 3 --margin 0.3"
            + " --acquisition-cost 80 --retention 0.8 --discount-rate 0.1";
    // Margin 60 a year: 60 x 0.8 / 0.3, that plus 60, 60 x 3 - 80, 180 / 80. Payback: 60 in the
    // first
    // year and 20 of the 48 of the second.
    assertEquals(
        """
        metric,value
        margin_retention_clv,160.0
        margin_retention_clv_at_acquisition,220.0
        simple_clv,100.0
        margin_ltv_to_cac_within_3_years,2.25
        payback_months,17.0
        """,
        rounded(Clv.line(all).out(), 6));
    Clv revenue = Clv.line(all.replace("--margin 0.3 ", ""));
    assertTrue(revenue.out().contains("revenue_ltv_to_cac_within_3_years,7.5\n"), revenue.out());
    // what grows by a quarter and keeps four fifths stays as it is: 80 of 60 a year
    assertEquals(16, lastValue(Clv.line(all + " --growth 0.25")), 1e-9);
    assertTrue(Clv.line(all + " --horizon-years 1").out().endsWith("payback_months,\n"));
    String never =
        "value --average-order-value 1 --orders-per-year 1 --acquisition-cost 80"
            + " --retention 0.5";
    assertTrue(Clv.line(never).out().endsWith("payback_months,\n"));
    Clv zeroChurn =
        Clv.run("value --average-order-value 1 --orders-per-year 1 --retention 1".split(" ", -1));
    assertEquals(1, zeroChurn.status());
    assertTrue(zeroChurn.err().contains("must be below 1 + discount rate"), zeroChurn.err());
  }

  private static String rounded(String csv, int lines) {
    StringBuilder out = new StringBuilder();
    csv.lines()
        .limit(lines)
        .map(
            line -> {
              String[] cell = line.split(",", -1);
              return cell[1].equals("value")
                  ? line
                  : cell[0] + "," + Math.round(Double.parseDouble(cell[1]) * 1e9) / 1e9;
            })
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  private static double lastValue(Clv clv) {
    String line = clv.out().lines().reduce((a, b) -> b).orElseThrow();
    return Double.parseDouble(line.substring(line.indexOf(',') + 1));
  }

  @Test
  void reportWritesThePageAndItsTablesOrNothing() throws IOException {
    Path out = dir.resolve("new/report");
    Clv clv = Clv.run("report", orders.toString(), "--out", out.toString());
    assertEquals(0, clv.status(), clv.err());
    List<String> written;
    try (Stream<Path> files = Files.list(out)) {
      written = files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
    String page = Files.readString(out.resolve("report.html"));
    List<String> linked =
        Pattern.compile("download=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map(link -> link.group(1))
            .toList();
    assertTrue(linked.contains("orders-over-time.csv"), linked.toString());
    assertEquals(
        Stream.concat(
                linked.stream(),
                Stream.of(
                    "customers.csv",
                    "predictions.csv",
                    "quality.csv",
                    "report.html",
                    "rfm.csv",
                    "segments.csv"))
            .sorted()
            .toList(),
        written);
    assertTrue(page.contains("0007"), page);
    assertTrue(page.contains("./clv report "), page);
    assertTrue(page.contains("What is to come"), page);
    assertTrue(page.contains("Can this forecast be trusted?"), page);
    assertEquals(3, Files.readAllLines(out.resolve("predictions.csv")).size());

    Files.writeString(orders, "customer,date\na,2024-01-01\nb,2024-02-01\n");
    Path without = dir.resolve("without");
    Clv noRepeat = Clv.run("report", orders.toString(), "--out", without.toString());
    assertEquals(0, noRepeat.status(), noRepeat.err());
    assertTrue(noRepeat.err().contains("forecast: none, because"), noRepeat.err());
    assertFalse(Files.exists(without.resolve("predictions.csv")));

    Files.writeString(orders, ORDERS);
    Path french = dir.resolve("french");
    String[] inFrench = {"report", orders.toString(), "--lang", "fr", "--out", french.toString()};
    assertEquals(0, Clv.run(inFrench).status());
    assertTrue(Files.readString(french.resolve("report.html")).contains("Panier moyen"));

    Files.writeString(orders, ORDERS + "bob,2024-01-01,x,\n");
    Path other = dir.resolve("other");
    assertEquals(1, Clv.run("report", orders.toString(), "--out", other.toString()).status());
    assertFalse(Files.exists(other));
  }

  @Test
  void idsThatAreMarkupOrFormulasDoNoHarm() throws IOException {
    Files.writeString(
        orders,
        """
        customer,date,amount
        <script>alert(1)</script>,2024-01-01,5
        "=HYPERLINK(""http://x"")",2024-01-01,6
        """);
    Path out = dir.resolve("report");
    assertEquals(0, Clv.run("report", orders.toString(), "--out", out.toString()).status());
    String page = Files.readString(out.resolve("report.html"));
    assertFalse(page.contains("<script>alert"), page);
    assertTrue(page.contains("&lt;script&gt;alert(1)"), page);
    for (String table : List.of("customers.csv", "rfm.csv")) {
      String csv = Files.readString(out.resolve(table));
      assertTrue(csv.contains("\n\"'=HYPERLINK(\"\"http://x\"\")\""), csv);
    }
  }

  @Test
  void otherRulesBringTheirBins() throws IOException {
    Path rules = Files.writeString(dir.resolve("rules.txt"), "\uFEFFbins: 3\nAll: otherwise\n");
    Clv clv = Clv.run("rfm", orders.toString(), "--rules", rules.toString());
    assertEquals(0, clv.status(), clv.err());
    assertTrue(clv.out().contains(",3,3,3,All\n"), clv.out());
    Files.write(rules, new byte[] {'A', (byte) 0xE9, ':'});
    Clv latin = Clv.run("rfm", orders.toString(), "--rules", rules.toString());
    assertTrue(latin.err().contains("must be UTF-8"), latin.err());
  }

  @Test
  void filesWithOtherHeadersAreTold() throws IOException {
    Path other = Files.writeString(dir.resolve("b.csv"), "user,time,total\nbob,2024-01-01,1\n");
    Clv clv = Clv.run("summarize", orders.toString(), other.toString());
    assertTrue(clv.err().contains(other + ": columns: customer=user time=time"), clv.err());
  }

  @Test
  void outputThatCannotBeWrittenIsNotDone() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    for (String line :
        List.of(
            "summarize ORDERS --quiet",
            "rfm ORDERS --quiet --explain ann",
            "value --average-order-value 1 --orders-per-year 1 --lifespan-years 1 --quiet")) {
      StringWriter err = new StringWriter();
      int status =
          Main.commandLine()
              .setOut(new PrintWriter(full))
              .setErr(new PrintWriter(err))
              .execute(line.replace("ORDERS", orders.toString()).split(" ", -1));
      assertEquals(1, status, line);
      assertTrue(err.toString().startsWith("clv: standard output was closed"), err::toString);
    }
  }

  @Test
  void theHelpListsTheCommands() {
    Clv clv = Clv.run("--help");
    assertEquals(0, clv.status());
    for (String command : List.of("report", "summarize", "rfm", "value")) {
      assertTrue(clv.out().contains("\n  " + command + " "), clv.out());
      assertEquals(0, Clv.run(command, "--help").status());
    }
    Clv nothing = Clv.run();
    assertEquals(2, nothing.status());
    assertEquals(clv.out(), nothing.err());
  }
}
