package com.betterfleet.oscp.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.integration.crash.History.Dealing;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.OscpStore;
import com.betterfleet.oscp.store.Stored;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Every law of the crash histories catches what it is for: an engine whose persistence is wrong in one way. */
class FlawsTest {
    private void broken(String law, UnaryOperator<OscpStore> flaw) {
        Trial trial = new Trial(CrashHistoriesTest.small(Dealing.AGREED), flaw);
        assertThat(trial.breaks(law))
                .as("%s broken by a stop at some moment of the small history", law)
                .isTrue();
    }

    /** One life of a run has its own store; the first of a run comes where the store is still empty. */
    private boolean later(OscpStore store) {
        return !store.list(Kind.CONNECTION, Optional.empty(), 1).isEmpty();
    }

    @Test
    void whatIsAcknowledgedAndNotKeptIsFound() {
        broken("law 1: acknowledged and not in the store", Flaws.ClaimsNothing::new);
    }

    @Test
    void anOldSiteLimitAfterAStartIsFound() {
        broken("law 2: ", firstWritten(Kind.BINDING));
    }

    @Test
    void aWindowThatIsQueuedInOneCommitAndMarkedInTheNextIsFound() {
        broken("law 3: sent under two ids", store -> new Flaws.Halves(store, false));
    }

    @Test
    void aWindowThatIsMarkedInOneCommitAndQueuedInTheNextIsFound() {
        broken("law 4: the window of", store -> new Flaws.Halves(store, true));
    }

    @Test
    void anOrderOfTheRevisionBeforeIsFound() {
        broken("law 5, ", firstWritten(Kind.LIMIT));
    }

    @Test
    void aLineThatIsNeverAttendedToAgainIsFound() {
        broken("law 6: no calm", store -> new Flaws.NeverDue(store, Kind.LINK, later(store)));
    }

    @Test
    void aConfigurationThatIsNotTheOneThatWasMadeIsFound() {
        broken("law 7: ", firstWritten(Kind.BINDING));
    }

    private UnaryOperator<OscpStore> firstWritten(Kind kind) {
        Map<Key, Stored> first = new HashMap<>();
        return store -> {
            boolean later = later(store);
            if (!later) {
                first.clear();
            }
            return new Flaws.FirstWritten(store, kind, first, later);
        };
    }
}
