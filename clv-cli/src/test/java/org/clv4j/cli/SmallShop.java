package org.clv4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The shop of docs/metrics.md as a file. */
final class SmallShop {
  private static final String CSV =
      """
      customer,date,amount
      anna,2024-01-10,20.00
      anna,2024-03-10,30.00
      anna,2024-12-01,40.00
      bob,2024-02-01,50.00
      carl,2024-11-20,10.00
      dora,2023-06-01,15.00
      dora,2023-07-01,15.00
      """;

  private SmallShop() {}

  static Path write(Path dir) throws IOException {
    return Files.writeString(dir.resolve("orders.csv"), CSV);
  }
}
