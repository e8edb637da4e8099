package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.store.Key;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Payload;
import com.betterfleet.oscp.store.Stored;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a payload means is remembered for exactly its bytes. */
class DecodedTest {
    private static final Key KEY = new Key(Kind.SCOPE, "mg-7/grid");
    private static final ScopeHolder ONE = holder("A");
    private static final ScopeHolder OTHER = holder("B");

    private final Decoded decoded = new Decoded();

    private static ScopeHolder holder(String group) {
        return new ScopeHolder(Optional.of(GroupRef.of("nz", group)), Optional.empty());
    }

    private static Stored stored(Object value) {
        return new Stored(KEY, 1, PayloadCodec.write(value), Optional.empty());
    }

    @Test
    void theSameBytesAreReadOnce() {
        ScopeHolder first = decoded.value(stored(ONE), ScopeHolder.class);

        assertThat(first).isEqualTo(ONE);
        assertThat(decoded.value(stored(ONE), ScopeHolder.class)).isSameAs(first);
    }

    @Test
    void otherBytesOfTheSameVersionAreReadAnewEvenIfAnotherWasAboutToBeWritten() {
        Payload never = PayloadCodec.write(ONE);
        decoded.remember(KEY, never, ONE);

        assertThat(decoded.value(stored(OTHER), ScopeHolder.class)).isEqualTo(OTHER);
        assertThat(decoded.value(stored(ONE), ScopeHolder.class)).isEqualTo(ONE);
    }

    @Test
    void whatThisNodeWroteNeedNotBeRead() {
        decoded.remember(KEY, PayloadCodec.write(ONE), ONE);

        assertThat(decoded.value(stored(ONE), ScopeHolder.class)).isSameAs(ONE);
    }

    @Test
    void aPayloadOfANewerSchemaIsNeverTakenForOneThatIsKnown() {
        decoded.remember(KEY, PayloadCodec.write(ONE), ONE);
        Payload newer =
                new Payload(PayloadCodec.SCHEMA + 1, PayloadCodec.write(ONE).bytes());

        assertThatThrownBy(() -> decoded.value(new Stored(KEY, 1, newer, Optional.empty()), ScopeHolder.class))
                .isInstanceOf(PayloadCodec.NewerSchema.class);
    }
}
