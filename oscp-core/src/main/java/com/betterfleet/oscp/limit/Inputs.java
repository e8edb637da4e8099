package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.EnvelopeStep;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.OperatingEnvelope;
import com.betterfleet.oscp.event.GroupEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes each kind of input into the turn, before anything is planned. */
final class Inputs {
    private Inputs() {}

    static LimitVerdict take(Turn turn, LimitInput input) {
        if (isOfTheLiving(input)) {
            turn.closing.clear();
        }
        if (input instanceof LimitInput.ForecastReceived forecast) {
            return Intake.take(turn, forecast);
        }
        if (input instanceof LimitInput.OverrideZero) {
            return override(turn);
        }
        if (input instanceof LimitInput.ReportNonCompliance report) {
            return new ReportByHand(turn, report).take();
        }
        if (input instanceof LimitInput.Reevaluate) {
            lookAgain(turn);
        } else if (input instanceof LimitInput.SinkAnswered answer) {
            Calls.answered(turn, answer);
        } else if (input instanceof LimitInput.SinkFailed failure) {
            Calls.failed(turn, failure);
        } else if (input instanceof LimitInput.ReadAnswered answer) {
            Calls.read(turn, answer);
        } else if (input instanceof LimitInput.ReadFailed failure) {
            Calls.readFailed(turn, failure);
        } else {
            operate(turn, input);
        }
        return new LimitVerdict.Accepted();
    }

    /** A process that has closed hears only what the sink answers; anything else comes from one that goes on. */
    private static boolean isOfTheLiving(LimitInput input) {
        return isDetection(input)
                || input instanceof LimitInput.ResendLimit
                || input instanceof LimitInput.ReportNonCompliance
                || input instanceof LimitInput.Unbind;
    }

    /** Whether a lowering that this input brings counts from now, and not from the boundary that has passed. */
    static boolean isDetection(LimitInput input) {
        return input instanceof LimitInput.ForecastReceived
                || input instanceof LimitInput.Reevaluate
                || input instanceof LimitInput.Bound
                || input instanceof LimitInput.Restarted
                || input instanceof LimitInput.OverrideZero;
    }

    /** What to answer once the turn is made. */
    static LimitVerdict result(Turn turn, LimitInput input, LimitVerdict verdict) {
        if (input instanceof LimitInput.ResendLimit) {
            return new LimitVerdict.Done(resent(turn));
        }
        if (input instanceof LimitInput.OverrideZero && verdict instanceof LimitVerdict.Accepted) {
            return new LimitVerdict.Done(aboveZeroFrom(turn));
        }
        if (input instanceof LimitInput.Unbind) {
            return new LimitVerdict.Done(
                    "released with revision " + turn.release.orElseThrow().revision());
        }
        return verdict;
    }

    private static void lookAgain(Turn turn) {
        turn.unbound = turn.unbound && turn.context.link().state().released();
    }

    private static void bound(Turn turn, long revision) {
        lookAgain(turn);
        turn.imports.revision = Math.max(turn.imports.revision, revision);
        turn.exports.revision = Math.max(turn.exports.revision, revision);
    }

    private static void operate(Turn turn, LimitInput input) {
        if (input instanceof LimitInput.Bound one) {
            bound(turn, one.revision());
        } else if (input instanceof LimitInput.Restarted) {
            restart(turn);
        } else if (input instanceof LimitInput.ResendLimit) {
            again(turn.imports);
            again(turn.exports);
        } else if (input instanceof LimitInput.Close) {
            turn.close();
        } else if (input instanceof LimitInput.Unbind) {
            turn.unbound = true;
            turn.books.clear();
            turn.imports.missed = List.of();
            turn.exports.missed = List.of();
            dropZero(turn, "the group is unbound");
        }
    }

    private static void restart(Turn turn) {
        turn.call = Optional.empty();
        turn.release =
                turn.release.map(release -> release.stage() == Stage.APPLYING ? release.at(Stage.PLANNED) : release);
        again(turn.imports);
        again(turn.exports);
    }

    private static void again(TrackDraft track) {
        track.again = track.issued.isPresent();
        track.issued = track.issued.map(last -> last.at(last.stage()));
    }

    private static LimitVerdict override(Turn turn) {
        boolean stood = turn.zeroSince.isPresent();
        dropZero(turn, "overridden by an operator");
        return stood ? new LimitVerdict.Accepted() : new LimitVerdict.Done("there is no protective zero to override");
    }

    private static void dropZero(Turn turn, String why) {
        turn.zeros = List.of();
        if (turn.zeroSince.isPresent()) {
            turn.zeroSince = Optional.empty();
            turn.raise(new GroupEvent.ProtectiveZeroEnded(turn.group(), turn.now, why));
        }
    }

    private static String resent(Turn turn) {
        if (turn.released()) {
            return "the scope is released, there is no limit to send";
        }
        if (turn.imports.again) {
            return "will be sent when the call in flight has ended";
        }
        return turn.imports
                .issued
                .map(last -> last.order().limit() + " sent with revision "
                        + last.order().revision())
                .orElse("nothing to send");
    }

    private static String aboveZeroFrom(Turn turn) {
        return Envelopes.of(turn.record(Optional.empty()), turn.context, Direction.IMPORT)
                .map(envelope -> aboveZeroFrom(envelope, turn.now))
                .orElse("the scope is released, there is no limit");
    }

    private static String aboveZeroFrom(OperatingEnvelope envelope, Instant now) {
        if (envelope.limitAt(now).isAbove(Limit.ZERO)) {
            return "the limit is above zero from now on";
        }
        return envelope.steps().stream()
                .filter(step -> step.from().isAfter(now) && step.limit().isAbove(Limit.ZERO))
                .findFirst()
                .map(EnvelopeStep::from)
                .map(from -> "the limit is above zero from " + from)
                .orElse("the limit stays at zero");
    }
}
