package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConnectionStatus;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Payload;
import com.betterfleet.oscp.store.Stored;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record that a newer node has written, or nobody can read, is left alone; the other connections are served. */
class UnreadableRecordTest {
    private static final ConnectionId AA = ConnectionId.of("aa");
    private static final ManagedScope ITS_SCOPE = new ManagedScope("mg-9", "grid");

    private final Depot depot = new Depot();
    private final List<String> alarms = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void leave() {
        CapturedLog.silence();
        depot.close();
    }

    static Stream<Arguments> records() {
        List<Key> keys = List.of(
                new Key(Kind.CONNECTION, "aa"),
                new Key(Kind.LINK, "aa"),
                new Key(Kind.BINDING, "aa/A1"),
                new Key(Kind.LIMIT, "aa/A1"),
                new Key(Kind.METERING, "aa/A1"),
                new Key(Kind.OUTBOX, "aa/A1"),
                new Key(Kind.SCOPE, ITS_SCOPE.toString()));
        UnaryOperator<Payload> newer = payload -> new Payload(2, payload.bytes());
        UnaryOperator<Payload> garbage = payload -> new Payload(1, "\0not JSON".getBytes(StandardCharsets.UTF_8));
        return keys.stream()
                .flatMap(key -> Stream.of(Arguments.of(key, "newer", newer), Arguments.of(key, "garbage", garbage)));
    }

    private static void both(FlexibilityProvider fp) {
        Depot.tenLines(fp);
        fp.configuration()
                .connect(
                        ConnectionSettings.of("aa", "vector")
                                .cpBaseUrl(URI.create("https://nobody.example/oscp/cp/2.0"))
                                .presentToken(SecretRef.of("nz/out"))
                                .expectToken(SecretRef.of("nz/in"))
                                .header("fp-id", "F1")
                                .header("apikey", SecretRef.of("nz/apikey")),
                        Depot.OPS);
        fp.configuration()
                .bind(
                        "aa",
                        GroupBinding.of("A1")
                                .scope(ITS_SCOPE.microgridId(), ITS_SCOPE.nodeId())
                                .asset("A1")
                                .siteLimit(Depot.SITE_LIMIT)
                                .fallback(Depot.FALLBACK),
                        Depot.OPS);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("records")
    void isLeftAloneAndTheOthersAreServed(Key key, String how, UnaryOperator<Payload> change) {
        depot.configuration = UnreadableRecordTest::both;
        depot.boot().runUntil(() -> link(Depot.NZ).state() == LinkState.ONLINE, Duration.ofMinutes(1));
        depot.store.rewrite(key, change);
        Stored unreadable = depot.store.stored(key);
        CapturedLog.tell(line -> {
            if (line.isAlarm()) {
                alarms.add(line.text());
            }
        });
        depot.run(Duration.ofMinutes(2));
        assertTheOtherLives("450");

        depot.crash();
        depot.configuration = Depot::tenLines;
        depot.restart();
        depot.run(Duration.ofMinutes(16));
        assertTheOtherLives("400");
        assertThat(depot.cp.windows("AKL01")).as("its windows are sent").isNotEmpty();

        assertThat(depot.store.stored(key))
                .as("the record is neither rewritten nor deleted")
                .isEqualTo(unreadable);
        assertThat(alarms).as("the log is not flooded").hasSizeLessThan(40);
        assertThat(alarms.isEmpty())
                .as("it is told, unless only a bind would read it")
                .isEqualTo(key.kind() == Kind.SCOPE);
    }

    private void assertTheOtherLives(String kilowatts) {
        assertThat(link(Depot.NZ).state()).isEqualTo(LinkState.ONLINE);
        depot.forecast(kilowatts);
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.circuit.inForce()).contains(Depot.kw(kilowatts));
        assertThat(depot.fp().explain("AKL01", depot.time.now())).isNotNull();
        assertThat(depot.fp().configuration().connections()).isNotEmpty();
    }

    private ConnectionStatus link(ConnectionId id) {
        return depot.fp().status().connections().stream()
                .filter(connection -> connection.connection().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("records")
    void isShownAndItsRequestsAreAnswered503(Key key, String how, UnaryOperator<Payload> change) {
        depot.configuration = UnreadableRecordTest::both;
        depot.boot().run(Duration.ofSeconds(5));
        depot.store.rewrite(key, change);
        depot.run(Duration.ofSeconds(5));
        int status = depot.post(
                        "/aa/update_group_capacity_forecast",
                        Depot.SECRETS.get(1),
                        "f-1",
                        Depot.forecastBody("A1", Depot.START, "400"))
                .status();
        if (key.kind() == Kind.METERING || key.kind() == Kind.OUTBOX || key.kind() == Kind.SCOPE) {
            assertThat(status).as("a forecast needs none of these").isEqualTo(204);
        } else {
            assertThat(status).as("what cannot be kept is not acknowledged").isEqualTo(503);
        }
        if (key.kind() != Kind.OUTBOX && key.kind() != Kind.SCOPE) {
            assertThat(link(AA).conditions()).containsKey(Condition.NEWER_SCHEMA);
        }
    }
}
