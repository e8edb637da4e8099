package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.operation.StoreUnavailableException;
import com.betterfleet.oscp.store.Key;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The status of one connection among others. */
class OneStatusTest {
    private final Depot depot = new Depot();

    private static void three(FlexibilityProvider fp) {
        Depot.tenLines(fp);
        for (String id : List.of("nz-2", "aa")) {
            fp.configuration()
                    .connect(
                            ConnectionSettings.of(id, "oscp-2.0")
                                    .cpBaseUrl(URI.create("https://nobody.example/oscp/cp/2.0"))
                                    .presentToken(SecretRef.of("nz/out"))
                                    .expectToken(SecretRef.of("nz/in")),
                            Depot.OPS);
            fp.configuration()
                    .bind(
                            id,
                            GroupBinding.of("G1")
                                    .scope(id, "grid")
                                    .siteLimit(Depot.SITE_LIMIT)
                                    .fallback(Depot.FALLBACK),
                            Depot.OPS);
        }
    }

    @BeforeEach
    void begin() {
        depot.configuration = OneStatusTest::three;
        depot.boot().run(Duration.ofSeconds(30));
    }

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void itIsWhatTheStatusOfAllSaysOfIt() {
        for (ConnectionStatus each : depot.fp().status().connections()) {
            assertThat(depot.fp().status(each.connection())).isEqualTo(each);
            assertThat(depot.fp().status(each.connection().value()).toJson()).isEqualTo(each.toJson());
        }
    }

    @Test
    void noOtherConnectionIsRead() {
        List<Key> read = new ArrayList<>();
        depot.store.onFind(read::add);
        assertThat(depot.fp().status("nz").groups()).hasSize(1);
        assertThat(read)
                .isNotEmpty()
                .allMatch(key -> key.id().equals("nz") || key.id().startsWith("nz/"), "belongs to nz");
    }

    @Test
    void anUnknownOneIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().status(ConnectionId.of("au")))
                .withMessage("there is no connection 'au'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().status("no id"))
                .withMessageContaining("'no id'");
    }

    @Test
    void whileTheStoreIsDownThereIsNoStatusAndTheCallerIsTold() {
        depot.store.down(true);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> depot.fp().status());
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> depot.fp().status("nz"));
        depot.store.down(false);
        assertThat(depot.fp().status("nz").groups()).hasSize(1);
    }

    @Test
    void itSaysSinceWhenTheStateIsWhatItIs() {
        assertThat(depot.fp().status("nz").since()).isPresent();
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
        assertThat(depot.fp().status("nz").since()).contains(depot.time.now());
    }
}
