package com.betterfleet.oscp.metering;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.event.Basis;
import com.betterfleet.oscp.event.MeteringEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.metering.Combination.Combined;
import com.betterfleet.oscp.metering.MeteringRecord.Asking;
import com.betterfleet.oscp.metering.MeteringRecord.InFlight;
import com.betterfleet.oscp.profile.WindowRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/** One step of the machine while it is being made: first the input, then all that is due. */
final class MeteringTurn {
    static final Duration READ_TIMEOUT = Duration.ofMinutes(1);
    static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    static final Duration LONGEST_BACKOFF = Duration.ofMinutes(2);
    static final int LEAST_TRIES = 3;

    // After a long absence the windows to pass over are many: a step stays small and asks for the next at once.
    private static final int MOST_AT_ONCE = 100;

    private final MeteringContext context;
    private final WindowRules rules;
    private final WindowCalendar calendar;
    private final Instant now;
    private final List<MeteringEffect> effects = new ArrayList<>();
    private MeteringRecord record;

    MeteringTurn(MeteringRecord record, MeteringContext context) {
        this.context = context;
        this.rules = context.rules().windows();
        this.calendar = new WindowCalendar(rules.length());
        this.now = context.now();
        this.record = record.with(record.closure().observe(context.open(), now, calendar));
    }

    MeteringStep end() {
        Instant next = nextDue(advance());
        giveUpUnacknowledged();
        record = record.dueAt(next);
        return new MeteringStep(record, effects);
    }

    void arrived(TimeInterval window, MeterReadings readings) {
        if (!isAwaited(window)) {
            countLate(window);
            return;
        }
        try {
            judge(window, readings);
        } catch (IllegalArgumentException e) {
            incomplete(window, "cannot be sent: " + e.getMessage());
        }
    }

    private void judge(TimeInterval window, MeterReadings readings) {
        Combined combined = Combination.of(window, record.start(), readings, context);
        if (combined instanceof Combined.Complete complete) {
            enqueue(window, complete, new MeasurementMessage(window, complete.portions(), context).messages());
        } else if (combined instanceof Combined.Incomplete gap) {
            incomplete(window, gap.why());
        }
    }

    private void enqueue(TimeInterval window, Combined.Complete complete, List<OscpMessage> messages) {
        record.boundary()
                .map(before -> new MeterChanges(before, complete.start()))
                .ifPresent(changes -> changes.events(context).forEach(this::raise));
        Basis basis = complete.portions().stream().map(Portion::basis).reduce(Basis.READ, Basis::and);
        record = record.closed(window.end()).measured(complete.end());
        for (int i = 0; i < messages.size(); i++) {
            RequestId id = context.id(i);
            record = record.withSent(id.value(), window);
            effects.add(new MeteringEffect.Enqueue(
                    id, messages.get(i), window.start().toString(), endOfBacklog(window)));
            raise(new MeteringEvent.WindowQueued(context.group(), now, window.start(), window.end(), id, basis));
        }
    }

    private void incomplete(TimeInterval window, String why) {
        if (isOverdue(window)) {
            park(window, why);
        } else {
            askLater(window);
        }
    }

    void failed(TimeInterval window, String why) {
        if (!isAwaited(window)) {
            return;
        }
        if (isOverdue(window) && record.asking().tries() >= LEAST_TRIES) {
            park(window, why);
        } else {
            askLater(window);
        }
    }

    void acknowledged(RequestId id) {
        TimeInterval window = record.sent().get(id.value());
        if (window == null) {
            return;
        }
        record = record.withoutSent(id.value());
        if (!record.sent().containsValue(window)) {
            record = record.acknowledged(window.end());
            raise(new MeteringEvent.WindowAcknowledged(context.group(), now, window.start(), id));
        }
    }

    void discarded(RequestId id, String why) {
        TimeInterval window = record.sent().get(id.value());
        if (window != null) {
            record = record.withoutSent(id.value());
            raiseDropped(window, why);
        }
    }

    void restarted() {
        if (record.asking().inFlight().isPresent()) {
            record = record.with(record.asking().again(now));
        }
    }

    void clockStepped(Duration by) {
        Asking asking = record.asking();
        Optional<InFlight> inFlight = asking.inFlight()
                .map(read -> new InFlight(read.window(), read.since().plus(by)));
        record = record.with(
                new Asking(inFlight, asking.tries(), asking.notBefore().map(instant -> instant.plus(by))));
    }

    /** Passes over what needs no asking, asks if it must, and says when the window that is next wants attention. */
    private Instant advance() {
        for (int passed = 0; passed < MOST_AT_ONCE; passed++) {
            Optional<Instant> next = attend();
            if (next.isPresent()) {
                return next.get();
            }
        }
        return now;
    }

    /** Does the one thing that is to be done about the next window; empty if there may be another. */
    private Optional<Instant> attend() {
        TimeInterval window = calendar.from(record.closedThrough());
        if (!calendar.isBoundary(window.start())) {
            drop(window, "the length of windows is now " + rules.length());
            return Optional.empty();
        }
        if (now.isBefore(settled(window))) {
            return Optional.of(settled(window));
        }
        if (record.closure().covers(window.start())) {
            passOver(window);
            record = record.with(record.counters().oneSkipped());
            return Optional.empty();
        }
        Optional<String> beyond = beyondBacklog(window);
        if (beyond.isPresent()) {
            drop(window, beyond.get());
            return Optional.empty();
        }
        return askOrWait(window);
    }

    private Optional<String> beyondBacklog(TimeInterval window) {
        if (!now.isBefore(endOfBacklog(window))) {
            return Optional.of("is older than the backlog of " + rules.backlog());
        }
        long behind =
                Duration.between(window.end(), now.minus(rules.settling())).dividedBy(rules.length());
        return behind >= rules.mostWaiting()
                ? Optional.of("is behind more than " + rules.mostWaiting() + " others")
                : Optional.empty();
    }

    private Optional<Instant> askOrWait(TimeInterval window) {
        Optional<Instant> answerBy =
                record.asking().inFlight().map(read -> read.since().plus(READ_TIMEOUT));
        if (answerBy.isPresent() && !now.isBefore(answerBy.get())) {
            failed(window, "no answer within " + READ_TIMEOUT);
            return Optional.empty();
        }
        Optional<Instant> wait = answerBy.or(() -> record.asking().notBefore().filter(now::isBefore));
        return wait.isPresent() ? wait : Optional.of(ask(window));
    }

    private Instant ask(TimeInterval window) {
        record = record.with(record.asking().ask(window, now));
        TimeInterval wanted = TimeInterval.of(
                window.start().minus(rules.interpolateMax()), window.end().plus(rules.interpolateMax()));
        effects.add(new MeteringEffect.Read(new MeterQuery(
                context.group(), context.binding().scope(), context.binding().asset(), window, wanted)));
        return now.plus(READ_TIMEOUT);
    }

    /** After a growing wait, but in any case once more at the very end of the window's patience. */
    private void askLater(TimeInterval window) {
        int doublings = Math.min(Math.max(record.asking().tries() - 1, 0), 10);
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << doublings);
        Instant later = now.plus(backoff.compareTo(LONGEST_BACKOFF) < 0 ? backoff : LONGEST_BACKOFF);
        boolean beyond = !isOverdue(window) && later.isAfter(patience(window));
        record = record.with(record.asking().again(beyond ? patience(window) : later));
    }

    private void park(TimeInterval window, String why) {
        passOver(window);
        record = record.with(record.counters().onePassedOver());
        raise(new MeteringEvent.WindowParked(context.group(), now, window.start(), window.end(), why));
    }

    private void drop(TimeInterval window, String why) {
        passOver(window);
        raiseDropped(window, why);
    }

    private void passOver(TimeInterval window) {
        record = record.closed(window.end());
    }

    /** What has waited too long for the peer, and the oldest where too many wait. */
    private void giveUpUnacknowledged() {
        NavigableSet<TimeInterval> waiting = record.waiting();
        while (!waiting.isEmpty()) {
            TimeInterval oldest = waiting.pollFirst();
            if (!now.isBefore(endOfBacklog(oldest))) {
                withdraw(oldest, "was not acknowledged within the backlog of " + rules.backlog());
            } else if (waiting.size() >= rules.mostWaiting()) {
                withdraw(oldest, "was not acknowledged while " + rules.mostWaiting() + " newer ones came to wait");
            } else {
                return;
            }
        }
    }

    private void withdraw(TimeInterval window, String why) {
        record.sent().forEach((id, sent) -> {
            if (sent.equals(window)) {
                record = record.withoutSent(id);
                effects.add(new MeteringEffect.Withdraw(new RequestId(id)));
            }
        });
        raiseDropped(window, why);
    }

    private void raiseDropped(TimeInterval window, String why) {
        record = record.with(record.counters().oneDropped());
        raise(new MeteringEvent.WindowDropped(context.group(), now, window.start(), why));
    }

    private void countLate(TimeInterval window) {
        if (!window.end().isAfter(record.closedThrough())) {
            record = record.with(record.counters().oneLate());
        }
    }

    /** While the link is closed each boundary is looked at, so that it is known whether a window opened there. */
    private Instant nextDue(Instant next) {
        Instant boundary = calendar.after(now);
        return !context.open() && boundary.isBefore(next) ? boundary : next;
    }

    private boolean isAwaited(TimeInterval window) {
        return window.equals(calendar.from(record.closedThrough())) && !now.isBefore(settled(window));
    }

    private Instant settled(TimeInterval window) {
        return window.end().plus(rules.settling());
    }

    private Instant patience(TimeInterval window) {
        return window.end().plus(rules.settleMax());
    }

    private boolean isOverdue(TimeInterval window) {
        return !now.isBefore(patience(window));
    }

    private Instant endOfBacklog(TimeInterval window) {
        return window.end().plus(rules.backlog());
    }

    private void raise(OscpEvent event) {
        effects.add(new MeteringEffect.Raise(event));
    }
}
