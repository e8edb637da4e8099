package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The tokens of both directions, where they are exchanged by Register. Guarded by the agenda's lock. */
final class Tokens {

    private static final String SCHEME = "token ";

    private final Optional<RegistrationHabits> habits;
    private final List<String> expected = new ArrayList<>();
    private final Set<String> voided = new TreeSet<>();
    private String present = "";
    private int issued;

    Tokens(Optional<RegistrationHabits> habits) {
        this.habits = habits;
        reset();
    }

    void reset() {
        present = habits.map(RegistrationHabits::initialToken).orElse("");
        expected.clear();
        voided.clear();
        expected.add(present);
    }

    boolean exchanged() {
        return habits.isPresent();
    }

    Optional<RawHeader> authorization() {
        return habits.map(any -> new RawHeader("Authorization", "Token " + present));
    }

    boolean authorized(List<RawHeader> headers) {
        Optional<String> token = presented(headers);
        boolean known = token.filter(expected::contains).isPresent();
        if (known && token.get().equals(newest())) {
            keepNewest();
        }
        return known;
    }

    Optional<String> presented(List<RawHeader> headers) {
        List<String> values = RawHeader.values(headers, "Authorization");
        return values.size() == 1 && values.get(0).toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(values.get(0).substring(SCHEME.length()))
                : Optional.empty();
    }

    /** Whether a wrong token is our own doing: it was voided while its successor was not delivered, or has just been. */
    boolean excused(List<RawHeader> headers) {
        return presented(headers).filter(voided::contains).isPresent();
    }

    /** The FP has had what was issued last for long enough. */
    void delivered() {
        voided.clear();
    }

    void give(String token) {
        present = token;
    }

    /** Whether a token is one of ours, or the initial one: nothing that the FP may ask us to present. */
    boolean ours(String token) {
        return expected.contains(token)
                || habits.map(RegistrationHabits::initialToken)
                        .filter(token::equals)
                        .isPresent();
    }

    /** A new token for the FP to present, as if random, and the same in each run. */
    String issue() {
        issued++;
        String token = habits.map(RegistrationHabits::initialToken).orElse("") + "-cp-" + issued;
        expected.add(token);
        if (habits.filter(RegistrationHabits::voidsAtOnce).isPresent()) {
            voided.addAll(expected.subList(0, expected.size() - 1));
            keepNewest();
        }
        return token;
    }

    private String newest() {
        return expected.get(expected.size() - 1);
    }

    private void keepNewest() {
        expected.subList(0, expected.size() - 1).clear();
    }
}
