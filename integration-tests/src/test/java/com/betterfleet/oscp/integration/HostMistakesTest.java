package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.operation.Configuration;
import com.betterfleet.oscp.operation.Operations;
import com.betterfleet.oscp.operation.UnreadableRecordException;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Payload;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host does wrong is told to it by name, and harms nobody else. */
class HostMistakesTest {
    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aHistoryOfNoLinesIsTheCallersMistakeAndNoFailureOfTheStore(int limit) {
        depot.boot();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().history(Depot.NZ, 0, limit))
                .withMessage("limit must be at least 1, was " + limit);
        assertThat(depot.heard(EngineEvent.StoreUnavailable.class)).isEmpty();
    }

    @Test
    void whatNeedsARecordOfANewerVersionSaysSoToTheHost() {
        depot.boot();
        depot.store.rewrite(new Key(Kind.CONNECTION, "nz"), payload -> new Payload(99, payload.bytes()));
        Configuration configuration = depot.fp().configuration();
        Operations operations = depot.fp().operations();
        Stream.<ThrowingCallable>of(
                        () -> configuration.connect(Depot.connection(), Depot.OPS),
                        () -> configuration.disable(Depot.NZ, Depot.OPS),
                        () -> configuration.bind("nz", Depot.binding(), Depot.OPS),
                        () -> configuration.unbind(Depot.GROUP, Depot.OPS),
                        () -> configuration.history(Depot.NZ, 0, 10),
                        () -> operations.suspend(Depot.NZ, Depot.OPS),
                        () -> operations.resendLimit(Depot.GROUP, Depot.OPS),
                        () -> depot.fp().explain(Depot.GROUP, depot.time.now()))
                .forEach(call -> assertThatThrownBy(call)
                        .isInstanceOf(UnreadableRecordException.class)
                        .hasMessage("a stored ConnectionSettings has schema 99, this node knows 1"));
        assertThat(depot.heard(EngineEvent.StoreUnavailable.class)).isEmpty();
    }

    @Test
    void scopesThatOnlyReadAlikeAreTwo() {
        depot.boot();
        Configuration configuration = depot.fp().configuration();
        configuration.bind("nz", binding("AKL02").scope("a/b", "c"), Depot.OPS);
        configuration.bind("nz", binding("AKL03").scope("a", "b/c"), Depot.OPS);
        configuration.bind("nz", binding("AKL04").scope("a%2Fb", "c"), Depot.OPS);
        assertThat(configuration.bindings(Depot.NZ)).hasSize(4);
    }

    @Test
    void aScopeTooLongToBeKeptIsNamed() {
        depot.boot();
        GroupBinding.Builder tooLong = binding("AKL02").scope("m".repeat(400), "grid");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().bind("nz", tooLong, Depot.OPS))
                .withMessage("scope must have at most 400 characters (microgridId, a slash, nodeId), has 405");
    }

    private static GroupBinding.Builder binding(String group) {
        return GroupBinding.of(group).siteLimit(Depot.SITE_LIMIT).fallback(Depot.FALLBACK);
    }
}
