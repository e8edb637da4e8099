package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.store.Commit;
import com.betterfleet.oscp.store.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What we ask and tell is in the same commit as what it follows from, so that no crash comes between them (decision 3). */
class OneCommitTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Depot depot = new Depot();
    private final List<Commit> commits = new ArrayList<>();

    @BeforeEach
    void live() {
        depot.configuration = fp -> {
            fp.configuration().connect(Depot.connection().setting("adjust", "true"), Depot.OPS);
            fp.configuration().bind("nz", Depot.binding(), Depot.OPS);
        };
        depot.live("500");
        depot.store.beforeCommit(commits::add);
    }

    @AfterEach
    void leave() {
        assertThat(depot.time.failures()).isEmpty();
        depot.close();
    }

    private RequestId ask() {
        Instant now = depot.time.now();
        ForecastedBlock block =
                new ForecastedBlock(BigDecimal.TEN, Phase.ALL, CapacityUnit.KW, now, now.plus(Duration.ofHours(1)));
        return depot.fp().operations().requestAdjustment(Depot.GROUP, List.of(block), "more", Depot.OPS);
    }

    private Commit only(Predicate<Commit> which) {
        List<Commit> found = commits.stream().filter(which).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Set<Kind> written(Commit commit) {
        return commit.writes().stream().map(write -> write.key().kind()).collect(Collectors.toSet());
    }

    private static boolean adds(Commit commit, RequestId id) {
        return commit.adds().stream().anyMatch(add -> add.item().requestId().equals(id));
    }

    private static boolean removes(Commit commit, RequestId id) {
        return commit.removes().stream().anyMatch(remove -> remove.requestId().equals(id));
    }

    @Test
    void aRequestItsMessageAndItsLineInTheJournal() {
        RequestId id = ask();
        Commit commit = only(one -> adds(one, id));

        assertThat(written(commit)).containsExactlyInAnyOrder(Kind.ADJUSTMENT, Kind.OUTBOX);
        assertThat(commit.lines()).hasSize(1);
    }

    @Test
    void theDeliveryOfAnAdjustmentAndItsWayOutOfTheOutbox() {
        RequestId id = ask();
        depot.run(SOON);

        assertThat(written(only(one -> removes(one, id)))).contains(Kind.ADJUSTMENT, Kind.OUTBOX);
    }

    @Test
    void aForecastAndTheAdjustmentThatItAnswers() {
        ask();
        depot.run(SOON);
        String source =
                depot.cp.answer(depot.cp.adjustments().get(0), Depot.blocks(Depot.quarter(depot.time.now()), "450"));
        depot.run(SOON);
        Commit commit = only(
                one -> one.claims().stream().anyMatch(claim -> claim.requestId().equals(source)));

        assertThat(written(commit)).containsExactlyInAnyOrder(Kind.LIMIT, Kind.ADJUSTMENT);
    }

    @Test
    void anOlderAdjustmentThatGivesWayAndTheNewerOneRuleI31() {
        depot.cp.answer("adjust_group_capacity_forecast", 503);
        RequestId older = ask();
        depot.run(SOON);
        RequestId newer = ask();

        assertThat(removes(only(one -> adds(one, newer)), older)).isTrue();
    }

    @Test
    void aBlockThatWasNotKeptAndTheMessageThatTellsIt() {
        Instant now = depot.time.now();
        depot.fp()
                .operations()
                .reportNonCompliance(
                        Depot.GROUP, Direction.IMPORT, TimeInterval.of(now, now.plusSeconds(60)), "works", Depot.OPS);
        RequestId id = depot.group().complianceSent().orElseThrow().requestId();
        Commit commit = only(one -> adds(one, id));

        assertThat(written(commit)).containsExactlyInAnyOrder(Kind.LIMIT, Kind.OUTBOX);
        assertThat(commit.lines()).hasSize(1);
    }
}
