/** The tables that the command and a session show, with the column names that scripts rely on. */
package org.clv4j.all.internal;
