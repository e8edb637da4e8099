/**
 * The host's persistence as the library sees it: small records with a version, and one atomic commit. This page is what an
 * implementation needs; {@link com.betterfleet.oscp.store.OscpStore} says it call by call, and {@code OscpStoreContract} in
 * {@code oscp-testkit} tries it.
 *
 * <h2>What is stored</h2>
 *
 * <p>Five things, of which payloads and bodies are opaque and no host looks into them.
 *
 * <ul>
 *   <li><b>Records</b> ({@link com.betterfleet.oscp.store.Stored}): a key, a version, a payload with the number of its schema,
 *       and the instant at which it next wants attention. Three per connection and up to five per group. Payloads are some kB;
 *       a LIMIT record holds the forecasts of a group, 10 to 200 kB as a rule and about 5 MB for each of its books at their
 *       bound of 20,000 blocks. A record is written each time something happens, a link's at least once per heartbeat.
 *   <li><b>Outbox items</b>: messages that wait to be sent, in one queue per group. Few while the line is up, one per quarter
 *       of an hour and group while it is down. Bodies are some kB.
 *   <li><b>Claims</b>: request ids that were accepted, kept for 48 h, some per hour and connection.
 *   <li><b>Journal lines</b>: one per change of the configuration or operation, kept for ever. The configuration can be
 *       rebuilt from them; a host may prune those that it does not want to show any more, oldest first, if it never gives a
 *       number twice.
 * </ul>
 *
 * <p>Nothing else grows, and nothing but old journal lines may be removed by the host: not a record, not an outbox item, not
 * a claim.
 *
 * <h2>Isolation</h2>
 *
 * <p>{@code commit} is all or nothing, and commits are <b>strictly serialisable</b> with each other in the records, queues,
 * claims and journals that they name: there is one order of all commits that explains every answer, and a commit that began
 * after another one returned comes behind it. That is more than snapshot isolation. Two commits that each require the record
 * which the other writes cannot both be taken (write skew), also where a requirement is that a record be absent: the engine
 * stamps a forecast with the session of its link by such a requirement, and a forecast taken behind the back of a link that
 * has gone offline would be obeyed under a session that is over.
 *
 * <p>A read is one call and sees one state, that of all commits that took effect before it; reads of two calls need not be of
 * one state. <b>What a commit wrote is seen by every read that starts after it returned</b>, from any thread and any node:
 * no cache that another node does not empty, no replica that lags, no transaction left open on a pooled connection. Nobody
 * sees half of a commit.
 *
 * <p>Who loses a race is answered CONFLICT, having written nothing, and reads again; the engine tries up to 50 times. A store
 * may also answer CONFLICT where the database gave it up to a deadlock or a serialisation failure and it did not try again
 * itself. It must not throw then, and of those who contend somebody must win.
 *
 * <h2>When it fails</h2>
 *
 * <p>Any call may throw an unchecked exception when the world behind it is broken. The engine then acknowledges nothing:
 * an inbound request is answered 503 and the peer sends it again; a change by the host fails with that exception; work that
 * was due stays due and is tried with the next tick, a second later; circuits follow the leases they hold. What an exception
 * says is not logged, only its class. A call should give up within some seconds, since it may hold the thread of an inbound
 * request or of the loop.
 *
 * <p><b>A commit that threw may have been committed</b>, as where the answer of the database was lost. The engine copes: it
 * reads again before it does anything else, request ids of outgoing messages are in the store before they are sent, and an
 * inbound request that is sent again finds its claim and is answered as before.
 *
 * <h2>Values</h2>
 *
 * <p>Nothing is null. Empty text and empty payloads are values and stay so (some databases take them for NULL). Text may hold
 * any script; request ids have up to 255 characters, key ids up to 400. Instants lie between the years 1970 and 9999 and are
 * kept to the millisecond at least; a store that cuts or rounds what is finer must do so everywhere alike. Version 0 means
 * absent and is never stored.
 *
 * <p>A payload whose schema number is newer than a node knows, or that cannot be read, is left alone by that node: it neither
 * rewrites nor deletes it, requests that need it are answered 503, the status shows it, and other connections are served.
 *
 * <h2>In SQL</h2>
 *
 * <p>{@code examples/store-jdbc} is a whole one. In short, with one row per record:
 *
 * <pre>{@code
 * create table record (kind smallint, id varchar(400) collate "C", version bigint, schema_no int, payload bytea,
 *                      next_due timestamptz, primary key (kind, id));
 * create index record_due on record (next_due, kind, id) where next_due is not null;
 *
 * begin;                                         -- one transaction per commit, isolation serializable
 * select id from claim where ...;                -- any row: roll back, CLAIMED
 * select kind, id, version from record           -- writes, deletes and requires, locked in one order,
 *  where (kind, id) in (...) order by kind, id for update;   -- compared: otherwise roll back, CONFLICT
 * update record set version = version + 1, ...;  -- insert, where 0 was expected: a duplicate key is a CONFLICT
 * delete from outbox ...; insert into outbox ... on conflict (owner, request_id) do update ...;
 * insert into claim ...;                         -- a duplicate key is CLAIMED
 * insert into journal select coalesce(max(number), 0) + 1, ... where owner = ...;   -- under a lock of the owner
 * commit;                                        -- a serialisation failure (40001) or deadlock (40P01) is a CONFLICT
 *
 * select kind, id from record where next_due <= ? order by next_due, kind, id limit ?;      -- due
 * }</pre>
 *
 * <p>Two traps: a row that is required to be absent cannot be locked as a row, which only a truly serialisable database (or a
 * lock of one's own per key) notices; and columns that ignore case, accents or spaces at the end confuse keys.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.store;

import javax.annotation.ParametersAreNonnullByDefault;
