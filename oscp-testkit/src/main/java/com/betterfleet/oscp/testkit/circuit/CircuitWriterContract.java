package com.betterfleet.oscp.testkit.circuit;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link CircuitWriter} owes, as tests that say which obligation is broken. Extend it in the tests of a writer:
 *
 * <pre>{@code
 * class MyCircuitsTest extends CircuitWriterContract {
 *     protected CircuitWriter freshWriter() {
 *         emptyTheTable();                                   // two circuits that nobody has ordered anything of
 *         return new MyCircuits(dataSource);
 *     }
 *
 *     protected ManagedScope scope() {
 *         return new ManagedScope("depot-1", "grid");
 *     }
 *
 *     protected ManagedScope otherScope() {
 *         return new ManagedScope("depot-2", "grid");
 *     }
 *
 *     protected CircuitWriter reopened() {                   // as after a restart, or as a second node
 *         return new MyCircuits(dataSource);
 *     }
 *
 *     protected Optional<Limit> enforced(CircuitId circuit) {
 *         return whatTheChargersObey(circuit);               // not what the writer remembers
 *     }
 * }
 * }</pre>
 *
 * <p>The suite only calls the SPI, from up to four threads at a time. Its orders are valid until the year 2100: a writer that
 * enforces leases itself, by a clock of its own, holds none of them for over. It uses JUnit Jupiter alone; the random histories
 * in it have fixed seeds, and a failure prints its seed and its history.
 */
public abstract class CircuitWriterContract {
    private CircuitWriter writer;

    /** For subclasses. */
    protected CircuitWriterContract() {}

    /**
     * Makes the writer that a test works on. Called before each test, and some fifty times by the random histories.
     *
     * @return a writer whose circuits have never had an order, a release or a lapse
     */
    protected abstract CircuitWriter freshWriter();

    /**
     * A scope with a circuit.
     *
     * @return the scope
     */
    protected abstract ManagedScope scope();

    /**
     * Another scope with a circuit.
     *
     * @return the scope
     */
    protected abstract ManagedScope otherScope();

    /**
     * A scope without a circuit, because it is no grid connection.
     *
     * @return the scope; the tests about it are skipped where there is none, as unless overridden
     */
    protected Optional<ManagedScope> scopeWithoutCircuit() {
        return Optional.empty();
    }

    /**
     * The circuits of the writer that {@link #freshWriter} made last, as another process sees them. Override it wherever a writer
     * has any memory of its own.
     *
     * @return a writer of the same circuits; unless overridden the same
     */
    protected CircuitWriter reopened() {
        return writer;
    }

    /**
     * What a circuit of that writer obeys now, seen where it is enforced. Override it with something that does not ask the
     * writer, so that one which only remembers what it was told is found out.
     *
     * @param circuit the circuit
     * @return the limit of ours in force; empty if there is none
     */
    protected Optional<Limit> enforced(CircuitId circuit) {
        return reopened().read(circuit).limit();
    }

    /**
     * How far below its order a limit may be stored, for circuits that know no fraction of so much; it is never stored above.
     *
     * @return the finest step; nothing unless overridden
     */
    protected Power resolution() {
        return Power.ZERO;
    }

    @BeforeEach
    void open() {
        writer = freshWriter();
    }

    /** Circuits as they are before a test, for one more history. */
    final CircuitWriter renewed() {
        writer = freshWriter();
        return writer;
    }

    final CircuitWriter writer() {
        return writer;
    }

    @Nested
    @DisplayName("orders")
    class Orders extends OrderContract {
        Orders() {
            super(CircuitWriterContract.this);
        }
    }

    @Nested
    @DisplayName("fence")
    class Fence extends FenceContract {
        Fence() {
            super(CircuitWriterContract.this);
        }
    }

    @Nested
    @DisplayName("releases")
    class Releases extends ReleaseContract {
        Releases() {
            super(CircuitWriterContract.this);
        }
    }

    @Nested
    @DisplayName("lapses")
    class Lapses extends LapseContract {
        Lapses() {
            super(CircuitWriterContract.this);
        }
    }

    @Nested
    @DisplayName("histories")
    class Histories extends CircuitHistoryContract {
        Histories() {
            super(CircuitWriterContract.this);
        }
    }
}
