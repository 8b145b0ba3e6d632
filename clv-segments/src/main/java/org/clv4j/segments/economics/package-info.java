/**
 * What customers cost and bring, measured in the order log: unit economics by channel, campaign,
 * cohort or segment; the base of a scenario; what referred customers are worth; when to contact
 * whom.
 */
package org.clv4j.segments.economics;
