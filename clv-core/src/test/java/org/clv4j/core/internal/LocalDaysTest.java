package org.clv4j.core.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDaysTest {
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Paris", "America/St_Johns", "Pacific/Apia", "Africa/Monrovia");

  @Property(tries = 2000)
  void areThoseOfTheZone(
      @ForAll @LongRange(min = -2_208_990_000L, max = 7_258_200_000L) long second,
      @ForAll @IntRange(max = 4) int which) {
    ZoneId zone = ZoneId.of(ZONES.get(which));
    assertDays(zone, new LocalDays(zone), second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Paris",
        "America/St_Johns",
        "America/Goose_Bay",
        "America/Moncton",
        "Pacific/Apia",
        "Africa/Monrovia"
      })
  void areThoseOfTheZoneAroundEachChange(String id) {
    ZoneId zone = ZoneId.of(id);
    LocalDays days = new LocalDays(zone);
    Instant at = Instant.parse("1900-01-01T00:00:00Z");
    for (int i = 0; i < 250; i++) {
      ZoneOffsetTransition change = zone.getRules().nextTransition(at);
      if (change == null) {
        break;
      }
      at = change.getInstant();
      for (long second : new long[] {-86_400, -3601, -61, -1, 0, 1, 1800, 3599, 3600, 86_400}) {
        assertDays(zone, days, at.getEpochSecond() + second);
      }
    }
  }

  private static void assertDays(ZoneId zone, LocalDays days, long second) {
    LocalDate expected = Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
    assertEquals(expected.toEpochDay(), days.of(second));
    assertEquals(expected.toEpochDay(), days.of(second));
  }
}
