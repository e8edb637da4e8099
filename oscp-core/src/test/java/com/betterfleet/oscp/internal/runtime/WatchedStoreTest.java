package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.operation.StoreUnavailableException;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that fails or is slow is told of, and never by its own words. */
class WatchedStoreTest {
    private static final Key KEY = Keys.link(ConnectionId.of("nz"));

    private final Manual time = new Manual();
    private final List<OscpEvent> heard = new ArrayList<>();
    private final Events events = new Events(List.of(heard::add), Runnable::run);
    private final StoreHealth health = new StoreHealth(events, new EngineClock(time));
    private final OscpStore host = new InMemoryOscpStore();
    private Duration takes = Duration.ZERO;
    private boolean broken;
    private final WatchedStore store = new WatchedStore(disturbed(), health, time::elapsedNanos);

    @Test
    void aFailureIsToldOnceAndItsWordsAreKeptFromEverybody() {
        broken = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> store.find(KEY))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessage("the store failed: IllegalStateException");
        }
        assertThat(heard).containsExactly(new EngineEvent.StoreUnavailable(Manual.START, "IllegalStateException"));
        assertThat(health.isDown()).isTrue();
        assertThat(health.isQuiet()).isFalse();
        time.pass(Duration.ofSeconds(5));
        assertThat(health.isQuiet()).isTrue();
    }

    @Test
    void aStoreThatCannotEvenSayWhetherItIsDurableKeepsItsWordsToo() {
        broken = true;
        assertThatThrownBy(store::durable)
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("the store failed: IllegalStateException");
    }

    @Test
    void anErrorOfTheStoreIsToldAndStaysAnError() {
        OscpStore lacking = new WatchedStore(
                (OscpStore) Proxy.newProxyInstance(
                        OscpStore.class.getClassLoader(),
                        new Class<?>[] {OscpStore.class},
                        (proxy, method, arguments) -> {
                            throw new NoClassDefFoundError("org/postgresql/Driver");
                        }),
                health,
                time::elapsedNanos);
        assertThatThrownBy(() -> lacking.find(KEY)).isInstanceOf(NoClassDefFoundError.class);
        assertThat(heard).containsExactly(new EngineEvent.StoreUnavailable(Manual.START, "NoClassDefFoundError"));
    }

    @Test
    void theReturnIsToldWithItsBeginningAndTheNextFailureIsNewsAgain() {
        broken = true;
        assertThatThrownBy(() -> store.find(KEY)).isInstanceOf(StoreUnavailableException.class);
        time.pass(Duration.ofMinutes(10));
        health.recovered(health.failures());
        health.recovered(health.failures());
        assertThat(heard)
                .endsWith(new EngineEvent.StoreRecovered(Manual.START.plus(Duration.ofMinutes(10)), Manual.START))
                .hasSize(2);
        assertThatThrownBy(() -> store.find(KEY)).isInstanceOf(StoreUnavailableException.class);
        assertThat(heard).hasSize(3);
    }

    @Test
    void aSlowCallIsToldOnceAMinuteAtMost() {
        takes = Duration.ofMillis(4_999);
        store.find(KEY);
        assertThat(heard).isEmpty();
        takes = Duration.ofSeconds(30);
        for (int call = 0; call < 20; call++) {
            store.find(KEY);
        }
        assertThat(heard)
                .as("ten minutes of calls that take 30 s each")
                .hasSize(10)
                .allMatch(event -> event instanceof EngineEvent.StoreSlow slow
                        && slow.took().equals(Duration.ofSeconds(30)));
        assertThat(health.isDown()).as("slow is not down").isFalse();
    }

    @Test
    void itAnswersWhatTheStoreAnswers() {
        assertThat(store.find(KEY)).isEqualTo(Optional.<Stored>empty());
        assertThat(store.durable()).isFalse();
        assertThat(heard).isEmpty();
    }

    private OscpStore disturbed() {
        return (OscpStore) Proxy.newProxyInstance(
                OscpStore.class.getClassLoader(), new Class<?>[] {OscpStore.class}, (proxy, method, arguments) -> {
                    time.pass(takes);
                    if (broken) {
                        throw new IllegalStateException("jdbc:postgresql://user:pa55word@db");
                    }
                    try {
                        return method.invoke(host, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }
}
