package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.integration.OutboxFaultRun.Outcome;
import com.betterfleet.oscp.integration.UnluckyPeers.Arrival;
import com.betterfleet.oscp.message.RequestId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must be true of every {@link OutboxFaultRun}, whatever happened in it; each breach in a sentence. */
final class OutboxFaultLaws {
    /** A window is settled a minute after its end; the loop turns once a second, a closing and a sending take one turn each. */
    private static final Duration OWN_PACE = Duration.ofMinutes(16).plusSeconds(4);

    private final Outcome outcome;
    private final List<String> breaches = new ArrayList<>();

    private OutboxFaultLaws(Outcome outcome) {
        this.outcome = outcome;
    }

    static List<String> broken(Outcome outcome) {
        OutboxFaultLaws laws = new OutboxFaultLaws(outcome);
        laws.nothingIsLost();
        laws.oneIdAndOneBody();
        laws.inOrder();
        laws.nobodyIsHeldUp();
        laws.allComesToRest();
        return laws.breaches;
    }

    /** Every window that is due is with the peer, or it was said that it is not. */
    private void nothingIsLost() {
        Set<String> accounted = new HashSet<>();
        outcome.arrivals().stream()
                .filter(arrival -> arrival.fate().processed())
                .forEach(arrival -> accounted.add(name(arrival.group(), arrival.start())));
        heard(MeteringEvent.WindowDropped.class).forEach(one -> accounted.add(name(one, one.start())));
        heard(MeteringEvent.WindowParked.class).forEach(one -> accounted.add(name(one, one.start())));
        Map<RequestId, String> windows = new HashMap<>();
        heard(MeteringEvent.WindowQueued.class).forEach(one -> windows.put(one.requestId(), name(one, one.start())));
        heard(GroupEvent.MessageParked.class).forEach(one -> accounted.add(windows.get(one.requestId())));
        groups().forEach(group -> outcome.windows().stream()
                .map(start -> name(group, start))
                .filter(window -> !accounted.contains(window))
                .forEach(window -> breaches.add("lost: " + window)));
    }

    private void oneIdAndOneBody() {
        Map<String, Set<String>> ofWindow = new TreeMap<>();
        Map<String, Set<String>> ofId = new TreeMap<>();
        for (Arrival one : outcome.arrivals()) {
            ofWindow.computeIfAbsent(name(one.group(), one.start()), unseen -> new TreeSet<>())
                    .add(one.requestId());
            ofId.computeIfAbsent(one.requestId(), unseen -> new TreeSet<>()).add(one.body());
        }
        ofWindow.forEach((window, ids) -> breach(ids.size() > 1, window + " came under the ids " + ids));
        ofId.forEach((id, bodies) -> breach(bodies.size() > 1, id + " came with the bodies " + bodies));
    }

    private void inOrder() {
        groups().forEach(group -> {
            Instant latest = Instant.MIN;
            for (Arrival one : outcome.arrivals()) {
                if (one.group().equals(group) && !outcome.putBack().contains(one.requestId())) {
                    breach(one.start().isBefore(latest), name(group, one.start()) + " came after that of " + latest);
                    latest = one.start();
                }
            }
        });
    }

    private void nobodyIsHeldUp() {
        for (String group : outcome.spared()) {
            for (Instant start : outcome.windows()) {
                boolean inTime = outcome.arrivals().stream()
                        .filter(one -> one.group().equals(group) && one.start().equals(start))
                        .anyMatch(one -> !one.at().isAfter(start.plus(OWN_PACE)));
                breach(!inTime, name(group, start) + " was held up by what befell others");
            }
        }
    }

    private void allComesToRest() {
        breach(outcome.waiting() > 0, outcome.waiting() + " messages wait although all is well");
        breach(!outcome.failures().isEmpty(), "thrown into the host's threads: " + outcome.failures());
    }

    private void breach(boolean broken, String what) {
        if (broken) {
            breaches.add(what);
        }
    }

    private static Stream<String> groups() {
        return Stream.concat(OutboxFaultRun.FIRST.stream(), OutboxFaultRun.SECOND.stream());
    }

    private <E extends GroupEvent> Stream<E> heard(Class<E> type) {
        return outcome.events().stream().filter(type::isInstance).map(type::cast);
    }

    private static String name(GroupEvent event, Instant start) {
        return name(event.group().group().value(), start);
    }

    private static String name(String group, Instant start) {
        return "the window of " + group + " from " + start;
    }
}
