package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.event.Condition;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.limit.Stage;
import com.betterfleet.oscp.operation.LimitStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator sees of a limit that is not as it should be. */
class LimitStatusTest {
    private final Depot depot = new Depot();

    @AfterEach
    void close() {
        depot.close();
    }

    private void generation() {
        depot.cp.forecast("AKL01", "GENERATION", Depot.blocks(Depot.quarter(depot.time.now()), "50"));
        depot.run(Duration.ofSeconds(5));
    }

    private LimitStatus export() {
        return depot.group().limits().get(1);
    }

    @Test
    void generationWithoutAnExportLimitIsRecordedAndShownAsNotApplicable() {
        depot.live("500");
        assertThat(depot.group().limits()).hasSize(1);
        generation();

        assertThat(export().direction()).isEqualTo(Direction.EXPORT);
        assertThat(export().mode()).isEqualTo(Mode.RELEASED);
        assertThat(export().stage()).contains(Stage.NOT_APPLICABLE);
        assertThat(export().trouble().orElseThrow()).contains("exportSiteLimit and exportFallback");
        assertThat(export().ordered()).isEmpty();
        assertThat(export().horizonEnd()).isPresent();
        assertThat(depot.heard(GroupEvent.ForecastNotApplicable.class)).hasSize(1);
    }

    @Test
    void anExportOrderThatACircuitCannotTakeIsShownAsNotApplicable() {
        depot.configuration = fp -> {
            fp.configuration().connect(Depot.connection(), Depot.OPS);
            fp.configuration()
                    .bind(
                            "nz",
                            Depot.binding()
                                    .exportSiteLimit(Power.kilowatts("300"))
                                    .exportFallback(Power.kilowatts("30")),
                            Depot.OPS);
        };
        depot.live("500");
        generation();

        assertThat(export().mode()).isEqualTo(Mode.LIVE);
        assertThat(export().ordered().orElseThrow().limit()).isEqualTo(Depot.kw("50"));
        assertThat(export().stage()).contains(Stage.NOT_APPLICABLE);
        assertThat(export().trouble()).contains("circuits limit import only");
        assertThat(depot.limit().stage()).contains(Stage.CONFIRMED);
        assertThat(depot.limit().trouble()).isEmpty();
    }

    @Test
    void whatTheCircuitSaidLastIsShownUntilItObeys() {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.THROWING);
        depot.forecast("300");
        depot.run(Duration.ofMinutes(3));

        assertThat(depot.limit().stage().orElseThrow()).isIn(Stage.FAILED, Stage.APPLYING);
        assertThat(depot.limit().trouble().orElseThrow()).contains("IllegalStateException");
        assertThat(depot.limit().breachReason().orElseThrow()).contains("300 kW", "PT2M");
        depot.circuit.mood(FieldCircuit.Mood.OBEDIENT);
        depot.runUntil(() -> depot.obeys("300"), Duration.ofMinutes(1));
        assertThat(depot.limit().trouble()).isEmpty();
        assertThat(depot.limit().breachReason()).isEmpty();
    }

    @Test
    void overdueForecastsAreAConditionUntilOneComes() {
        depot.live("500");
        depot.run(Duration.ofMinutes(31));

        assertThat(depot.conditions()).containsExactly(Condition.FORECAST_OVERDUE);
        assertThat(depot.detail(Condition.FORECAST_OVERDUE))
                .isEqualTo("two forecasts in a row are missing for IMPORT of group AKL01");
        assertThat(depot.limit().forecastOverdueSince()).isPresent();
        depot.forecast("400");
        depot.run(Duration.ofSeconds(5));
        assertThat(depot.conditions()).isEmpty();
        assertThat(depot.heard(GroupEvent.ForecastOverdueEnded.class)).hasSize(1);
    }

    @Test
    void closingOrdersASafeLimitEvenWhileACallIsUnderWay() {
        depot.live("500");
        depot.circuit.mood(FieldCircuit.Mood.SILENT);
        depot.forecast("300");
        depot.run(Duration.ofSeconds(3));
        depot.circuit.mood(FieldCircuit.Mood.OBEDIENT);
        depot.fp().close();
        depot.run(Duration.ofSeconds(1));

        assertThat(depot.heard(GroupEvent.LimitOrdered.class).reduce((one, next) -> next))
                .get()
                .satisfies(last -> assertThat(last.order().reason()).startsWith("closing"));
    }
}
