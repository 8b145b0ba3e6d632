package org.clv4j.models.uncertainty;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clv4j.core.customer.CustomerBase;
import org.clv4j.core.internal.Check;
import org.clv4j.core.value.PeriodUnit;
import org.clv4j.models.catalog.TransactionModels;
import org.clv4j.models.internal.BlockedSum;
import org.clv4j.models.internal.Draws;
import org.clv4j.models.simulate.PurchaseProcess;
import org.clv4j.models.transaction.TransactionModel;

/**
 * Cumulative repeat purchases of a cohort over time, with a band that holds the whole curve at
 * once.
 *
 * <p>It is that of a new cohort with these births. Where the model was fitted to the cohort itself,
 * what it did until then is known, and the band says nothing of that: it is too wide there.
 *
 * <p>An interval for each period by itself would be left somewhere by most curves. This band is
 * left anywhere by one curve of 1 / (1 - level): of simulated curves, whose parameters are drawn
 * from the normal distribution of their logs, the largest distance from their mean in standard
 * deviations is taken over all periods, and its quantile is the width of the band.
 *
 * @param periods in the order of time
 * @param level that the whole curve lies within, for example 0.9
 */
public record TrackingBand(List<Period> periods, double level) {

  /**
   * A period.
   *
   * @param end its last day
   * @param expected the mean of the simulated curves
   * @param low the lower end of the band, 0 or more
   * @param high its upper end
   */
  public record Period(LocalDate end, double expected, double low, double high) {}

  /** Takes a copy. */
  public TrackingBand {
    periods = List.copyOf(periods);
  }

  /**
   * How curves are simulated.
   *
   * @param curves how many, at least 20; a few hundred do
   * @param seed the same seed gives the same band
   * @param threads at most so many; their number changes nothing
   */
  public record Options(int curves, long seed, int threads) {
    /** 400 curves, seed 1, one thread. */
    public static final Options DEFAULT = new Options(400, 1, 1);

    /** Checks the ranges. */
    public Options {
      Check.inRange(curves, 20, Integer.MAX_VALUE, "curves");
      Check.inRange(threads, 1, Integer.MAX_VALUE, "threads");
    }
  }

  /**
   * The band of a cohort.
   *
   * @param parameters the model and the covariances of its parameters
   * @param cohort the customers; each counts from the day of the first order on
   * @param daysPerPeriod at least 1; the first period begins on the day of the first birth
   * @param end the last day; only whole periods up to it are there
   * @param level for example 0.9
   * @param options how curves are simulated
   * @return the band
   * @throws IllegalArgumentException if the cohort is empty, no period is over by the end, or the
   *     level not between 0 and 1
   */
  public static TrackingBand of(
      ParameterUncertainty<? extends TransactionModel> parameters,
      CustomerBase cohort,
      int daysPerPeriod,
      LocalDate end,
      double level,
      Options options) {
    Check.inRange(daysPerPeriod, 1, Integer.MAX_VALUE, "days per period");
    if (cohort.isEmpty()) {
      throw new IllegalArgumentException("cohort must hold a customer, but is empty");
    }
    int[] births = new int[cohort.size()];
    Arrays.setAll(births, cohort::firstOrderDay);
    int first = Arrays.stream(births).min().orElse(0);
    int periods = (int) ((end.toEpochDay() - first + 1) / daysPerPeriod);
    if (periods < 1) {
      throw new IllegalArgumentException(
          "end must be a period after the first birth, but was " + end);
    }
    double[][] curves = new double[options.curves()][];
    int threads = Math.min(options.threads(), curves.length);
    BlockedSum.inParallel(
        threads,
        thread -> {
          for (int curve = thread; curve < curves.length; curve += threads) {
            Draws own = Draws.of(options.seed(), curve, Draws.PARAMETERS);
            PurchaseProcess process = TransactionModels.process(parameters.draw(own));
            long seed = Draws.of(options.seed(), curve, Draws.SAMPLE).next();
            curves[curve] = curve(process, seed, births, first, daysPerPeriod, periods);
          }
        });
    return band(curves, first, daysPerPeriod, Estimate.level(level));
  }

  private static double[] curve(
      PurchaseProcess process, long seed, int[] births, int first, int daysPerPeriod, int periods) {
    double[] curve = new double[periods];
    PeriodUnit unit = process.unit();
    int last = first + periods * daysPerPeriod - 1;
    for (int customer = 0; customer < births.length; customer++) {
      int birth = births[customer];
      if (birth > last) {
        continue;
      }
      for (double time : process.purchaseTimes(seed, customer, unit.fromDays(last - birth))) {
        int day = birth + (int) Math.ceil(unit.toDays(time)) - first;
        curve[Math.min(periods - 1, day / daysPerPeriod)]++;
      }
    }
    for (int period = 1; period < periods; period++) {
      curve[period] += curve[period - 1];
    }
    return curve;
  }

  private static TrackingBand band(double[][] curves, int first, int daysPerPeriod, double level) {
    int periods = curves[0].length;
    double[] mean = new double[periods];
    double[] deviation = new double[periods];
    for (int period = 0; period < periods; period++) {
      for (double[] curve : curves) {
        mean[period] += curve[period] / curves.length;
      }
      for (double[] curve : curves) {
        double distance = curve[period] - mean[period];
        deviation[period] += distance * distance / (curves.length - 1);
      }
      deviation[period] = Math.sqrt(deviation[period]);
    }
    double[] farthest = new double[curves.length];
    for (int i = 0; i < curves.length; i++) {
      for (int period = 0; period < periods; period++) {
        if (deviation[period] > 0) {
          double distance = Math.abs(curves[i][period] - mean[period]) / deviation[period];
          farthest[i] = Math.max(farthest[i], distance);
        }
      }
    }
    Arrays.sort(farthest);
    double width = ModelDraws.quantile(farthest, level);
    List<Period> band = new ArrayList<>();
    for (int period = 0; period < periods; period++) {
      double reach = width * deviation[period];
      band.add(
          new Period(
              LocalDate.ofEpochDay(first + (period + 1L) * daysPerPeriod - 1),
              mean[period],
              Math.max(0, mean[period] - reach),
              mean[period] + reach));
    }
    return new TrackingBand(band, level);
  }
}
