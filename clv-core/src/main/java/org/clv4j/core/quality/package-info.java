/** What is odd about orders, before anything is computed from them. */
package org.clv4j.core.quality;
