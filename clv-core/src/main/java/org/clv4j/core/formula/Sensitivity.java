package org.clv4j.core.formula;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.clv4j.core.internal.Check;

/**
 * How much a figure of the economics depends on each driver, and how far a driver may go.
 *
 * <p>The figure is any function of the economics, for example {@code CustomerEconomics::value}, the
 * value of a customer just won, or {@code CustomerEconomics::residualValue}.
 */
public final class Sensitivity {
  /** Of the driver: the first and largest step of a difference quotient. */
  private static final double STEP = 0.1;

  /** Quotients of both sides, whose errors are even powers of the step. */
  private static final int CENTRAL_QUOTIENTS = 8;

  /** Quotients of one side, at the end of a range, beside which a pole may lie. */
  private static final int ONE_SIDED_QUOTIENTS = 20;

  private static final double FIRST_STEP = 1e-12;

  private final CustomerEconomics economics;
  private final ToDoubleFunction<CustomerEconomics> figure;

  private Sensitivity(CustomerEconomics economics, ToDoubleFunction<CustomerEconomics> figure) {
    this.economics = economics;
    this.figure = figure;
  }

  /**
   * The sensitivity of a figure.
   *
   * @param economics the base
   * @param figure of it, for example {@code CustomerEconomics::value}
   * @return its sensitivity
   */
  public static Sensitivity of(
      CustomerEconomics economics, ToDoubleFunction<CustomerEconomics> figure) {
    return new Sensitivity(economics, figure);
  }

  /**
   * By how many percent the figure moves for one percent of a driver: (x / F) dF / dx, at the base.
   *
   * <p>The derivative is extrapolated from difference quotients of ever smaller steps, the largest
   * half as far as the nearest end of the driver's range (Ridders); at the end itself they are of
   * one side. It is right to nine digits for a retention of 0.999 without discount, where the value
   * of a customer is a thousand years of contributions.
   *
   * @param driver x
   * @return empty where the driver is not known, or the driver or the figure is 0
   * @see "Ridders (1982), Accurate computation of F'(x) and F'(x) F''(x), Advances in Engineering
   *     Software 4(2)"
   */
  public OptionalDouble elasticity(Driver driver) {
    double x = economics.get(driver);
    double base = figure.applyAsDouble(economics);
    if (x == 0 || base == 0 || !economics.isKnown(driver)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Check.result(slope(driver, x, base) * x / base, "elasticity of " + driver));
  }

  private double slope(Driver driver, double x, double base) {
    boolean atEnd = x == driver.most();
    double step = STEP * Math.abs(x);
    if (!atEnd) {
      step = Math.min(step, Math.min(x - driver.least(), driver.most() - x) / 2);
    }
    double[] last = {};
    double best = 0;
    double error = Double.POSITIVE_INFINITY;
    int quotients = atEnd ? ONE_SIDED_QUOTIENTS : CENTRAL_QUOTIENTS;
    for (int i = 0; i < quotients; i++, step /= 2) {
      double[] row = new double[i + 1];
      row[0] =
          atEnd
              ? (base - at(driver, x - step)) / step
              : (at(driver, x + step) - at(driver, x - step)) / (2 * step);
      double weight = 1;
      for (int j = 1; j <= i; j++) {
        weight *= atEnd ? 2 : 4;
        row[j] = (weight * row[j - 1] - last[j - 1]) / (weight - 1);
        double off = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - last[j - 1]));
        if (off < error) {
          error = off;
          best = row[j];
        }
      }
      last = row;
    }
    return best;
  }

  private double at(Driver driver, double value) {
    return figure.applyAsDouble(economics.with(driver, value));
  }

  /**
   * A bar of a tornado chart.
   *
   * @param lever the change
   * @param down the figure when the driver is moved the other way; empty where it cannot go so far
   *     or the figure has no finite value there
   * @param base the figure as it is
   * @param up the figure when the driver is moved; empty as above
   */
  public record Bar(Lever lever, OptionalDouble down, double base, OptionalDouble up) {
    /**
     * How long the bar is.
     *
     * @return from the smallest to the largest of the figures
     */
    public double width() {
      double low = Math.min(base, Math.min(down.orElse(base), up.orElse(base)));
      double high = Math.max(base, Math.max(down.orElse(base), up.orElse(base)));
      return high - low;
    }
  }

  /**
   * Each lever alone, both ways, the one that matters most first.
   *
   * @param levers changes, for example 10 % of every driver
   * @return a bar per lever; equal ones keep their order
   * @throws IllegalArgumentException if a lever sets a value
   */
  public List<Bar> tornado(List<Lever> levers) {
    double base = figure.applyAsDouble(economics);
    return levers.stream()
        .map(lever -> new Bar(lever, moved(lever.opposite()), base, moved(lever)))
        .sorted(Comparator.comparingDouble(Bar::width).reversed())
        .toList();
  }

  private OptionalDouble moved(Lever lever) {
    try {
      return OptionalDouble.of(figure.applyAsDouble(lever.apply(economics)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * The value of a driver at which the figure is 0, all else as it is: break-even.
   *
   * @param driver which
   * @return empty where there is no such value in the driver's range
   */
  public OptionalDouble breakEven(Driver driver) {
    return reaches(driver, 0);
  }

  /**
   * The value of a driver at which the figure has a given value, all else as it is. A reward that
   * costs so much per customer is paid by the retention that brings the figure back to what it was.
   *
   * <p>It is looked for at growing distances from the base, upwards first, and then by halving. A
   * figure that grows without bound towards the end of a range passes every target on that side.
   *
   * @param driver which
   * @param target of the figure
   * @return empty where no such value is found in the driver's range
   */
  public OptionalDouble reaches(Driver driver, double target) {
    Check.finite(target, "target");
    double x = economics.get(driver);
    double above = above(driver, x, target);
    if (above == 0) {
      return OptionalDouble.of(x);
    }
    for (int direction = 1; direction >= -1; direction -= 2) {
      double inner = x;
      double least = Math.abs(above);
      for (double step = FIRST_STEP * Math.max(1, Math.abs(x)); step < 1e100; step *= 2) {
        double outer = Math.min(driver.most(), Math.max(driver.least(), x + direction * step));
        double found = above(driver, outer, target);
        if (Double.isNaN(found) ? least < Math.abs(above) : found * above <= 0) {
          return OptionalDouble.of(halved(driver, target, inner, outer, above));
        }
        if (Double.isNaN(found) || outer == driver.most() || outer == driver.least()) {
          break;
        }
        inner = outer;
        least = Math.min(least, Math.abs(found));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * Between a value where the figure is on the base's side of the target and one where it is not.
   */
  private double halved(
      Driver driver, double target, double inner, double outer, double aboveBase) {
    double near = inner;
    double far = outer;
    while (true) {
      double middle = near + (far - near) / 2;
      if (middle == near || middle == far) {
        double atNear = Math.abs(above(driver, near, target));
        // NaN where the figure has no finite value
        return Math.abs(above(driver, far, target)) < atNear ? far : near;
      }
      double found = above(driver, middle, target);
      if (found * aboveBase > 0) {
        near = middle;
      } else {
        far = middle;
      }
    }
  }

  /** The figure less the target; NaN where it grows without bound. */
  private double above(Driver driver, double value, double target) {
    try {
      return at(driver, value) - target;
    } catch (ArithmeticException e) {
      return Double.NaN;
    }
  }
}
