package com.betterfleet.oscp.testkit.cp;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Answers that a script has laid down, by action. Guarded by the agenda's lock. */
final class Answers {

    static final int UNTIL_TOLD = Integer.MAX_VALUE;

    private final Map<String, Script> scripts = new TreeMap<>();

    void lay(String action, int status, int times, boolean processed) {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status must be 100 to 599, was " + status);
        }
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, was " + times);
        }
        scripts.put(action, new Script(status, times, processed));
    }

    void clear(String action) {
        scripts.remove(action);
    }

    Optional<Script> next(String action) {
        Optional<Script> script = Optional.ofNullable(scripts.get(action));
        script.ifPresent(found -> use(action, found));
        return script;
    }

    private void use(String action, Script script) {
        if (script.times() == 1) {
            scripts.remove(action);
        } else if (script.times() != UNTIL_TOLD) {
            scripts.put(action, new Script(script.status(), script.times() - 1, script.processed()));
        }
    }

    /** A status to answer; processed says whether the message takes effect all the same. */
    record Script(int status, int times, boolean processed) {}
}
