package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.envelope.CircuitWriter;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.oscp.testkit.circuit.CircuitWriterContract;
import java.util.Optional;
import java.util.Set;

/** The circuits of the served depot are what the library expects of circuits. */
class MemoryCircuitsContractTest extends CircuitWriterContract {
    @Override
    protected CircuitWriter freshWriter() {
        return new MemoryCircuits(Set.of(scope(), otherScope()));
    }

    @Override
    protected ManagedScope scope() {
        return new ManagedScope("mg-7", "grid");
    }

    @Override
    protected ManagedScope otherScope() {
        return new ManagedScope("mg-8", "grid");
    }

    @Override
    protected Optional<ManagedScope> scopeWithoutCircuit() {
        return Optional.of(new ManagedScope("mg-7", "charger-7"));
    }
}
