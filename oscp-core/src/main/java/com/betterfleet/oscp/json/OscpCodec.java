package com.betterfleet.oscp.json;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.Rules;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes the bodies of OSCP 2.0. How tolerant the reading is belongs to the codec; the writing is always the
 * same. No input makes a reading method throw. Immutable and thread-safe; share one per set of tolerances.
 */
public final class OscpCodec {
    private static final OscpCodec STRICT = new OscpCodec(Set.of(), Optional.empty());
    private static final Set<String> OTHER_SPELLINGS = Set.of("handshake_acknowledgment", "handshake_acknowledgement");

    private final Set<Tolerance> tolerances;
    private final Optional<ZoneId> naiveZone;

    private OscpCodec(Set<Tolerance> tolerances, Optional<ZoneId> naiveZone) {
        this.tolerances = tolerances;
        this.naiveZone = naiveZone;
    }

    /**
     * A codec that tolerates nothing.
     *
     * @return the strict codec
     */
    public static OscpCodec strict() {
        return STRICT;
    }

    /**
     * A codec that takes the named departures.
     *
     * @param tolerances what to take; copied
     * @param naiveZone the zone of times without an offset; used only where {@link Tolerance#NAIVE_LOCAL_TIME} is named
     * @return the codec
     * @throws IllegalArgumentException if {@link Tolerance#NAIVE_LOCAL_TIME} is named without a zone
     */
    public static OscpCodec of(Set<Tolerance> tolerances, Optional<ZoneId> naiveZone) {
        if (tolerances.contains(Tolerance.NAIVE_LOCAL_TIME) && naiveZone.isEmpty()) {
            throw new IllegalArgumentException("tolerances: NAIVE_LOCAL_TIME needs a zone");
        }
        EnumSet<Tolerance> copy = EnumSet.noneOf(Tolerance.class);
        copy.addAll(tolerances);
        return new OscpCodec(Collections.unmodifiableSet(copy), naiveZone);
    }

    /**
     * What this codec tolerates.
     *
     * @return the tolerances, unmodifiable
     */
    public Set<Tolerance> tolerances() {
        return tolerances;
    }

    /**
     * Finds the message of a path segment.
     *
     * @param segment the last segment of a request's path, without slashes
     * @return the action; refused if no message has that name
     */
    public DecodeResult<Action> decodeAction(String segment) {
        Optional<Action> standard = Action.ofPath(segment);
        if (standard.isPresent()) {
            return new DecodeResult.Decoded<>(standard.get(), Set.of());
        }
        if (tolerances.contains(Tolerance.ACKNOWLEDGEMENT_PATH_SPELLING) && OTHER_SPELLINGS.contains(segment)) {
            return new DecodeResult.Decoded<>(
                    Action.HANDSHAKE_ACKNOWLEDGE, Set.of(Tolerance.ACKNOWLEDGEMENT_PATH_SPELLING));
        }
        Violation unknown = new Violation("", Rules.quote(segment) + " is not the path of an OSCP 2.0 message");
        return new DecodeResult.Refused<>(List.of(unknown));
    }

    /**
     * Reads the body of a message.
     *
     * @param action which message
     * @param body the body's bytes; bounding their number is for the caller
     * @return the message, or all that is wrong
     */
    public DecodeResult<? extends OscpMessage> decode(Action action, byte[] body) {
        return decode(action.messageType(), body);
    }

    /**
     * Reads the body of a message.
     *
     * @param type which message: the record's class, not {@link OscpMessage} itself
     * @param body the body's bytes; bounding their number is for the caller
     * @param <T> which message
     * @return the message, or all that is wrong
     * @throws IllegalArgumentException if {@code type} is not the class of a message
     */
    public <T extends OscpMessage> DecodeResult<T> decode(Class<T> type, byte[] body) {
        MessageReader reader = MessageReader.ALL.get(type);
        if (reader == null) {
            throw new IllegalArgumentException("type: " + type.getName() + " is not the class of a message");
        }
        return Documents.read(body, tolerances, naiveZone, reader, type);
    }

    /**
     * Writes the body of a message.
     *
     * @param message the message
     * @return JSON in UTF-8
     */
    public byte[] encode(OscpMessage message) {
        return Documents.write(out -> MessageWriter.write(out, message));
    }

    /**
     * Writes the body of an error answer.
     *
     * @param message what is wrong; cut after 32,768 characters
     * @return JSON in UTF-8
     */
    public byte[] encodeError(String message) {
        return ErrorBody.write(message);
    }

    /**
     * Reads the body of an error answer.
     *
     * @param body any bytes
     * @return its {@code message}, made printable and cut to 500 characters; empty if there is none, the body is no JSON
     *     object, or it is larger than 64 KiB
     */
    public Optional<String> decodeError(byte[] body) {
        return ErrorBody.read(body);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "OscpCodec%s", tolerances);
    }
}
