package com.betterfleet.oscp.integration;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.operation.ConfigurationSnapshot;
import com.betterfleet.oscp.operation.HistoryEntry;
import com.betterfleet.oscp.operation.StoreUnavailableException;
import com.betterfleet.oscp.operation.TimeSource;
import com.betterfleet.oscp.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Two nodes that are configured over one store; whoever edits may be overtaken by the other, or find the store down. */
final class Desk {
    final FaultyStore store = new FaultyStore();
    private final VirtualTime time = VirtualTime.startingAt(Depot.START);
    private final FlexibilityProvider first = node("first");
    private final FlexibilityProvider second = node("second");

    private FlexibilityProvider node(String name) {
        return FlexibilityProvider.builder()
                .store(store)
                .secrets(SecretVault.inMemory())
                .scheduler(time.process(name))
                .time(clock())
                .sender(call -> new CompletableFuture<>())
                .sink(new ObedientSink())
                .meters(query -> new CompletableFuture<>())
                .build();
    }

    /** Asks one node, and lets the other come first with each rival in turn; answers whether it was done. */
    boolean edit(Edit edit, Collection<Edit> rivals) {
        Queue<Edit> waiting = new ArrayDeque<>(rivals);
        store.beforeCommit(commit -> {
            Edit rival = waiting.poll();
            if (rival != null) {
                done(rival, second);
            }
            return true;
        });
        boolean done = done(edit, first);
        store.beforeCommit(commit -> true);
        return done;
    }

    /** Asks for an edit that the store will not take. */
    void lose(Edit edit) {
        store.beforeCommit(commit -> false);
        done(edit, first);
        store.beforeCommit(commit -> true);
    }

    private static boolean done(Edit edit, FlexibilityProvider fp) {
        try {
            edit.on(fp);
            return true;
        } catch (IllegalArgumentException | IllegalStateException | StoreUnavailableException refused) {
            return false;
        }
    }

    /** Lets what follows from the edits come about. */
    void settle() {
        time.runFor(Duration.ofSeconds(3));
    }

    List<ConnectionId> connections() {
        return second.configuration().connections().stream()
                .map(settings -> settings.id())
                .toList();
    }

    List<HistoryEntry> history(ConnectionId id) {
        return first.configuration().history(id, 0, Integer.MAX_VALUE);
    }

    Optional<ConfigurationSnapshot> rebuilt(ConnectionId id, long number) {
        return first.configuration().asOf(id, number);
    }

    ConfigurationSnapshot stored(ConnectionId id) {
        return second.configuration().connections().stream()
                .filter(settings -> settings.id().equals(id))
                .findFirst()
                .map(settings -> new ConfigurationSnapshot(
                        settings, second.configuration().bindings(id)))
                .orElseThrow();
    }

    private TimeSource clock() {
        return new TimeSource() {
            @Override
            public Instant wall() {
                return time.now();
            }

            @Override
            public long elapsedNanos() {
                return time.elapsedNanos();
            }
        };
    }

    private static final class ObedientSink implements EnvelopeSink {
        @Override
        public CompletionStage<Outcome> apply(LimitOrder order) {
            return CompletableFuture.completedFuture(new Outcome.Confirmed(order.limit()));
        }

        @Override
        public CompletionStage<Outcome> release(ManagedScope scope, long revision) {
            return CompletableFuture.completedFuture(new Outcome.NotApplicable("released"));
        }
    }
}
