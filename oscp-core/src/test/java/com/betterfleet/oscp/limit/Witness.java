package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.OperatingEnvelope;
import com.betterfleet.envelope.Power;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/**
 * Lives through a story with the library and with the {@link Oracle}, and says where they first disagree. A story is
 * over when more messages are laid in at once than the library keeps one by one (the folded ones can only be merged),
 * and when the clock is set back after a protective zero (one that was over is forgotten).
 */
final class Witness {
    private static final int RANDOM_INSTANTS = 100;

    private final StoryRun run;
    private final Site site;
    private final Oracle oracle;
    private final Random random;

    private Witness(Story story, long seed) {
        this.run = new StoryRun(story);
        this.site = run.site;
        this.oracle = new Oracle(story.rules(), story.binding(), story.state(), site.session);
        this.random = new Random(seed);
    }

    /** The first disagreement, empty if there is none. */
    static Optional<String> disagreement(Story story, long seed) {
        Witness witness = new Witness(story, seed);
        for (int i = 0; i < story.events().size(); i++) {
            int number = i;
            Story.Event event = story.events().get(i);
            Optional<String> found = witness.live(event).or(witness::compare);
            if (witness.oracle.laidInCrowd() && witness.oracle.knewZero()) {
                return Optional.empty();
            }
            if (found.isPresent()) {
                return found.map(
                        what -> "after event " + number + ": " + event + "\nat " + witness.site.now + ": " + what);
            }
        }
        return Optional.empty();
    }

    private Optional<String> live(Story.Event event) {
        run.happen(event);
        Story.Happening what = event.what();
        if (what instanceof Story.Told told && !site.state.released()) {
            return hear(told);
        }
        if (what instanceof Story.Linked linked) {
            oracle.link(linked.state(), site.session, site.now);
        } else if (what instanceof Story.Edited) {
            oracle.edit(site.binding, site.now);
        } else if (what instanceof Story.Input input) {
            tell(input.input());
        } else {
            oracle.pass(site.now);
        }
        return Optional.empty();
    }

    private Optional<String> hear(Story.Told told) {
        boolean accepted = site.verdict instanceof LimitVerdict.Accepted;
        boolean allowed = oracle.hear(told.message(), site.now);
        return accepted == allowed
                ? Optional.empty()
                : Optional.of(site.verdict + " where the oracle would " + (allowed ? "accept" : "refuse"));
    }

    private void tell(LimitInput input) {
        if (input instanceof LimitInput.OverrideZero) {
            oracle.override(site.now);
        } else if (input instanceof LimitInput.Unbind) {
            oracle.unbind();
        } else if (input instanceof LimitInput.Reevaluate) {
            oracle.link(site.state, site.session, site.now);
        } else {
            oracle.pass(site.now);
        }
    }

    private Optional<String> compare() {
        NavigableSet<Instant> instants = instants();
        for (Direction direction : Direction.values()) {
            Optional<OperatingEnvelope> envelope = Envelopes.of(site.record, site.context(), direction);
            if (envelope.isPresent() != oracle.manages(direction)) {
                return Optional.of(direction + " is " + (envelope.isPresent() ? "" : "not ") + "managed");
            }
            if (envelope.isPresent()) {
                Optional<String> found = instants.stream()
                        .flatMap(t -> compare(envelope.get(), direction, t).stream())
                        .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> compare(OperatingEnvelope envelope, Direction direction, Instant t) {
        EnvelopeStep step = envelope.stepAt(t);
        Oracle.Answer answer = oracle.at(direction, t).orElseThrow();
        boolean same = step.mode().name().equals(answer.mode())
                && envelope.limitAt(t).equals(Limit.of(Power.watts(answer.limit())))
                && step.protectiveZero() == answer.zero()
                && step.wish().equals(answer.wish().map(Power::watts));
        return same
                ? Optional.empty()
                : Optional.of(direction + " at " + t + " is " + step + "\n   and should be " + answer);
    }

    /** Every boundary and a millisecond to both sides of it, and others drawn by chance; of the past what is kept. */
    private NavigableSet<Instant> instants() {
        NavigableSet<Instant> cuts = oracle.cuts();
        cuts.add(site.now);
        NavigableSet<Instant> all = new TreeSet<>();
        for (Instant cut : cuts) {
            all.add(cut.minusMillis(1));
            all.add(cut);
            all.add(cut.plusMillis(1));
        }
        Instant from = oracle.knewZero() ? site.now : oracle.forgotten();
        Instant first = cuts.first().isBefore(from) ? from : cuts.first();
        long span = Duration.between(first, cuts.last().plus(Duration.ofMinutes(10)))
                .toMillis();
        for (int i = 0; i < RANDOM_INSTANTS; i++) {
            all.add(first.plusMillis((long) (random.nextDouble() * span)));
        }
        all.add(site.now.plus(Duration.ofDays(30)));
        return all.tailSet(from, true);
    }
}
