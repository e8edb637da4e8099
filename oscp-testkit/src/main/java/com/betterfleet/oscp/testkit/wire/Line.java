package com.betterfleet.oscp.testkit.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * The line between a Flexibility Provider and a Capacity Provider: two ways, each of which can be cut. A way is that of the <em>calls</em>:
 * with the way towards the CP cut the FP's calls fail, while the CP's calls still get their answers. Thread-safe.
 */
public final class Line {

    /** How a call over a broken way fails. */
    public enum Fault {
        /** At once, with a {@link java.net.ConnectException}; the other side sees nothing. */
        REFUSED,
        /** After the call's timeout, with a {@link java.net.http.HttpTimeoutException}; the other side sees nothing. */
        TIMED_OUT,
        /** After the call's timeout, with a {@link java.net.http.HttpTimeoutException}; the other side has processed the call. */
        ANSWER_LOST
    }

    /** One way of a line. */
    public static final class Way {

        private Optional<Fault> fault = Optional.empty();
        private int remaining;
        private Duration answersAfter = Duration.ZERO;

        private Way() {}

        /**
         * Lets answers travel for a while: a call is processed at once, and its caller hears of it later.
         *
         * @param delay how much virtual time an answer takes; zero, as at first, for none
         */
        public synchronized void answersAfter(Duration delay) {
            answersAfter = delay;
        }

        synchronized Duration answerDelay() {
            return answersAfter;
        }

        /**
         * Breaks this way until it is restored.
         *
         * @param how the way in which calls fail
         */
        public synchronized void cut(Fault how) {
            failNext(Integer.MAX_VALUE, how);
        }

        /**
         * Breaks this way for the next calls only.
         *
         * @param calls how many, at least 1
         * @param how the way in which they fail
         */
        public synchronized void failNext(int calls, Fault how) {
            if (calls < 1) {
                throw new IllegalArgumentException("calls must be at least 1, was " + calls);
            }
            fault = Optional.of(how);
            remaining = calls;
        }

        /** Mends this way. */
        public synchronized void restore() {
            fault = Optional.empty();
        }

        /**
         * How this way is broken.
         *
         * @return the fault, empty while the way is whole
         */
        public synchronized Optional<Fault> fault() {
            return fault;
        }

        synchronized Optional<Fault> nextCall() {
            Optional<Fault> now = fault;
            if (now.isPresent() && remaining != Integer.MAX_VALUE) {
                remaining--;
                fault = remaining == 0 ? Optional.empty() : now;
            }
            return now;
        }
    }

    private final Way towardsCp = new Way();
    private final Way towardsFp = new Way();

    /** A whole line. */
    public Line() {}

    /**
     * The way of the FP's calls.
     *
     * @return the way towards the CP
     */
    public Way towardsCp() {
        return towardsCp;
    }

    /**
     * The way of the CP's calls.
     *
     * @return the way towards the FP
     */
    public Way towardsFp() {
        return towardsFp;
    }

    /** Cuts both ways: calls are refused. */
    public void cut() {
        cut(Fault.REFUSED);
    }

    /**
     * Cuts both ways.
     *
     * @param how the way in which calls fail
     */
    public void cut(Fault how) {
        towardsCp.cut(how);
        towardsFp.cut(how);
    }

    /** Cuts the way towards the CP: the FP's calls are refused. */
    public void cutTowardsCp() {
        towardsCp.cut(Fault.REFUSED);
    }

    /** Cuts the way towards the FP: the CP's calls are refused. */
    public void cutTowardsFp() {
        towardsFp.cut(Fault.REFUSED);
    }

    /** Mends both ways. */
    public void restore() {
        towardsCp.restore();
        towardsFp.restore();
    }
}
