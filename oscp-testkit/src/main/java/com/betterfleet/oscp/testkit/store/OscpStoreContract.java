package com.betterfleet.oscp.testkit.store;

import com.betterfleet.oscp.store.OscpStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link OscpStore} owes, as tests that say which obligation is broken. Extend it in the tests of a store:
 *
 * <pre>{@code
 * class MyStoreTest extends OscpStoreContract {
 *     protected OscpStore emptyStore() {
 *         emptyTheDatabase();
 *         return new MyStore(dataSource);
 *     }
 *
 *     protected OscpStore openAnother() {       // as a second node would
 *         return new MyStore(dataSource);
 *     }
 * }
 * }</pre>
 *
 * <p>The suite only calls the SPI, from up to eight threads at a time, about 15,000 commits in all, and waits nowhere but for
 * the store. It uses JUnit Jupiter alone, so that whatever starts a database for a test class works here too; the random
 * histories in it have fixed seeds, and a failure prints its seed with the shortest history that was found.
 */
public abstract class OscpStoreContract {
    private OscpStore store;
    private OscpStore another;

    /** For subclasses. */
    protected OscpStoreContract() {}

    /**
     * Makes the store that a test works on. Called before each test, and some hundred times by the random histories; what
     * an earlier call answered is not used any more.
     *
     * @return an empty store
     */
    protected abstract OscpStore emptyStore();

    /**
     * Opens the database of the store that {@link #emptyStore} made last once more, as another node does. Override it
     * wherever a store has any memory of its own: what one node has committed, every other must see.
     *
     * @return a store with the same content; unless overridden the same store
     */
    protected OscpStore openAnother() {
        return store;
    }

    @BeforeEach
    void open() {
        store = emptyStore();
        another = openAnother();
    }

    final OscpStore store() {
        return store;
    }

    final OscpStore another() {
        return another;
    }

    @Nested
    @DisplayName("records")
    class Records extends RecordContract {
        Records() {
            super(OscpStoreContract.this);
        }
    }

    @Nested
    @DisplayName("commits")
    class Commits extends CommitContract {
        Commits() {
            super(OscpStoreContract.this);
        }
    }

    @Nested
    @DisplayName("due")
    class DueWork extends DueContract {
        DueWork() {
            super(OscpStoreContract.this);
        }
    }

    @Nested
    @DisplayName("queues")
    class Queues extends QueueContract {
        Queues() {
            super(OscpStoreContract.this);
        }
    }

    @Nested
    @DisplayName("claims")
    class Claims extends ClaimContract {
        Claims() {
            super(OscpStoreContract.this);
        }
    }

    @Nested
    @DisplayName("journal")
    class Journal extends JournalContract {
        Journal() {
            super(OscpStoreContract.this);
        }
    }

    @Nested
    @DisplayName("concurrency")
    class Concurrency extends ConcurrencyContract {
        Concurrency() {
            super(OscpStoreContract.this);
        }
    }

    @Nested
    @DisplayName("isolation")
    class Isolation extends IsolationContract {
        Isolation() {
            super(OscpStoreContract.this);
        }
    }

    @Nested
    @DisplayName("histories")
    class Histories extends HistoryContract {
        Histories() {
            super(OscpStoreContract.this);
        }
    }
}
