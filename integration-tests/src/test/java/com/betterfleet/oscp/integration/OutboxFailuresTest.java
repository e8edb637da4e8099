package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.ConnectionSettingsBuilder;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.integration.Tollgate.Answer;
import com.betterfleet.oscp.integration.Tollgate.Held;
import com.betterfleet.oscp.integration.Tollgate.Lost;
import com.betterfleet.oscp.integration.Tollgate.Pass;
import com.betterfleet.oscp.integration.Tollgate.Try;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.outbox.OutboxItem;
import com.betterfleet.oscp.testkit.wire.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rule I31 with a whole depot: the three kinds of failure of decision 13, one request id and one body for every try, and no
 * measurement dropped. An Adjust that gives way to a newer one is in {@code AdjustmentTest}; which status is of which kind
 * in {@code OutboxPolicyTest}.
 */
class OutboxFailuresTest {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration LOOP = Duration.ofSeconds(2);
    private static final GroupRef OTHER = GroupRef.of("nz", "WLG02");
    /** The first quarter hour is over and its window settled. */
    private static final Instant FIRST_WINDOW = Depot.START.plus(Depot.QUARTER).plusSeconds(60);

    private final Depot depot = new Depot();
    private final Tollgate gate = new Tollgate(depot.time::now);

    @BeforeEach
    void build() {
        depot.carrying = gate;
        depot.configuration = fp -> {
            fp.configuration().connect(seldom(), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
    }

    /** A utility whose forecasts are so far apart that none is overdue here. */
    private static ConnectionSettingsBuilder seldom() {
        return Depot.connection().setting("forecast-cadence", "604800");
    }

    @AfterEach
    void leave() {
        assertThat(depot.time.failures()).isEmpty();
        depot.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409})
    void theMessagesFaultParksItAndTheNextGoesOnRuleI31(int status) {
        depot.live("500");
        gate.demands(new Answer(status));
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofMinutes(10)));
        assertThat(gate.tries()).as("what is refused is not tried again").hasSize(1);
        gate.demands(new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER).plusSeconds(10));

        assertThat(depot.fp().operations().parked(Depot.GROUP))
                .extracting(OutboxItem::requestId)
                .containsExactly(new RequestId(gate.tries().get(0).requestId()));
        assertThat(depot.cp.windows("AKL01")).hasSize(1);
        assertThat(depot.link().conditions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"401, AUTH_FAILED", "301, MISCONFIGURED", "403, MISCONFIGURED", "501, MISCONFIGURED"})
    void theConnectionsFaultPausesVisiblyAndTheHeadIsTriedAgainWithBackOffRuleI31(int status, Condition condition) {
        depot.live("500");
        gate.demands(new Answer(status));
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofHours(1)));

        assertThat(depot.conditions()).containsExactlyInAnyOrder(condition);
        assertThat(depot.detail(condition)).contains(Integer.toString(status));
        assertThat(depot.heard(LinkEvent.ConditionRaised.class)).hasSize(1);
        theHeadWasTriedAgainAndAgain();

        gate.demands(new Pass());
        depot.run(LONGEST_WAIT.plus(LOOP));
        everyWindowArrivedOnceAndInOrder(5);
        assertThat(depot.link().conditions()).isEmpty();
        assertThat(depot.heard(LinkEvent.ConditionCleared.class)).hasSize(1);
    }

    @Test
    void aPausedHeadIsTriedAtOnceInANewSessionRuleI31() {
        pausedForLong();
        long session = depot.link().session();
        gate.demands(new Pass());
        depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
        depot.fp().operations().resume(Depot.NZ, Depot.OPS);
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(1));
        depot.run(LOOP);

        assertThat(depot.link().session()).isGreaterThan(session);
        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.link().conditions()).isEmpty();
    }

    @Test
    void aPausedHeadIsTriedAtOnceAfterAnEditRuleI31() {
        pausedForLong();
        gate.demands(new Pass());
        depot.fp().configuration().connect(Depot.connection().header("x-tenant", "depot"), Depot.OPS);
        depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(1));
        depot.run(LOOP);

        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.link().conditions()).isEmpty();
    }

    @Test
    void aPausedHeadIsTriedAtOnceByHandRuleI31() {
        pausedForLong();
        gate.demands(new Pass());
        RequestId head = new RequestId(gate.tries().get(0).requestId());
        depot.fp().operations().retryParked(Depot.GROUP, head, Depot.OPS);
        depot.run(LOOP);

        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.link().conditions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void oneForbiddenGroupIsParkedWhileAnotherPassesRuleI31(int status) {
        twoGroups();
        gate.demands(one -> one.isOf("WLG02") ? new Answer(status) : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Depot.QUARTER).plus(LONGEST_WAIT).plus(LOOP));

        assertThat(depot.fp().operations().parked(OTHER)).isNotEmpty();
        assertThat(depot.cp.windows("AKL01")).hasSize(2);
        assertThat(depot.fp().operations().parked(Depot.GROUP)).isEmpty();
        assertThat(depot.link().conditions()).as("the connection is well").isEmpty();
    }

    @Test
    void refusedCredentialsParkNothingWhoeverPassesRuleI31() {
        twoGroups();
        gate.demands(one -> one.isOf("WLG02") ? new Answer(401) : new Pass());
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofHours(1)));

        assertThat(depot.fp().operations().parked(OTHER)).isEmpty();
        assertThat(gate.tries("WLG02"))
                .extracting(Try::requestId)
                .containsOnly(gate.tries("WLG02").get(0).requestId());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 429, 503})
    void theWorldsFaultIsTriedAgainWithBackOffAndNobodyIsToBlameRuleI31(int status) {
        depot.live("500");
        gate.demands(status == 0 ? new Lost() : new Answer(status));
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofHours(1)));

        theHeadWasTriedAgainAndAgain();
        assertThat(depot.link().conditions()).isEmpty();
        gate.demands(new Pass());
        depot.run(LONGEST_WAIT.plus(LOOP));
        everyWindowArrivedOnceAndInOrder(5);
    }

    @Test
    void noMeasurementIsDroppedHoweverLongItTakesRuleI31() {
        depot.live("500");
        gate.demands(one -> switch (gate.tries().size() % 4) {
            case 0 -> new Lost();
            case 1 -> new Answer(503);
            case 2 -> new Answer(429);
            default -> new Answer(401);
        });
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofHours(3)));
        gate.demands(new Pass());
        depot.run(LONGEST_WAIT.plus(LOOP));

        everyWindowArrivedOnceAndInOrder(13);
        assertThat(depot.heard(MeteringEvent.WindowDropped.class)).isEmpty();
    }

    @Test
    void whatThePeerTookAlthoughItsAnswerWasLostIsSentAgainUnderItsIdRuleI31() {
        depot.live("500");
        depot.time.runUntil(Depot.START.plus(Depot.QUARTER).plusSeconds(58));
        depot.line.towardsCp().failNext(2, Line.Fault.ANSWER_LOST);
        depot.run(Duration.ofMinutes(5));

        assertThat(gate.tries().size()).isGreaterThan(1);
        assertThat(gate.tries())
                .extracting(Try::requestId)
                .containsOnly(gate.tries().get(0).requestId());
        assertThat(depot.cp.windows("AKL01")).hasSize(1);
    }

    @Test
    void anyOtherSuccessIsASuccess() {
        depot.live("500");
        gate.demands(new Answer(200));
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofMinutes(10)));

        assertThat(gate.tries()).hasSize(1);
        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.heard(GroupEvent.MessageSent.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "0, 2", "-7, 2", "soon, 2", "86400, 300", "99999999999999999999, 2"})
    void retryAfterIsKeptWithinBounds(String asked, int seconds) {
        depot.live("500");
        gate.demands(new Answer(503, new Header("Retry-After", asked)));
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofMinutes(8)));

        Duration first =
                Duration.between(gate.tries().get(0).at(), gate.tries().get(1).at());
        assertThat(first).isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 4L));
    }

    @Test
    void aMessageUnderWayIsNotSentTwiceBecauseAnOperatorDiscardsAnother() {
        depot.live("500");
        gate.demands(new Answer(400));
        depot.time.runUntil(FIRST_WINDOW.plus(Duration.ofMinutes(5)));
        RequestId parked = depot.fp().operations().parked(Depot.GROUP).get(0).requestId();
        gate.demands(new Held());
        depot.runUntil(() -> gate.tries().size() == 2, Depot.QUARTER);
        depot.fp().operations().discardParked(Depot.GROUP, parked, Depot.OPS);
        depot.run(Duration.ofSeconds(10));

        assertThat(gate.tries()).as("one message at a time").hasSize(2);
    }

    private void twoGroups() {
        depot.configuration = fp -> {
            fp.configuration().connect(seldom(), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
            bindAnother(fp);
        };
        depot.online();
    }

    private static void bindAnother(FlexibilityProvider fp) {
        GroupBinding.Builder other = GroupBinding.of("WLG02")
                .scope("mg-8", "grid")
                .asset("WLG02")
                .siteLimit(Depot.SITE_LIMIT)
                .fallback(Depot.FALLBACK);
        fp.configuration().bind("nz", other, Depot.OPS);
    }

    /** Refused for so long that the next try is minutes away. */
    private void pausedForLong() {
        depot.live("500");
        gate.demands(new Answer(403));
        depot.runUntil(() -> untilNextTry().compareTo(Duration.ofMinutes(3)) > 0, Duration.ofHours(1));
        depot.run(LOOP);
        assertThat(depot.conditions()).containsExactlyInAnyOrder(Condition.MISCONFIGURED);
    }

    private Duration untilNextTry() {
        return depot.heard(GroupEvent.MessageFailed.class)
                .reduce((first, last) -> last)
                .map(failed -> Duration.between(depot.time.now(), failed.nextTry()))
                .orElse(Duration.ZERO);
    }

    private void theHeadWasTriedAgainAndAgain() {
        List<Try> tries = gate.tries();
        assertThat(tries.size()).as("tries in an hour").isBetween(12, 60);
        assertThat(tries).extracting(Try::requestId).containsOnly(tries.get(0).requestId());
        assertThat(tries).extracting(Try::body).containsOnly(tries.get(0).body());
        List<Duration> waits = IntStream.range(1, tries.size())
                .mapToObj(i ->
                        Duration.between(tries.get(i - 1).at(), tries.get(i).at()))
                .toList();
        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(LOOP, LONGEST_WAIT.plus(LOOP)));
        assertThat(waits.get(0)).isLessThan(Duration.ofSeconds(7));
        assertThat(waits.stream().distinct().count()).as("waits that differ").isGreaterThan(waits.size() / 2);
    }

    private void everyWindowArrivedOnceAndInOrder(int windows) {
        List<Instant> starts = depot.cp.windows("AKL01").stream()
                .map(accepted -> accepted.window().start().orElseThrow())
                .toList();
        assertThat(starts).hasSize(windows).doesNotHaveDuplicates().isSorted().startsWith(Depot.START);
        assertThat(depot.cp.windows("AKL01").stream().map(accepted -> accepted.requestId()))
                .doesNotHaveDuplicates();
    }
}
