package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.oscp.operation.StoreUnavailableException;
import com.betterfleet.oscp.store.Key;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something to do once at each of several machines: where the store fails it is to be tried again, a machine that cannot be
 * read is left alone and does not keep the others. For one thread at a time.
 */
final class Once {
    private static final Logger LOG = LoggerFactory.getLogger("com.betterfleet.oscp.engine");

    private final Set<Key> done = new HashSet<>();

    /** Does it at a machine unless that was done; answers false if it is to be tried again. */
    boolean at(Key machine, Runnable work) {
        if (done.contains(machine)) {
            return true;
        }
        try {
            work.run();
        } catch (StoreUnavailableException unavailable) {
            return false;
        } catch (PayloadCodec.Unreadable left) {
            LOG.warn("{} is left alone: {}", machine, left.what());
        } catch (RuntimeException failure) {
            LOG.warn("{} cannot be brought back to life and is left alone: {}", machine, Guard.words(failure));
        }
        done.add(machine);
        return true;
    }
}
