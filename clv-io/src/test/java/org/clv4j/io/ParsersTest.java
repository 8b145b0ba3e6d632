package org.clv4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ParsersTest {
  private static final int SECONDS_1900_TO_2199_DAYS = 109_573;

  @Property
  void amountsAreReadAsBigDecimalReadsThem(
      @ForAll @LongRange(min = 0) long unscaled, @ForAll @IntRange(max = 3) int scale) {
    BigDecimal amount = BigDecimal.valueOf(unscaled, scale);
    for (int decimals = 0; decimals <= 4; decimals++) {
      AmountParser parser = new AmountParser('.', decimals);
      String text = amount.toPlainString();
      BigDecimal minor = amount.movePointRight(decimals);
      boolean exact =
          minor.setScale(0, RoundingMode.DOWN).compareTo(minor) == 0
              && minor.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
      if (exact) {
        assertEquals(minor.longValueExact(), parser.minorUnits(text), text);
        assertEquals(
            minor.longValueExact(),
            new AmountParser(',', decimals).minorUnits("+" + text.replace('.', ',')));
      } else {
        assertThrows(BadValue.class, () -> parser.minorUnits(text), text);
      }
    }
  }

  @Test
  void minusNothingIsNothing() {
    assertEquals(0, new AmountParser('.', 2).minorUnits("-0.00"));
    assertEquals(50, new AmountParser('.', 2).minorUnits(".5"));
    assertEquals(500, new AmountParser('.', 2).minorUnits("5."));
    assertEquals(Long.MAX_VALUE, new AmountParser('.', 2).minorUnits("92233720368547758.07"));
  }

  @Property
  void momentsFallOnTheDayThatJavaTimeSays(
      @ForAll @IntRange(max = SECONDS_1900_TO_2199_DAYS - 3) int day,
      @ForAll @IntRange(max = 86_399) int second,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    LocalDateTime local = LocalDate.of(1900, 1, 2).plusDays(day).atStartOfDay().plusSeconds(second);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    OffsetDateTime moment = local.atOffset(offset);
    for (String zone : new String[] {"UTC", "America/New_York", "Asia/Kolkata"}) {
      DayParser parser = new DayParser(ZoneId.of(zone), null);
      long expected = moment.atZoneSameInstant(ZoneId.of(zone)).toLocalDate().toEpochDay();
      assertEquals(expected, parser.epochDay(moment.toString()), moment.toString());
      String spaced = moment.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xx"));
      assertEquals(expected, parser.epochDay(spaced), spaced);
      DayParser stated = new DayParser(ZoneId.of(zone), "dd.MM.yyyy HH:mm:ss xxx");
      String other = moment.format(DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm:ss xxx"));
      assertEquals(expected, stated.epochDay(other), other);
      assertEquals(
          local.toLocalDate().toEpochDay(),
          parser.epochDay(local.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME)));
      assertEquals(
          local.toLocalDate().toEpochDay(),
          parser.epochDay(local.format(DateTimeFormatter.BASIC_ISO_DATE)));
    }
  }

  /** A quarter to midnight in UTC is the next day in Berlin, however it is written. */
  @Test
  void aTimeWithoutAnOffsetMayBeInUtc() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    long first = LocalDate.of(2024, 3, 1).toEpochDay();
    DayParser iso = new DayParser(berlin, null);
    for (String text : new String[] {"2024-02-29 23:45", "2024-02-29T23:45:10.5"}) {
      assertEquals(first, iso.epochDayOfUtc(text), text);
      assertEquals(first - 1, iso.epochDay(text), text);
    }
    assertEquals(first - 1, iso.epochDayOfUtc("2024-02-29"));
    assertEquals(first - 1, iso.epochDayOfUtc("2024-02-29 23:45 -0500".replace("-0500", "+0200")));
    DayParser american = new DayParser(berlin, "M/d/uuuu H:mm");
    assertEquals(first, american.epochDayOfUtc("2/29/2024 23:45"));
    assertEquals(first - 1, american.epochDay("2/29/2024 23:45"));
    DayParser days = new DayParser(berlin, "M/d/uuuu");
    assertEquals(first - 1, days.epochDayOfUtc("2/29/2024"));
    DayParser offsets = new DayParser(berlin, "uuuu-MM-dd HH:mm XX");
    assertEquals(first - 1, offsets.epochDayOfUtc("2024-02-29 23:45 +0200"));
  }
}
