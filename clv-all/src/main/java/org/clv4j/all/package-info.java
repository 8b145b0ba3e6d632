/**
 * Few words for a session: {@link org.clv4j.all.Orders} are read, described and fitted, {@link
 * org.clv4j.all.Fitted} foretells. Nothing is computed here; every method says whose result it
 * shows.
 */
package org.clv4j.all;
