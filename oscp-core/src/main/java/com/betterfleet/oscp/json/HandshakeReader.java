package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.Handshake;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.MeasurementConfiguration;
import com.betterfleet.oscp.message.RequiredBehaviour;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/** Reads Handshake, HandshakeAcknowledge (both nested and flat) and Heartbeat. */
final class HandshakeReader {
    private static final String BEHAVIOUR = "required_behaviour";
    private static final String INTERVAL = "heartbeat_interval";
    private static final String CONFIGURATION = "measurement_configuration";
    private static final Tolerance LACKING = Tolerance.ACKNOWLEDGEMENT_WITHOUT_MEASUREMENT_CONFIGURATION;
    private static final Words<MeasurementConfiguration> WORDS = new Words<>(MeasurementConfiguration.class);

    private static final ObjectReader<Wish> NESTED = wishes(ObjectReader.empty());
    private static final ObjectReader<Draft> OUTER = ObjectReader.<Draft>empty()
            .optional(BEHAVIOUR, (in, draft) -> draft.nested(in))
            .optional(INTERVAL, (in, draft) -> draft.flat.interval(in))
            .optional(CONFIGURATION, (in, draft) -> draft.flat.configuration(in));
    private static final ObjectReader<HeartbeatDraft> HEARTBEAT = ObjectReader.<HeartbeatDraft>empty()
            .required("offline_mode_at", (in, draft) -> draft.offlineModeAt = Values.time(in));

    private HandshakeReader() {}

    static @Nullable Handshake handshake(BodyReader in) throws IOException {
        return new Handshake(behaviour(in, false));
    }

    static @Nullable HandshakeAcknowledge acknowledge(BodyReader in) throws IOException {
        return new HandshakeAcknowledge(behaviour(in, true));
    }

    static @Nullable Heartbeat heartbeat(BodyReader in) throws IOException {
        HeartbeatDraft draft = new HeartbeatDraft();
        HEARTBEAT.read(in, draft);
        return draft.offlineModeAt == null ? null : new Heartbeat(draft.offlineModeAt);
    }

    private static ObjectReader<Wish> wishes(ObjectReader<Wish> start) {
        return start.optional(INTERVAL, (in, wish) -> wish.interval(in))
                .optional(CONFIGURATION, (in, wish) -> wish.configuration(in));
    }

    private static Optional<RequiredBehaviour> behaviour(BodyReader in, boolean acknowledgement) throws IOException {
        Draft draft = new Draft(acknowledgement);
        OUTER.read(in, draft);
        if (draft.flat.saysSomething()) {
            return Optional.of(flat(in, draft));
        }
        if (draft.nested != null) {
            return Optional.of(draft.nested.finished());
        }
        if (acknowledgement && !in.tolerates(Tolerance.EMPTY_ACKNOWLEDGEMENT)) {
            in.complainAt(BEHAVIOUR, "is missing");
        }
        return Optional.empty();
    }

    private static RequiredBehaviour flat(BodyReader in, Draft draft) {
        if (draft.nested != null || !in.tolerates(Tolerance.FLAT_HANDSHAKE)) {
            String misplaced = draft.flat.intervalGiven ? INTERVAL : CONFIGURATION;
            in.complainAt(misplaced, "belongs inside required_behaviour");
        } else {
            draft.judgeConfiguration(in, draft.flat);
        }
        return draft.flat.finished();
    }

    private static final class Draft {
        private final boolean acknowledgement;
        private final Wish flat = new Wish();
        private @Nullable Wish nested;

        private Draft(boolean acknowledgement) {
            this.acknowledgement = acknowledgement;
        }

        private void nested(BodyReader in) throws IOException {
            Wish wish = new Wish();
            nested = wish;
            if (NESTED.read(in, wish)) {
                judgeConfiguration(in, wish);
            }
        }

        /** Called at the end of the object that holds the wish, so that a complaint bears its path. */
        private void judgeConfiguration(BodyReader in, Wish wish) {
            if (!wish.configurationGiven && !(acknowledgement && in.tolerates(LACKING))) {
                in.complainAt(CONFIGURATION, "is missing");
            }
        }
    }

    private static final class HeartbeatDraft {
        private @Nullable Instant offlineModeAt;
    }

    /** The two fields, wherever they stand. */
    private static final class Wish {
        private boolean intervalGiven;
        private boolean configurationGiven;
        private @Nullable BigDecimal interval;
        private final Set<MeasurementConfiguration> configurations = EnumSet.noneOf(MeasurementConfiguration.class);

        private RequiredBehaviour finished() {
            return new RequiredBehaviour(Optional.ofNullable(interval), configurations);
        }

        private boolean saysSomething() {
            return intervalGiven || configurationGiven;
        }

        private void interval(BodyReader in) throws IOException {
            intervalGiven = true;
            interval = Values.heartbeatInterval(in);
        }

        private void configuration(BodyReader in) throws IOException {
            configurationGiven = true;
            if (in.token() != JsonToken.START_ARRAY) {
                in.wrongKind("a list");
                return;
            }
            while (in.parser().nextToken() != JsonToken.END_ARRAY) {
                MeasurementConfiguration word = Values.word(in, WORDS);
                if (word != null && !configurations.add(word)) {
                    in.complain("\"" + word + "\" is given twice");
                }
            }
        }
    }
}
