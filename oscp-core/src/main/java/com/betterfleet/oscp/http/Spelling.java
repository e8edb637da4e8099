package com.betterfleet.oscp.http;

import com.betterfleet.oscp.json.DecodeResult;
import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.json.Tolerance;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.profile.WireRules;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The action that a path segment means to a partner, and the dialects without which it would mean none. */
record Spelling(Action action, Set<Tolerance> tolerancesUsed) {
    /** The profile's own spelling wins over the standard's, and the standard's over a tolerated one. */
    static Optional<Spelling> of(String segment, WireRules wire, OscpCodec codec) {
        return Arrays.stream(Action.values())
                .filter(action -> wire.path(action).equals(segment))
                .map(action -> new Spelling(action, Set.of()))
                .findFirst()
                .or(() -> read(codec.decodeAction(segment)));
    }

    private static Optional<Spelling> read(DecodeResult<Action> result) {
        return result instanceof DecodeResult.Decoded<Action> decoded
                ? Optional.of(new Spelling(decoded.value(), decoded.tolerancesUsed()))
                : Optional.empty();
    }

    /** These dialects and those that the body needed. */
    Set<Tolerance> with(Set<Tolerance> ofBody) {
        Set<Tolerance> all = EnumSet.noneOf(Tolerance.class);
        all.addAll(tolerancesUsed);
        all.addAll(ofBody);
        return all;
    }
}
