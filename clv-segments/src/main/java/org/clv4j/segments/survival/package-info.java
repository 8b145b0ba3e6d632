/**
 * How long customers stay, told from those who left and those who are still there.
 *
 * <p>{@link org.clv4j.segments.survival.SurvivalTimes} holds the rows. {@link
 * org.clv4j.segments.survival.KaplanMeier} and {@link org.clv4j.segments.survival.NelsonAalen}
 * describe one group, {@link org.clv4j.segments.survival.LogRank} compares several, and {@link
 * org.clv4j.segments.survival.CoxModel} says what shortens or lengthens the stay.
 */
package org.clv4j.segments.survival;
