/**
 * A store in a relational database: plain JDBC, for H2 and PostgreSQL, to be used as it is or copied.
 *
 * <pre>{@code
 * JdbcSchema.migrate(dataSource);
 * OscpStore store = JdbcOscpStore.over(dataSource);
 * }</pre>
 *
 * <p>Why it keeps the promises of {@link com.betterfleet.oscp.store.OscpStore}: a commit is one database transaction at READ
 * COMMITTED, the default of both (a stronger level does no harm), which first locks all that it judges or changes, in one
 * order for all (claims, then records and owners of queues by key, then ends of journals), and judges what it has locked. A record that must not exist is locked too, by a row of version 0 that
 * goes before the commit ends. So two commits that judge each other's records cannot pass each other, and nobody waits in a
 * circle; what the database refuses all the same for contention is a CONFLICT. Each read is one statement, and thereby of one
 * state.
 *
 * <p>H2 in a file loses what was committed in the last half second when its process is killed, unless the URL says {@code
 * WRITE_DELAY=0}; say so. H2 wants {@code MODE=PostgreSQL} too.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.examples.storejdbc;

import javax.annotation.ParametersAreNonnullByDefault;
