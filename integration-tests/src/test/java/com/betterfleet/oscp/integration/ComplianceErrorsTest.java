package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.limit.Reported;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.operation.HistoryEntry;
import com.betterfleet.oscp.testkit.cp.AcceptedCompliance;
import com.betterfleet.oscp.testkit.cp.RawBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule I25 over real HTTP: what was not kept is told by itself or by hand, once for each forecast and block. */
class ComplianceErrorsTest {
    private static final Actor KIM = Actor.of("kim");
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Depot depot = new Depot();

    @BeforeEach
    void build() {
        talking(true);
    }

    private void talking(boolean compliance) {
        depot.configuration = fp -> {
            fp.configuration()
                    .connect(
                            Depot.connection()
                                    .setting("compliance", Boolean.toString(compliance))
                                    .setting("forecast-cadence", "604800"),
                            Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
    }

    @AfterEach
    void leave() {
        assertThat(depot.time.failures()).isEmpty();
        assertThat(depot.cp.complaints()).as("the utility's own judgement").isEmpty();
        depot.close();
    }

    private static Instant minute(long minute) {
        return Depot.START.plus(Duration.ofMinutes(minute));
    }

    private List<AcceptedCompliance> errors() {
        return depot.cp.complianceErrors();
    }

    private List<GroupEvent.ForecastNotKept> told() {
        return depot.heard(GroupEvent.ForecastNotKept.class).toList();
    }

    private String report(long from, long until) {
        return depot.fp()
                .operations()
                .reportNonCompliance(
                        Depot.GROUP, Direction.IMPORT, TimeInterval.of(minute(from), minute(until)), "works", KIM);
    }

    private static Stream<Instant> starts(AcceptedCompliance error) {
        return error.blocks().stream().map(RawBlock::start);
    }

    @Test
    void ruleI25ADeadlineThatPassesUnconfirmedIsToldWithTheForecastsIdAndItsBlock() {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.THROWING);
        String source = depot.forecast("300.5");
        depot.run(DEADLINE.minusSeconds(5));
        assertThat(errors()).isEmpty();
        depot.run(Duration.ofSeconds(10));

        assertThat(errors()).singleElement().satisfies(error -> {
            assertThat(error.forecastId()).as("X-Correlation-ID").isEqualTo(source);
            assertThat(error.blocks()).containsExactly(new RawBlock("300.5", "ALL", "KW", minute(0), minute(15)));
            assertThat(error.message()).contains("300.5 kW", "PT2M").doesNotContain("fire");
        });
        assertThat(told()).singleElement().satisfies(event -> {
            assertThat(event.requestId().value()).isEqualTo(source);
            assertThat(event.message()).contains(new RequestId(errors().get(0).requestId()));
        });
        Reported reported = depot.group().complianceSent().orElseThrow();
        assertThat(reported.count()).isEqualTo(1);
        assertThat(reported.source().value()).isEqualTo(source);
        assertThat(reported.requestId().value()).isEqualTo(errors().get(0).requestId());
    }

    @Test
    void ruleI25AConfirmedLimitThatIsExceededLaterIsTold() {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.TOO_HIGH);
        depot.run(Duration.ofMinutes(3));

        assertThat(errors()).hasSize(1);
        assertThat(errors().get(0).message()).contains("reads 900 kW");
    }

    @Test
    void ruleI25EachFurtherBlockOfABreachIsToldOnceAndARestartDoesNotTellItAgain() {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.TOO_HIGH);
        depot.run(Duration.ofMinutes(5));
        depot.crash();
        depot.restart();
        depot.run(Duration.ofMinutes(5));
        assertThat(errors()).hasSize(1);
        depot.time.runUntil(minute(20));

        assertThat(errors().stream().flatMap(ComplianceErrorsTest::starts)).containsExactly(minute(0), minute(15));
        assertThat(depot.group().complianceSent().orElseThrow().count()).isEqualTo(2);
    }

    @Test
    void ruleI25ForecastsThatFollowOneAnotherInABreachAreToldOnceAMinuteAtMost() {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.TOO_HIGH);
        depot.run(Duration.ofMinutes(3));
        for (int i = 0; i < 12; i++) {
            depot.forecast("40" + i % 10);
            depot.run(Duration.ofSeconds(10));
        }
        depot.run(Duration.ofMinutes(2));
        List<Instant> instants =
                told().stream().map(GroupEvent.ForecastNotKept::at).distinct().toList();

        assertThat(instants).hasSizeBetween(2, 5);
        for (int i = 1; i < instants.size(); i++) {
            assertThat(Duration.between(instants.get(i - 1), instants.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
        assertThat(errors()).extracting(AcceptedCompliance::forecastId).doesNotHaveDuplicates();
    }

    @Test
    void whileTheLineIsDeadTheMessageWaitsAndIsDeliveredInTheNextSession() {
        depot.live("500");
        depot.cp.answer("group_capacity_compliance_error", 503);
        report(0, 15);
        depot.run(SOON);
        assertThat(depot.group().waiting()).isEqualTo(1);
        depot.crash();
        depot.restart();
        depot.cp.answerNormally("group_capacity_compliance_error");
        depot.run(Duration.ofMinutes(6));

        assertThat(errors()).hasSize(1);
        assertThat(depot.group().waiting()).isZero();
    }

    @Test
    void byHandEveryBlockOfTheTimeIsToldGroupedByItsForecastAndJournalled() {
        depot.live("500");
        String first = depot.cp.acknowledgedForecasts().get(0).requestId();
        String second = depot.cp.forecast("AKL01", "CONSUMPTION", Depot.blocks(minute(45), "400", "300"));
        depot.run(SOON);
        assertThat(report(20, 70)).isEqualTo("4 blocks of " + first + ", " + second + " told");
        depot.run(SOON);

        assertThat(errors()).extracting(AcceptedCompliance::forecastId).containsExactly(first, second);
        assertThat(starts(errors().get(0))).containsExactly(minute(15), minute(30));
        assertThat(starts(errors().get(1))).containsExactly(minute(45), minute(60));
        assertThat(errors()).extracting(AcceptedCompliance::message).containsOnly("works");
        HistoryEntry entry = depot.fp().configuration().history(Depot.NZ, 0, 100).stream()
                .filter(line -> line.what().equals("report-non-compliance"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.actor()).isEqualTo(KIM);
        assertThat(entry.before().orElseThrow()).contains("works", "IMPORT");
        assertThat(entry.after().orElseThrow()).contains("4 blocks");
        assertThat(depot.obeys("500")).as("no limit is changed").isTrue();
    }

    @Test
    void byHandNothingIsToldTwiceNorAfterTheLoopHasToldItAndARestartKnowsIt() {
        depot.live("500");
        report(0, 30);
        depot.run(SOON);
        depot.crash();
        depot.restart();
        depot.run(Duration.ofMinutes(1));
        assertThat(report(0, 30)).isEqualTo("nothing to tell: 2 blocks were told before");
        depot.circuit.mood(FieldCircuit.Mood.TOO_HIGH);
        depot.run(Duration.ofMinutes(5));

        assertThat(errors()).hasSize(1);
    }

    @Test
    void withTheSettingOffNothingGoesOutButTheEventIsRaisedAndByHandItIsRefused() {
        talking(false);
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.TOO_HIGH);
        depot.run(Duration.ofMinutes(5));

        assertThat(told())
                .singleElement()
                .satisfies(event -> assertThat(event.message()).isEmpty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(0, 15))
                .withMessageContaining(
                        "profile vector sends no compliance errors here: its setting 'compliance' is false");
        assertThat(errors()).isEmpty();
        assertThat(depot.group().waiting()).isZero();
        assertThat(depot.group().complianceSent()).isEqualTo(Optional.empty());
    }

    @Test
    void byHandATimeWithoutABlockIsRefused() {
        depot.live("500");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> report(-600, -500))
                .withMessageContaining("no block of the utility for IMPORT overlaps");
    }
}
