package org.clv4j.segments.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The upper tail of a sum of independent hypergeometric variables: the exact one-sided test of
 * independence of two marks in several tables of two by two, given the margins of each (Birch 1964;
 * of one table it is Fisher's).
 *
 * <p>The distributions are multiplied with odds that bring their sum to what was found, and then
 * convolved, each as far as it changes a digit. No term is negative, so that nothing cancels
 * however small the tail is.
 */
public final class StratifiedTail {
  /** Terms smaller than this share of the largest change no digit. */
  private static final double NO_MORE = 1e-22;

  private static final double LARGEST_LN_ODDS = 80;
  private static final double SMALL = 1e-200;

  private double[] shares = {1};
  private long first;
  private long modes;
  private double lnFactor;

  private StratifiedTail() {}

  /**
   * P(X &gt;= found) of the marked among those drawn from each stratum without putting back.
   * Whether some are drawn or marked is the same to the bit. What is below 1e-300 may be 0.
   *
   * @param found any number
   * @param drawn by stratum, 0 to all
   * @param marked by stratum, 0 to all
   * @param all by stratum, at least 1
   */
  public static double of(int found, int[] drawn, int[] marked, int[] all) {
    List<Stratum> strata = new ArrayList<>();
    long wanted = found;
    long least = 0;
    long most = 0;
    for (int s = 0; s < all.length; s++) {
      Stratum stratum = new Stratum(drawn[s], marked[s], all[s]);
      if (stratum.least() == stratum.most()) {
        wanted -= stratum.least();
      } else {
        strata.add(stratum);
        least += stratum.least();
        most += stratum.most();
      }
    }
    if (wanted <= least) {
      return 1;
    }
    if (wanted > most) {
      return 0;
    }
    double lnOdds = lnOdds(strata, wanted);
    StratifiedTail sum = new StratifiedTail();
    for (Stratum stratum : strata) {
      sum.add(stratum, Math.exp(lnOdds));
    }
    return sum.from(wanted, lnOdds);
  }

  /** The odds at which about the wanted sum is to be expected; never less than even. */
  private static double lnOdds(List<Stratum> strata, long wanted) {
    double low = 0;
    double high = LARGEST_LN_ODDS;
    // To a digit or two: what the odds are moves the terms that are left out, no other.
    for (int i = 0; i < 30; i++) {
      double middle = (low + high) / 2;
      double odds = Math.exp(middle);
      double sum = 0;
      for (Stratum stratum : strata) {
        sum += stratum.typical(odds);
      }
      if (sum < wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void add(Stratum stratum, double odds) {
    int mode = stratum.whole(stratum.typical(odds));
    int low = stratum.end(mode, -1, odds);
    int high = stratum.end(mode, 1, odds);
    double[] terms = new double[high - low + 1];
    terms[mode - low] = 1;
    for (int x = mode; x < high; x++) {
      terms[x + 1 - low] = terms[x - low] * odds * stratum.ratio(x);
    }
    for (int x = mode; x > low; x--) {
      terms[x - 1 - low] = terms[x - low] / (odds * stratum.ratio(x - 1));
    }
    double total = CompensatedSum.of(terms);
    for (int i = 0; i < terms.length; i++) {
      terms[i] /= total;
    }
    convolve(terms);
    first += low;
    modes += mode;
    lnFactor += Math.log(total) + stratum.lnChance(mode);
  }

  private void convolve(double[] terms) {
    double[] product = new double[shares.length + terms.length - 1];
    double largest = 0;
    for (int i = 0; i < shares.length; i++) {
      for (int j = 0; j < terms.length; j++) {
        product[i + j] += shares[i] * terms[j];
      }
    }
    for (double share : product) {
      largest = Math.max(largest, share);
    }
    int from = 0;
    int to = product.length;
    while (product[from] < NO_MORE * largest) {
      from++;
    }
    while (product[to - 1] < NO_MORE * largest) {
      to--;
    }
    first += from;
    shares = Arrays.copyOfRange(product, from, to);
  }

  private double from(long wanted, double lnOdds) {
    double tail = 0;
    for (int i = (int) Math.max(0, wanted - first); i < shares.length; i++) {
      tail += shares[i] * Math.exp(lnFactor + (modes - first - i) * lnOdds);
    }
    return Math.min(1, tail);
  }

  /** Of all some are drawn and some are marked; how many are both is X. */
  private record Stratum(int drawn, int marked, int all) {

    /** Those that are neither drawn nor marked, less X. */
    long others() {
      return (long) all - drawn - marked;
    }

    int least() {
      return (int) Math.max(0, -others());
    }

    int most() {
      return Math.min(drawn, marked);
    }

    /** P(X = x + 1) / P(X = x). */
    double ratio(int x) {
      return (double) (drawn - x) * (marked - x) / ((x + 1.0) * (others() + x + 1));
    }

    /** About the mean under some odds (Cornfield 1956), exactly under even ones. */
    double typical(double odds) {
      double b = others() + odds * ((double) drawn + marked);
      double c = odds * ((double) drawn * marked);
      return 2 * c / (b + Math.sqrt(Math.max(0, b * b + 4 * (1 - odds) * c)));
    }

    int whole(double x) {
      return (int) Math.max(least(), Math.min(most(), Math.rint(x)));
    }

    /** The last x, from the mode down or up, whose term is not too small. */
    int end(int mode, int step, double odds) {
      int x = mode;
      int limit = step < 0 ? least() : most();
      for (double term = 1; x != limit && term >= NO_MORE; x += step) {
        term *= step > 0 ? odds * ratio(x) : 1 / (odds * ratio(x - 1));
      }
      return x;
    }

    /** The logarithm of P(X = x), by way of the mean: all terms are relative to that there. */
    double lnChance(int x) {
      int mean = whole(typical(1));
      double total = 1;
      double term = 1;
      for (int up = mean; up < most() && term >= NO_MORE; up++) {
        term *= ratio(up);
        total += term;
      }
      term = 1;
      for (int down = mean; down > least() && term >= NO_MORE; down--) {
        term /= ratio(down - 1);
        total += term;
      }
      double ln = -Math.log(total);
      term = 1;
      for (int up = mean; up < x; up++) {
        term *= ratio(up);
        if (term < SMALL) {
          ln += Math.log(term);
          term = 1;
        }
      }
      for (int down = mean; down > x; down--) {
        term /= ratio(down - 1);
      }
      return ln + Math.log(term);
    }
  }
}
