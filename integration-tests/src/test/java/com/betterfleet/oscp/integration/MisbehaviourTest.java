package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts whose parts misbehave: it is seen, it is tried again, and it hurts nobody else. */
class MisbehaviourTest {
    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        assertThat(depot.time.failures())
                .as("nothing is thrown into the host's threads")
                .isEmpty();
        depot.close();
    }

    @Test
    void aListenerThatThrowsHurtsNobody() {
        List<OscpEvent> before = new ArrayList<>();
        List<OscpEvent> after = new ArrayList<>();
        depot.more = builder -> builder.listener(before::add)
                .listener(event -> {
                    throw new IllegalStateException("I do not like " + event.name());
                })
                .listener(event -> {
                    throw new NoSuchMethodError("an old jar");
                })
                .listener(after::add);
        depot.live("500");
        depot.run(Duration.ofMinutes(16));

        assertThat(after).isNotEmpty().isEqualTo(before);
        assertThat(depot.heard(MeteringEvent.WindowAcknowledged.class)).hasSize(1);
    }

    @Test
    void eventsReachAListenerInTheOrderOfTheirTime() {
        depot.live("500");
        depot.run(Duration.ofHours(1));
        assertThat(depot.events.stream().map(OscpEvent::at)).isSorted();
    }

    @Test
    void aSinkThatThrowsIsTriedAgainAndTheBreachIsSeenRuleI24() throws Exception {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.THROWING);
        depot.forecast("60");
        depot.run(Duration.ofMinutes(3));

        assertThat(depot.limit().planned()).contains(Depot.kw("60"));
        assertThat(depot.limit().confirmed()).isNotEqualTo(depot.limit().planned());
        breachIsVisible();
        assertThat(depot.heard(GroupEvent.LimitUnconfirmed.class)).hasSizeGreaterThan(3);

        depot.circuit.mood(FieldCircuit.Mood.OBEDIENT);
        depot.run(Duration.ofMinutes(1));
        assertThat(depot.obeys("60")).isTrue();
        assertThat(depot.limit().breachSince()).isEmpty();
        assertThat(depot.heard(GroupEvent.LimitBreachEnded.class)).hasSize(1);
    }

    @Test
    void aSinkThatNeverAnswersIsAskedAgainAndTheBreachIsSeen() throws Exception {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.SILENT);
        depot.forecast("60");
        depot.run(Duration.ofMinutes(3));
        breachIsVisible();
        assertThat(depot.heard(GroupEvent.LimitUnconfirmed.class)).isNotEmpty();
        assertThat(depot.link().state()).as("the line does not suffer").isEqualTo(LinkState.ONLINE);
    }

    @Test
    void aCircuitThatReadsBackHigherIsWrittenAgainAndTheBreachIsSeenRuleI24() throws Exception {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.TOO_HIGH);
        depot.forecast("60");
        depot.run(Duration.ofMinutes(3));
        breachIsVisible();
        assertThat(depot.limit().confirmed()).isNotEqualTo(depot.limit().planned());
        assertThat(depot.limit().ordered().orElseThrow().limit()).isEqualTo(Depot.kw("60"));

        depot.circuit.mood(FieldCircuit.Mood.OBEDIENT);
        depot.run(Duration.ofMinutes(1));
        assertThat(depot.obeys("60")).isTrue();
        assertThat(depot.limit().breachSince()).isEmpty();
    }

    @Test
    void aSinkThatThrowsItselfIsTriedAgain() {
        int[] calls = {0};
        depot.more = builder -> builder.sink(new BrokenSink(calls));
        depot.boot().run(Duration.ofMinutes(2));

        assertThat(calls[0]).isGreaterThan(3);
        assertThat(depot.limit().confirmed()).isEmpty();
        assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
    }

    @Test
    void aMeterSourceThatThrowsIsAskedAgainAndNoWindowIsLost() {
        depot.meter.throwing(true);
        depot.live("500");
        depot.time.runUntil(Depot.START.plus(Depot.QUARTER.multipliedBy(2)));
        assertThat(depot.meter.reads()).isPositive();
        assertThat(depot.cp.windows("AKL01")).isEmpty();
        assertThat(depot.obeys("500")).as("the limit does not suffer").isTrue();
        depot.meter.throwing(false);
        depot.time.runUntil(Depot.START.plus(Duration.ofHours(1)).plusSeconds(300));

        List<Instant> starts = depot.cp.windows("AKL01").stream()
                .map(accepted -> accepted.window().start().orElseThrow())
                .toList();
        assertThat(starts).isSorted().doesNotHaveDuplicates();
        assertThat(starts.size()
                        + depot.heard(MeteringEvent.WindowDropped.class).count()
                        + depot.heard(MeteringEvent.WindowParked.class).count())
                .as("each window was sent, or it was said why not: " + starts)
                .isEqualTo(4);
    }

    private void breachIsVisible() throws Exception {
        assertThat(depot.limit().breachSince()).isPresent();
        assertThat(depot.heard(GroupEvent.LimitBreached.class)).isNotEmpty();
        assertThat(new JsonMapper()
                        .readTree(depot.fp().status().toJson())
                        .findValue("breachSince")
                        .asText())
                .isEqualTo(depot.limit().breachSince().orElseThrow().toString());
    }
}
