package org.clv4j.segments.health;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Three delays that are all called purchase delay.
 *
 * @param registrationToFirstOrder from registration to first order; who ordered before he
 *     registered is left out; null if no registrations were given
 * @param firstToSecondOrder from first to second order; who has no second waits since the first
 * @param betweenOrders from every order to the next of the same customer, pooled; every customer
 *     waits since the last. Orders of one day are 0 days apart
 * @param betweenOrdersOfRepeaters the same of the customers with two orders or more, what the
 *     adaptive window is made of
 * @param meanOfCustomers the mean of the mean gaps of the customers with two orders or more, each
 *     customer counting once; empty if there are none
 */
public record PurchaseDelays(
    @Nullable Delay registrationToFirstOrder,
    Delay firstToSecondOrder,
    Delay betweenOrders,
    Delay betweenOrdersOfRepeaters,
    OptionalDouble meanOfCustomers) {}
