package com.betterfleet.oscp.examples.storejdbc;

import com.betterfleet.oscp.store.Claim;
import com.betterfleet.oscp.store.Key;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The table of claimed request ids. */
final class Claims {
    private static final Comparator<Claim> ORDER =
            Comparator.comparing(Claim::owner).thenComparing(Claim::requestId);

    private Claims() {}

    static Optional<Claim> find(Database database, Key owner, String requestId) {
        return database
                .query(
                        "select body_hash, claimed_at from oscp_claim"
                                + " where owner_kind = ? and owner_id = ? and request_id = ?",
                        row -> new Claim(
                                owner,
                                requestId,
                                row.getString("body_hash"),
                                Row.instant(row, "claimed_at").orElseThrow()),
                        owner,
                        requestId)
                .stream()
                .findFirst();
    }

    /** Claims all; false if one is taken, also by this very commit. Who wants the same at once waits here. */
    static boolean take(Connection connection, List<Claim> claims) throws SQLException {
        for (Claim claim : claims.stream().sorted(ORDER).toList()) {
            int taken = Database.update(
                    connection,
                    "insert into oscp_claim (owner_kind, owner_id, request_id, body_hash, claimed_at)"
                            + " values (?, ?, ?, ?, ?) on conflict do nothing",
                    claim.owner(),
                    claim.requestId(),
                    claim.bodyHash(),
                    claim.at());
            if (taken == 0) {
                return false;
            }
        }
        return true;
    }

    static int forget(Database database, Instant before) {
        return database.update("delete from oscp_claim where claimed_at < ?", before);
    }
}
