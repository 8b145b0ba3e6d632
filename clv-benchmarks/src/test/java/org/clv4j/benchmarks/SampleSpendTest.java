package org.clv4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleSpendTest {
  @Test
  void bundledFileIsTheGeneratorsOutput() throws IOException {
    StringBuilder out = new StringBuilder();
    SampleSpend.write(out);
    assertEquals(out.toString(), Files.readString(Path.of("..", "samples", "spend.csv")));
    assertEquals(25, out.toString().lines().count());
  }
}
