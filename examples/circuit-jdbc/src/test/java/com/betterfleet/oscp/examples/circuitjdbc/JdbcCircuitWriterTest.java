package com.betterfleet.oscp.examples.circuitjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.CircuitEnvelopeSink;
import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.LeaseWatchdog;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Outcome;
import com.betterfleet.envelope.Power;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beyond the contract: the audit, the operator's own capacity, and the watchdog. */
class JdbcCircuitWriterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LEASE = NOW.plusSeconds(300);
    private static final DataSource DATABASE = H2.inMemory();

    private final JdbcCircuitWriter circuits = JdbcCircuitWriter.over(DATABASE, () -> NOW);

    @BeforeEach
    void fresh() {
        Depots.fresh(DATABASE);
    }

    private static LimitOrder order(long revision, Limit limit) {
        return new LimitOrder(
                Depots.ONE,
                Direction.IMPORT,
                limit,
                LEASE,
                kw("120"),
                Optional.empty(),
                Mode.LIVE,
                false,
                revision,
                "LIVE, forecast 7f3a: " + limit);
    }

    private static Limit kw(String kilowatts) {
        return Limit.of(Power.kilowatts(kilowatts));
    }

    @Test
    void everyChangeThatHasAnEffectLeavesOneRowAndNoOtherDoes() {
        circuits.write(Depots.GRID, order(2, kw("500")));
        circuits.write(Depots.GRID, order(2, kw("500")));
        circuits.write(Depots.GRID, order(1, kw("100")));
        circuits.lapse(Depots.GRID, 1);
        circuits.lapse(Depots.GRID, 2);
        circuits.lapse(Depots.GRID, 2);
        circuits.release(Depots.GRID, 3);
        circuits.release(Depots.GRID, 3);

        assertThat(Depots.audit(DATABASE))
                .containsExactly(
                        "ORDER 2 500.000 LIVE, forecast 7f3a: 500 kW",
                        "LAPSE 2 120.000 the lease has ended",
                        "RELEASE 3 null released");
    }

    @Test
    void theOperatorsOwnCapacityIsNeverExceededAndComesBackWithTheRelease() {
        Depots.own(DATABASE, "300");
        circuits.write(Depots.GRID, order(1, kw("500")));
        assertThat(circuits.read(Depots.GRID).limit()).contains(kw("300"));
        circuits.write(Depots.GRID, order(2, Limit.unlimited()));
        assertThat(circuits.read(Depots.GRID).limit()).contains(kw("300"));
        circuits.write(Depots.GRID, order(3, kw("80")));
        assertThat(circuits.read(Depots.GRID).limit()).contains(kw("80"));
        circuits.release(Depots.GRID, 4);

        assertThat(circuits.read(Depots.GRID).limit()).contains(kw("300"));
    }

    @Test
    void aLimitThatTheColumnCannotHoldIsStoredAsTheMostItCan() {
        circuits.write(Depots.GRID, order(1, kw("5000000000000")));

        assertThat(circuits.read(Depots.GRID).limit()).contains(kw("999999999.999"));
    }

    @Test
    void theWatchdogTakesWhatComesAfterwardsOnceTheLeaseHasEnded() {
        LeaseWatchdog watchdog = LeaseWatchdog.over(circuits);
        circuits.write(Depots.GRID, order(1, kw("500")));
        assertThat(circuits.leasesOver(LEASE.minusMillis(1))).isEmpty();
        assertThat(circuits.leasesOver(LEASE)).containsExactly(Depots.GRID);
        assertThat(watchdog.sweep(circuits.leasesOver(LEASE), LEASE).lapsed()).hasSize(1);

        assertThat(Depots.obeyed(DATABASE, Depots.GRID)).contains(kw("120"));
        assertThat(circuits.leasesOver(LEASE)).isEmpty();
    }

    @Test
    void underTheSinkAnOrderIsConfirmedByWhatTheTableShows() {
        CircuitEnvelopeSink sink = CircuitEnvelopeSink.over(circuits, Runnable::run);

        assertThat(sink.apply(order(7, kw("500"))).toCompletableFuture().join())
                .isEqualTo(new Outcome.Confirmed(kw("500")));
        assertThat(sink.apply(order(6, kw("500"))).toCompletableFuture().join()).isEqualTo(new Outcome.Stale(7));
        assertThat(sink.release(Depots.ONE, 8).toCompletableFuture().join())
                .isEqualTo(new Outcome.Confirmed(Limit.unlimited()));
        assertThat(sink.circuitOf(Depots.CHARGER)).isEmpty();
    }

    @Test
    void aCircuitThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> circuits.read(new CircuitId("c-9"))).hasMessage("there is no circuit c-9");
        assertThat(circuits.write(new CircuitId("c-9"), order(1, kw("1")))).isFalse();
    }
}
