/** What the packages of this module share; not exported. */
package org.clv4j.segments.internal;
