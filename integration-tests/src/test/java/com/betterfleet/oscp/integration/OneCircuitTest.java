package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.GroupEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule I28: one group, one managed scope, at most one circuit. */
class OneCircuitTest {
    private static final ManagedScope SECOND = new ManagedScope("mg-7", "second");
    private static final GroupRef OTHER = GroupRef.of("nz", "AKL02");

    private final Depot depot = new Depot();
    private final Map<ManagedScope, CircuitId> circuits = new HashMap<>();

    @AfterEach
    void close() {
        depot.close();
    }

    private static GroupBinding.Builder other() {
        return GroupBinding.of("AKL02")
                .scope(SECOND.microgridId(), SECOND.nodeId())
                .asset("AKL02")
                .siteLimit(Depot.SITE_LIMIT)
                .fallback(Depot.FALLBACK);
    }

    private void mapped(ManagedScope scope, String circuit) {
        circuits.put(scope, new CircuitId(circuit));
        depot.circuit.mapping(one -> Optional.ofNullable(circuits.get(one)));
    }

    private void bindOther() {
        depot.fp().configuration().bind("nz", other(), Depot.OPS);
    }

    @Test
    void twoScopesOfOneCircuitAreRefusedNamingBothAndNothingChanges() {
        mapped(Depot.SCOPE, "c1");
        mapped(SECOND, "c1");
        depot.live("500");

        assertThatIllegalArgumentException()
                .isThrownBy(this::bindOther)
                .withMessage(
                        "circuit c1 of scope mg-7/second is already bound to group nz/AKL01: one circuit, one group");
        assertThat(depot.fp().configuration().bindings(Depot.NZ)).hasSize(1);
        mapped(SECOND, "c2");
        bindOther();
        assertThat(depot.fp().configuration().bindings(Depot.NZ)).hasSize(2);
    }

    @Test
    void aCircuitIsFreeOnceItsGroupIsUnbound() {
        mapped(Depot.SCOPE, "c1");
        mapped(SECOND, "c1");
        depot.live("500");
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        bindOther();
        depot.run(Duration.ofMinutes(2));

        assertThat(depot.circuit.inForce(SECOND)).contains(Depot.kw("120"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().bind("nz", Depot.binding(), Depot.OPS))
                .withMessageContaining("already bound to group nz/AKL02");
    }

    @Test
    void aBindingThatMovesToAnotherCircuitLetsTheOldOneGo() {
        mapped(Depot.SCOPE, "c1");
        depot.live("500");
        mapped(Depot.SCOPE, "c3");
        depot.fp().configuration().bind("nz", Depot.binding().fallback(Depot.SITE_LIMIT), Depot.OPS);
        mapped(SECOND, "c1");
        bindOther();

        assertThat(depot.fp().configuration().binding(OTHER)).isPresent();
        circuits.put(SECOND, new CircuitId("c3"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> depot.fp().configuration().bind("nz", other().fallback(Depot.SITE_LIMIT), Depot.OPS))
                .withMessageContaining("circuit c3");
    }

    @Test
    void revisionsGoOnAboveThoseOfTheGroupBeforeRuleI9() {
        mapped(Depot.SCOPE, "c1");
        mapped(SECOND, "c1");
        depot.live("500");
        depot.fp().configuration().unbind(Depot.GROUP, Depot.OPS);
        depot.run(Duration.ofSeconds(5));
        long last = depot.circuit.revision();
        bindOther();
        depot.run(Duration.ofSeconds(5));

        assertThat(depot.circuit.last().revision()).isGreaterThan(last);
        assertThat(depot.heard(GroupEvent.LimitStale.class)).isEmpty();
    }

    @Test
    void aSinkThatCannotSayKeepsTheBindingOutWithItsOwnWords() {
        depot.live("500");
        depot.circuit.mapping(scope -> {
            throw new IllegalStateException("the circuits are being moved");
        });

        assertThatThrownBy(this::bindOther).hasMessage("the circuits are being moved");
        assertThat(depot.fp().configuration().bindings(Depot.NZ)).hasSize(1);
    }

    @Test
    void aSinkThatKnowsNoCircuitsBindsAnyScope() {
        depot.more = builder -> builder.sink(new BrokenSink(new int[1]));
        depot.boot();
        bindOther();

        assertThat(depot.fp().configuration().bindings(Depot.NZ)).hasSize(2);
    }
}
