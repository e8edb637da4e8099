package com.betterfleet.oscp.limit;

import java.time.Instant;
import java.util.Optional;

/**
 * A release of the scope.
 *
 * @param revision the fence it carries
 * @param stage how far it has come
 * @param tries how often it failed
 * @param nextTry when it is tried again, if it failed
 */
public record Release(long revision, Stage stage, int tries, Optional<Instant> nextTry) {
    Release at(Stage next) {
        return new Release(revision, next, tries, Optional.empty());
    }

    Release failed(Instant tryAgain) {
        return new Release(revision, Stage.FAILED, tries + 1, Optional.of(tryAgain));
    }
}
