/** The {@code clv} command; a few lines over the other modules for each of its commands. */
package org.clv4j.cli;
