package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Handshakes, heartbeats and the provider's idea of whether the FP is there. Guarded by the agenda's lock. */
final class Link {

    private final CapacityProviderSettings settings;
    private final Agenda agenda;
    private final Courier courier;
    private final Supplier<String> ids;
    private final List<LinkView.Change> history = new ArrayList<>();
    private final List<Consumer<Instant>> onOnline = new ArrayList<>();
    private final Set<String> acknowledgementsUnderWay = new TreeSet<>();
    private final Set<String> acknowledged = new TreeSet<>();
    private final Set<String> outstanding = new TreeSet<>();
    private LinkView.State state = LinkView.State.NEW;
    private Optional<String> latest = Optional.empty();
    private Optional<Instant> fpOnlineUntil = Optional.empty();
    private Optional<Duration> askedByFp = Optional.empty();
    private Optional<Duration> asking;
    private boolean open;
    private boolean callingAgain;
    private long beatGeneration;

    Link(CapacityProviderSettings settings, Agenda agenda, Courier courier, Supplier<String> ids) {
        this.settings = settings;
        this.agenda = agenda;
        this.courier = courier;
        this.ids = ids;
        this.asking = settings.heartbeatInterval();
    }

    /** From the next handshake or acknowledgement on. */
    void ask(Duration interval) {
        asking = Optional.of(interval);
    }

    LinkView view() {
        return new LinkView(state, fpOnlineUntil, askedByFp, history);
    }

    boolean online() {
        return state == LinkView.State.ONLINE;
    }

    /** Whether the FP may send more than handshakes and heartbeats: it may have our acknowledgement before we know that it has. */
    boolean open() {
        return open;
    }

    void onOnline(Consumer<Instant> listener) {
        onOnline.add(listener);
    }

    String startHandshake() {
        String id = ids.get();
        latest = Optional.of(id);
        outstanding.add(id);
        if (!online()) {
            enter(LinkView.State.HANDSHAKING, "we started a handshake");
        }
        courier.send(parcel(Actions.HANDSHAKE, id, Optional.empty(), behaviour(), settings.tries(), result -> {
            if (!result.succeeded() && latest.equals(Optional.of(id))) {
                handshakeFailed();
            }
        }));
        return id;
    }

    // The id stays outstanding: a call whose answer was lost has arrived all the same, and will be acknowledged.
    private void handshakeFailed() {
        if (state == LinkView.State.HANDSHAKING) {
            fallSilent("our handshake was not answered with success");
        }
    }

    void handshakeArrived(String requestId, Reading.Handshake handshake) {
        askedByFp = handshake.heartbeatInterval().or(() -> askedByFp);
        if (!online()) {
            enter(LinkView.State.HANDSHAKING, "the FP started a handshake");
        }
        acknowledgeLater(requestId);
    }

    /** The same handshake again: the FP may not have had our acknowledgement. */
    void handshakeRepeated(String requestId) {
        if (!acknowledged.contains(requestId)) {
            acknowledgeLater(requestId);
        }
    }

    private void acknowledgeLater(String requestId) {
        if (settings.acknowledgementDelay().isPresent() && acknowledgementsUnderWay.add(requestId)) {
            agenda.after(settings.acknowledgementDelay().get(), () -> acknowledge(requestId));
        }
    }

    private void acknowledge(String requestId) {
        open = true;
        courier.send(parcel(
                Actions.HANDSHAKE_ACKNOWLEDGE,
                ids.get(),
                Optional.of(requestId),
                behaviour(),
                settings.tries(),
                result -> acknowledgementEnded(requestId, result)));
    }

    private void acknowledgementEnded(String requestId, SentMessage result) {
        acknowledgementsUnderWay.remove(requestId);
        if (result.succeeded()) {
            acknowledged.add(requestId);
            established("we acknowledged the FP's handshake");
        }
    }

    /** Answers what is wrong with an acknowledgement, if anything is. */
    Optional<String> objection(List<String> correlationIds) {
        return correlationIds.size() == 1 && outstanding.contains(correlationIds.get(0))
                ? Optional.empty()
                : Optional.of("X-Correlation-ID must name a handshake of ours that awaits its acknowledgement, was "
                        + correlationIds);
    }

    void acknowledgementArrived(String correlationId, Reading.Handshake handshake) {
        askedByFp = handshake.heartbeatInterval().or(() -> askedByFp);
        outstanding.remove(correlationId);
        established("the FP acknowledged our handshake");
    }

    void heartbeatArrived(Instant offlineModeAt) {
        fpOnlineUntil = Optional.of(offlineModeAt);
        agenda.at(offlineModeAt, this::supervise);
    }

    private void established(String why) {
        open = true;
        enter(LinkView.State.ONLINE, why);
        asking.ifPresent(asked -> heartbeatArrived(agenda.now().plus(asked.multipliedBy(settings.promiseFactor()))));
        beatGeneration++;
        beat(beatGeneration);
        Instant now = agenda.now();
        onOnline.forEach(listener -> agenda.soon(() -> listener.accept(now)));
    }

    private void beat(long generation) {
        if (generation == beatGeneration) {
            Duration interval = settings.beatInterval(askedByFp);
            Instant promise = agenda.now().plus(interval.multipliedBy(settings.promiseFactor()));
            courier.send(
                    parcel(Actions.HEARTBEAT, ids.get(), Optional.empty(), Bodies.heartbeat(promise), 1, result -> {}));
            agenda.after(interval, () -> beat(generation));
        }
    }

    /** The registration ended, and with it the link. */
    void ended() {
        if (state != LinkView.State.NEW) {
            beatGeneration++;
            fallSilent("the registration ended");
        }
    }

    private void supervise() {
        boolean passed =
                fpOnlineUntil.filter(until -> until.isAfter(agenda.now())).isEmpty();
        if (passed && online() && asking.isPresent()) {
            fallSilent("the FP's promise has passed");
        }
    }

    private void fallSilent(String why) {
        open = false;
        enter(LinkView.State.SILENT, why);
        if (!callingAgain) {
            settings.silenceHandshake().ifPresent(this::callAgain);
        }
    }

    private void callAgain(Duration every) {
        callingAgain = !online();
        if (callingAgain) {
            startHandshake();
            agenda.after(every, () -> callAgain(every));
        }
    }

    private void enter(LinkView.State next, String why) {
        state = next;
        history.add(new LinkView.Change(agenda.now(), next, why));
    }

    private RawBytes behaviour() {
        return Bodies.handshake(asking, settings.measurementConfiguration());
    }

    private static Parcel parcel(
            String action,
            String id,
            Optional<String> correlation,
            RawBytes body,
            int tries,
            Consumer<SentMessage> ended) {
        return new Parcel(action, id, correlation, body, tries, ended);
    }
}
