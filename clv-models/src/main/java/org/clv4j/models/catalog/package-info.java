/** Models by name, for files and commands: {@link org.clv4j.models.catalog.TransactionModels}. */
package org.clv4j.models.catalog;
