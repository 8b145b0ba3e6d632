package org.clv4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleCampaignTest {
  @Test
  void bundledFileIsTheGeneratorsOutput() throws IOException {
    StringBuilder out = new StringBuilder();
    SampleCampaign.write(out);
    assertEquals(out.toString(), Files.readString(Path.of("..", "samples", "campaign.csv")));
  }

  @Test
  void everyCustomerOfBeforeIsAssignedOnce() throws IOException {
    String campaign = Files.readString(Path.of("..", "samples", "campaign.csv"));
    long before =
        Files.readString(Path.of("..", "samples", "orders.csv"))
            .lines()
            .skip(1)
            .map(line -> line.split(",", -1))
            .filter(row -> row[2].compareTo("2025-07-01") < 0)
            .map(row -> row[1])
            .distinct()
            .count();
    assertEquals(before, campaign.lines().skip(1).count());
    assertEquals(
        before, campaign.lines().skip(1).map(line -> line.split(",", -1)[0]).distinct().count());
    assertTrue(campaign.contains(",letter,") && campaign.contains(",control,"));
  }
}
