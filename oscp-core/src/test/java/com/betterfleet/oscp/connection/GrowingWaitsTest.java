package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.connection.LinkBench.answered;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What fails again and again waits longer and longer, up to the longest back-off, in whichever way it fails. */
class GrowingWaitsTest {
    private static final LinkInput DUE = new LinkInput.Due();

    @Test
    void aHandshakeThatThePeerRefusesEachTime() {
        waitsGrow(LinkBench.vectorLike(), bench -> answer(bench, 409));
    }

    @Test
    void aHandshakeThatIsAnsweredAndNeverAcknowledged() {
        waitsGrow(LinkBench.vectorLike(), bench -> {
            answer(bench, 204);
            bench.at(bench.now.plusSeconds(30), DUE);
        });
    }

    @Test
    void aRegisterThatIsAnsweredAndNeverFollowedByThePeers() {
        waitsGrow(Exchanges.initiating(), bench -> {
            bench.at(bench.now, answered(Exchanges.sent(bench).id(), 204));
            bench.at(bench.now.plusSeconds(30), DUE);
        });
    }

    private static void answer(LinkBench bench, int status) {
        bench.at(bench.now, answered(bench.transmitted().id(), status));
    }

    private static void waitsGrow(LinkBench bench, Consumer<LinkBench> failure) {
        bench.jitter = 0.999;
        for (long longest : new long[] {10, 20, 40, 60}) {
            bench.at(bench.link.nextDue().orElseThrow(), DUE);
            failure.accept(bench);
            assertThat(Duration.between(bench.now, bench.link.nextDue().orElseThrow()))
                    .isBetween(Duration.ofMillis(longest * 980), Duration.ofSeconds(longest));
        }
    }
}
