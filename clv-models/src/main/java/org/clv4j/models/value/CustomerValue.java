package org.clv4j.models.value;

import java.util.OptionalDouble;

/**
 * What is expected of one customer, and what that is worth. Money is in major units.
 *
 * @param probabilityAlive that the customer is still there, in [0, 1]
 * @param expectedPurchases within the horizon, empty if that is infinite
 * @param discountedExpectedResidualTransactions the same, each discounted back to the as-of date
 * @param expectedSpend per purchase, empty without a model of spend
 * @param historic margin of all spend so far, not discounted; empty where amounts are unknown
 * @param residual margin of the spend to come within the horizon, discounted back to the as-of
 *     date; empty without a model of spend
 * @param total historic and residual value together; empty where one of them is
 */
public record CustomerValue(
    double probabilityAlive,
    OptionalDouble expectedPurchases,
    double discountedExpectedResidualTransactions,
    OptionalDouble expectedSpend,
    OptionalDouble historic,
    OptionalDouble residual,
    OptionalDouble total) {}
