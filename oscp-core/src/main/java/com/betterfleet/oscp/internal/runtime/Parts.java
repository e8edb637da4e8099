package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.EnvelopeSink;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.http.OscpClient;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.metering.MeterSource;
import com.betterfleet.oscp.profile.PartnerProfile;
import com.betterfleet.oscp.store.OscpStore;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * What all services share: the host's parts and the engine's own.
 *
 * @param store the host's persistence
 * @param records our aggregates in it
 * @param clock the engine's now
 * @param ids fresh ids
 * @param jitter numbers in [0, 1)
 * @param executor where effects run; the host's scheduler
 * @param events where events go
 * @param client what sends
 * @param profiles the partner profiles
 * @param sink where orders go
 * @param meters where readings come from
 * @param node this node's name and whether it works
 */
record Parts(
        OscpStore store,
        Records records,
        EngineClock clock,
        Supplier<UUID> ids,
        DoubleSupplier jitter,
        Executor executor,
        Events events,
        OscpClient client,
        Profiles profiles,
        EnvelopeSink sink,
        MeterSource meters,
        NodeName node) {

    RequestId freshId() {
        return new RequestId(ids.get().toString());
    }

    Instant now() {
        return clock.now();
    }

    void raise(OscpEvent event) {
        events.raise(event);
    }

    ConnectionSettings settings(ConnectionId id) {
        return records.settings(id)
                .orElseThrow(() -> new IllegalArgumentException("there is no connection '" + id + "'"))
                .value();
    }

    PartnerProfile profile(ConnectionId id) {
        return profiles.of(settings(id));
    }

    /** Refuses a group that is not bound now. */
    void requireBound(GroupRef group) {
        if (records.bound(group).filter(found -> found.value().active()).isEmpty()) {
            throw new IllegalArgumentException("group " + group + " is not bound");
        }
    }

    /** Runs later on the host's scheduler; a scheduler that is shut down ends the engine's work, which is then in the store. */
    void later(Runnable task) {
        try {
            executor.execute(() -> Guard.run(task));
        } catch (RejectedExecutionException stopping) {
            Guard.stopped();
        }
    }
}
