package org.clv4j.benchmarks;

/** How the orders are spread over the customers. */
public enum Crowd {
  /** Customers join over time and early ones order most, as {@link OrderSource} has it. */
  JOINING {
    @Override
    int customer(OrderSource source, int row) {
      return source.customer(row);
    }
  },
  /** All alike. */
  UNIFORM {
    @Override
    int customer(OrderSource source, int row) {
      return (int) (unit(row) * source.customers());
    }
  },
  /** The customer in place k has about 1 / k of the orders of the first. */
  ZIPF {
    @Override
    int customer(OrderSource source, int row) {
      int place = (int) Math.exp(unit(row) * Math.log(source.customers()));
      return (int) ((OrderSource.mix(place) >>> 1) % source.customers());
    }
  },
  /** One customer has half of all orders, all others are alike. */
  GIANT {
    @Override
    int customer(OrderSource source, int row) {
      return row % 2 == 0 ? 7 : UNIFORM.customer(source, row);
    }
  };

  abstract int customer(OrderSource source, int row);

  private static double unit(int row) {
    return (OrderSource.mix(5L * row + 4) >>> 11) * 0x1.0p-53;
  }
}
