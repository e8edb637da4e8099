package com.betterfleet.oscp.testkit.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.CircuitState;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Random histories beside a model of few lines: what the one answers and shows, the other does too. */
abstract class CircuitHistoryContract extends CircuitRules {
    private static final int HISTORIES = 40;
    private static final int CALLS = 25;
    private static final int REVISIONS = 8;
    private static final List<Limit> LIMITS = List.of(Limit.ZERO, LOW, HIGH, Limit.unlimited());

    CircuitHistoryContract(CircuitWriterContract suite) {
        super(suite);
    }

    /** A circuit that does what it should. */
    private static final class Model {
        private Optional<LimitOrder> order = Optional.empty();
        private boolean lapsed;
        private long revision;

        boolean write(LimitOrder wanted) {
            if (wanted.revision() <= revision) {
                return order.filter(wanted::equals).isPresent();
            }
            order = Optional.of(wanted);
            lapsed = false;
            revision = wanted.revision();
            return true;
        }

        boolean release(long wanted) {
            if (wanted < revision || (wanted == revision && (order.isPresent() || revision == 0))) {
                return false;
            }
            order = Optional.empty();
            revision = wanted;
            return true;
        }

        boolean lapse(long wanted) {
            boolean does = order.filter(one -> one.revision() == wanted).isPresent();
            lapsed |= does;
            return does;
        }

        Optional<Limit> limit() {
            return order.map(one -> lapsed ? one.afterwards() : one.limit());
        }
    }

    @Test
    void randomHistoriesAreAnsweredAsTheyShouldBe() {
        for (long seed = 1; seed <= HISTORIES; seed++) {
            new History(seed, suite().renewed()).run();
        }
    }

    /** One history from a seed. */
    private final class History {
        private final long seed;
        private final SplittableRandom random;
        private final Model model = new Model();
        private final List<String> told = new ArrayList<>();
        private CircuitWriter writer;

        History(long seed, CircuitWriter writer) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.writer = writer;
        }

        void run() {
            for (int call = 0; call < CALLS; call++) {
                step();
                look();
            }
        }

        private void step() {
            long revision = 1L + random.nextInt(REVISIONS);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> write(order(revision, any(), any()));
                case 3 -> agree("release " + revision, writer.release(circuit(), revision), model.release(revision));
                case 4 -> agree("lapse " + revision, writer.lapse(circuit(), revision), model.lapse(revision));
                default -> reopen();
            }
        }

        /** Whether an order that has lapsed counts as written already is left to the writer. */
        private void write(LimitOrder order) {
            boolean open = model.lapsed && model.order.filter(order::equals).isPresent();
            boolean answered = writer.write(circuit(), order);
            boolean should = model.write(order);
            agree(
                    "write " + order.revision() + " " + order.limit() + " then " + order.afterwards(),
                    answered,
                    open ? answered : should);
        }

        private void reopen() {
            told.add("reopened");
            writer = suite().reopened();
        }

        private void agree(String call, boolean answered, boolean should) {
            told.add(call + " -> " + answered);
            assertThat(answered).as("seed %s: %s", seed, told).isEqualTo(should);
        }

        private void look() {
            CircuitState state = writer.read(circuit());
            assertThat(state.limit()).as("limit, seed %s: %s", seed, told).isEqualTo(model.limit());
            assertThat(state.revision()).as("revision, seed %s: %s", seed, told).isEqualTo(model.revision);
            assertThat(state.validUntil().isPresent())
                    .as("lease, seed %s: %s", seed, told)
                    .isEqualTo(model.order.isPresent() && !model.lapsed);
            assertThat(suite().enforced(circuit()))
                    .as("enforced, seed %s: %s", seed, told)
                    .isEqualTo(model.limit());
        }

        private Limit any() {
            return LIMITS.get(random.nextInt(LIMITS.size()));
        }
    }
}
