package com.betterfleet.oscp.examples.circuitjdbc;

import com.betterfleet.envelope.CircuitId;
import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.testkit.circuit.CircuitWriterContract;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/** The contract of circuits over one database; what is enforced is read from the column that the chargers read. */
abstract class JdbcCircuitsContract extends CircuitWriterContract {
    abstract DataSource database();

    @Override
    protected final CircuitWriter freshWriter() {
        Depots.fresh(database());
        return reopened();
    }

    @Override
    protected final CircuitWriter reopened() {
        return JdbcCircuitWriter.over(database(), () -> Instant.EPOCH);
    }

    @Override
    protected final ManagedScope scope() {
        return Depots.ONE;
    }

    @Override
    protected final ManagedScope otherScope() {
        return Depots.TWO;
    }

    @Override
    protected final Optional<ManagedScope> scopeWithoutCircuit() {
        return Optional.of(Depots.CHARGER);
    }

    @Override
    protected final Optional<Limit> enforced(CircuitId circuit) {
        return Depots.obeyed(database(), circuit);
    }

    @Override
    protected final Power resolution() {
        return Power.watts(1);
    }
}
