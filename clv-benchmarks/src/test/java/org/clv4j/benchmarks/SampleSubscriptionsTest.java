package org.clv4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.clv4j.core.subscription.Subscription;
import org.clv4j.io.CsvSource;
import org.clv4j.io.SubscriptionCsv;
import org.junit.jupiter.api.Test;

class SampleSubscriptionsTest {
  private static final Path SAMPLE = Path.of("..", "samples", "subscriptions.csv");

  @Test
  void bundledFileIsTheGeneratorsOutput() throws IOException {
    StringBuilder out = new StringBuilder();
    SampleSubscriptions.write(out);
    assertEquals(out.toString(), Files.readString(SAMPLE));
  }

  @Test
  void everythingThatAReaderShouldSeeHappens() throws IOException {
    List<Subscription> sample = SubscriptionCsv.read(CsvSource.of(SAMPLE), ZoneOffset.UTC, null);
    assertEquals(400, sample.stream().map(Subscription::customerId).distinct().count());
    assertTrue(sample.size() > 410, "some came back");
    assertTrue(sample.stream().anyMatch(each -> each.trialEnd() != null));
    assertTrue(sample.stream().anyMatch(each -> !each.pauses().isEmpty()));
    assertTrue(sample.stream().anyMatch(each -> each.terms().size() > 1));
    assertTrue(sample.stream().anyMatch(each -> each.end() == null));
    assertTrue(
        sample.stream()
            .flatMap(each -> each.terms().stream())
            .anyMatch(terms -> terms.interval().toString().equals("year")));
  }
}
