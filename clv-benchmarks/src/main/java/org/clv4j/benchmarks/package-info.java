/** JMH benchmarks, the generator of the bundled sample, and guards for time and memory. */
@org.jspecify.annotations.NullMarked
package org.clv4j.benchmarks;
