/**
 * A session of PostgreSQL that remembers. Flyway says the same few things to its session around
 * each migration; where nothing can have changed since, it is answered here.
 *
 * <p>A question is known by its whole text, as Flyway's {@code PostgreSQLConnection}, {@code
 * PostgreSQLSchema}, {@code PostgreSQLTable}, {@code PostgreSQLAdvisoryLockTemplate} and {@code
 * JdbcTableSchemaHistory} write it. One that is worded otherwise goes to the server, so that with
 * another Flyway this is slower and not wrong. What is pending is never answered from memory: the
 * server is asked anew after each script, though in a message of ours.
 */
@NullMarked
package org.ignition.migration.flyway.session;

import org.jspecify.annotations.NullMarked;
