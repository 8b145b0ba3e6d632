package org.clv4j.models.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongIndexTest {
  @Test
  void numbersInOrderOfAppearance() {
    LongIndex index = new LongIndex();
    Map<Long, Integer> expected = new HashMap<>();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long key = random.nextInt(3000) * (i % 2 == 0 ? 1L << 40 : 1);
      assertEquals(expected.computeIfAbsent(key, unused -> expected.size()), index.indexOf(key));
    }
    assertEquals(expected.size(), index.size());
    expected.forEach((key, number) -> assertEquals(key, index.key(number)));
  }
}
