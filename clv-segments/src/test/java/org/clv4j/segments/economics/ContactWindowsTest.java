package org.clv4j.segments.economics;

import static org.clv4j.segments.economics.Shop.date;
import static org.clv4j.segments.economics.Shop.day;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.clv4j.core.customer.CustomerEvents;
import org.clv4j.core.customer.CustomerOrders;
import org.clv4j.core.order.OrderLog;
import org.clv4j.core.order.OrderLogBuilder;
import org.clv4j.segments.economics.ContactWindows.Position;
import org.junit.jupiter.api.Test;

class ContactWindowsTest {
  private static final ContactWindows.Shares SHARES = new ContactWindows.Shares(0.25, 0.75, 365);

  /** Four customers come back after 10, 20, 30 and 40 days, a fifth not in 100. */
  private static CustomerOrders orders() {
    OrderLogBuilder builder = OrderLog.builder(Shop.EUR);
    for (int k = 1; k <= 4; k++) {
      builder.add("c" + k, day(0), 100).add("c" + k, day(10 * k), 100);
    }
    builder.add("once", day(0), 100);
    builder.add("young", day(95), 100);
    return CustomerOrders.of(builder.build());
  }

  /** F of the first gap: 1/5, 2/5, 3/5, 4/5 on days 10 to 40; young is censored after 5. */
  @Test
  void empiricalWindowsByHand() {
    ContactWindows windows = ContactWindows.empirical(orders(), date(100), SHARES);
    int young = windows.ids().indexOf("young");
    // a quarter and three quarters of 4/5 have come by days 10 and 30
    assertEquals(
        Optional.of(new ContactWindows.Window(date(105), date(125))), windows.window(young));
    assertEquals(Position.EARLY, windows.position(young));
    assertEquals(Position.LATE, windows.position(windows.ids().indexOf("once")));
    assertEquals(0.2, windows.probabilityWithin(young, 5), 1e-15);
    assertEquals(0.8, windows.probabilityWithin(young, 60), 1e-15);
    assertEquals(0, windows.probabilityWithin(windows.ids().indexOf("once"), 300));
    // nobody ever came back a second time
    assertTrue(windows.window(windows.ids().indexOf("c1")).isEmpty());
    assertEquals(Position.LATE, windows.position(windows.ids().indexOf("c1")));
    // as known on day 12: only c1 had come back, after 10 days
    ContactWindows early = ContactWindows.empirical(orders(), date(12), SHARES);
    assertEquals(
        Optional.of(new ContactWindows.Window(date(10), date(10))),
        early.window(early.ids().indexOf("once")));
  }

  /** A model's distribution: linear to 0.5 on day 100. */
  @Test
  void windowsOfAModel() {
    ContactWindows windows =
        ContactWindows.of(
            orders(),
            date(100),
            new ContactWindows.Shares(0.2, 0.8, 100),
            (row, days) -> Math.min(days, 100) / 200.0);
    int young = windows.ids().indexOf("young");
    assertEquals(
        Optional.of(new ContactWindows.Window(date(95 + 20), date(95 + 80))),
        windows.window(young));
    // silent for 5 days: (0.075 - 0.025) / (1 - 0.025)
    assertEquals(0.05 / 0.975, windows.probabilityWithin(young, 10), 1e-15);
    assertEquals(Position.OPEN, windows.position(windows.ids().indexOf("c4")));
    ContactWindows broken = ContactWindows.of(orders(), date(100), SHARES, (row, days) -> 2);
    assertThrows(IllegalArgumentException.class, () -> broken.window(0));
  }

  @Test
  void sharesMustRise() {
    assertThrows(IllegalArgumentException.class, () -> new ContactWindows.Shares(0.5, 0.5, 365));
    assertThrows(IllegalArgumentException.class, () -> new ContactWindows.Shares(0.5, 1.1, 365));
    assertThrows(IllegalArgumentException.class, () -> new ContactWindows.Shares(0, 1, 0));
  }

  /** Each contact is held against what was known the evening before. */
  @Test
  void aPastCampaignIsReplayed() {
    CustomerEvents contacts =
        CustomerEvents.builder()
            .add("young", date(96), "may")
            .add("young", date(116), "may")
            .add("once", date(60), "may")
            .add("c1", date(60), "may")
            .add("nobody", date(60), "may")
            .add("young", date(50), "may")
            .add("young", date(97), "june")
            .add("young", date(130), "may")
            .build();
    CampaignTiming may = CampaignTiming.of(orders(), contacts, "may", date(120), SHARES);
    assertEquals(4, may.contacts());
    assertEquals(1, may.early());
    assertEquals(1, may.open());
    assertEquals(2, may.late());
    assertEquals(2, may.neverOrdered());
    assertEquals(
        List.of(0.25, 0.25, 0.5),
        may.metrics().stream().map(metric -> metric.value().orElseThrow()).toList());
    CampaignTiming none = CampaignTiming.of(orders(), contacts, "july", date(120), SHARES);
    assertEquals("no contact to a buyer by 2024-04-30", none.metrics().get(0).reason());
  }

  /** On the evening of day d a model says that all come back within d / 5 days, at an even pace. */
  @Test
  void aPastCampaignIsReplayedWithAModel() {
    CustomerEvents contacts =
        CustomerEvents.builder()
            .add("young", date(101), "may")
            .add("young", date(110), "may")
            .add("young", date(121), "may")
            .add("c1", date(101), "may")
            .add("nobody", date(101), "may")
            .add("young", date(95), "may")
            .build();
    List<LocalDate> asked = new ArrayList<>();
    CampaignTiming may =
        CampaignTiming.of(
            orders(),
            contacts,
            "may",
            date(130),
            SHARES,
            evening -> {
              asked.add(evening);
              double within = (evening.toEpochDay() - day(0)) / 5.0;
              return (row, days) -> Math.min(1, days / within);
            });
    // young's last order is of day 95. Known on day 100: windows from the 5th to the 15th day, and
    // a contact on the 6th; on day 109: the 6th to the 17th, on the 15th; on day 120: the 6th to
    // the 18th, on the 26th. c1's last order is of day 10, long ago.
    assertEquals(2, may.open());
    assertEquals(2, may.late());
    assertEquals(0, may.early());
    assertEquals(2, may.neverOrdered());
    assertEquals(List.of(date(100), date(109), date(120)), asked);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            CampaignTiming.of(
                orders(), contacts, "may", date(130), SHARES, evening -> (row, days) -> 2));
  }

  /** Rows are those of the customers who had ordered by the evening. */
  @Test
  void aModelIsAskedByRowsOfTheEvening() {
    CustomerEvents contacts = CustomerEvents.builder().add("young", date(96), "may").build();
    List<Integer> rows = new ArrayList<>();
    CampaignTiming.of(
        orders(),
        contacts,
        null,
        date(130),
        SHARES,
        evening ->
            (row, days) -> {
              rows.add(row);
              return Math.min(1, days / 10.0);
            });
    ContactWindows evening = ContactWindows.empirical(orders(), date(95), SHARES);
    assertEquals(List.of(evening.ids().indexOf("young")), rows.stream().distinct().toList());
  }
}
