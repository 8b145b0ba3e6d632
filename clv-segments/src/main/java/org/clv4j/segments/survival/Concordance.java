package org.clv4j.segments.survival;

/**
 * How well a {@link CoxModel} orders customers: Harrell's C.
 *
 * <p>Two customers of a stratum are compared if one left while the other was at risk and stayed
 * longer; last seen at that time is longer. C is the share of the pairs in which who left first has
 * the higher predicted risk, equal risks counting half: 0.5 is no better than chance.
 *
 * <p>The standard error is the infinitesimal jackknife, the square root of the sum over customers
 * of ((s<sub>i</sub> - C m<sub>i</sub>) / m)<sup>2</sup>, where customer i is in m<sub>i</sub> of
 * the m pairs, which count s<sub>i</sub>. It takes the coefficients as given.
 *
 * <p>Source: Harrell, Lee and Mark (1996), Multivariable prognostic models, Stat. Med. 15, 361.
 *
 * @param value C, from 0 to 1
 * @param standardError of C
 * @param concordant pairs in which who left first has the higher risk
 * @param discordant pairs in which who left first has the lower risk
 * @param tied pairs of equal risk
 */
public record Concordance(
    double value, double standardError, long concordant, long discordant, long tied) {}
