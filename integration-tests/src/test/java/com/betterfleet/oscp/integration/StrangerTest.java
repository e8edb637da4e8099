package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.http.InboundRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody without credentials can make the host's store do. */
class StrangerTest {
    private static final int CONNECTIONS = 40;

    private final BesiegedDepot besieged = new BesiegedDepot();

    @BeforeEach
    void besiege() {
        besieged.besieged();
        for (int i = 0; i < CONNECTIONS; i++) {
            besieged.depot.fp().configuration().connect(other("other-" + i), Depot.OPS);
        }
    }

    @AfterEach
    void leave() {
        besieged.close();
    }

    @Test
    void aStrangerCostsFewReadsHoweverManyConnectionsThereAre() {
        assertThat(status("/heartbeat")).isEqualTo(401);
        assertThat(readsOf("/heartbeat", 401)).isLessThanOrEqualTo(3);
        assertThat(readsOf("/nz/heartbeat", 401)).isLessThanOrEqualTo(2);
        assertThat(readsOf("/nowhere/heartbeat", 404)).isLessThanOrEqualTo(1);
        assertThat(readsOf("/", 404)).isZero();
    }

    @Test
    void withoutABarePathAllConnectionsAreLookedThroughOnceASecondAtMost() {
        barePath(false);
        assertThat(status("/heartbeat")).isEqualTo(404);
        assertThat(readsOf("/heartbeat", 404)).isZero();

        barePath(true);
        besieged.letTimePass(Duration.ofSeconds(1));
        assertThat(status("/heartbeat")).isEqualTo(401);
    }

    @Test
    void theBarePathFollowsTheConfigurationAtOnceFromOneConnectionToAnother() {
        assertThat(status("/heartbeat")).isEqualTo(401);
        barePath(false);
        besieged.depot.fp().configuration().connect(Depot.connection().barePath(true), Depot.OPS);
        InboundRequest known = new InboundRequest(
                "POST",
                "/heartbeat",
                Gate.VECTOR.honest("r-1"),
                "{\"offline_mode_at\":\"2026-03-01T10:05:00Z\"}".getBytes(StandardCharsets.UTF_8),
                false);
        assertThat(besieged.handle(known).status()).isEqualTo(204);
    }

    private void barePath(boolean on) {
        besieged.depot
                .fp()
                .configuration()
                .connect(BesiegedDepot.plainConnection().barePath(on), Depot.OPS);
    }

    private long readsOf(String path, int status) {
        long before = besieged.store.reads();
        assertThat(status(path)).isEqualTo(status);
        return besieged.store.reads() - before;
    }

    private int status(String path) {
        return besieged.handle(new InboundRequest("POST", path, List.of(), new byte[0], false))
                .status();
    }

    private static ConnectionSettingsBuilder other(String id) {
        return ConnectionSettings.of(id, "oscp-2.0")
                .cpBaseUrl(URI.create("https://other.example/" + id))
                .presentToken(SecretRef.of("plain/out"))
                .expectToken(SecretRef.of("plain/in"));
    }
}
