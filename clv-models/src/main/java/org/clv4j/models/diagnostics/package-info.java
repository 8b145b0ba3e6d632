/** What a model says beside what customers did, as numbers to be drawn or read. */
package org.clv4j.models.diagnostics;
