package com.betterfleet.oscp.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.Heartbeat;
import com.betterfleet.oscp.message.OscpMessage;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The codec as its caller meets it: what it says of itself, and the shape of its answers. */
class OscpCodecTest {
    @Test
    void aCodecSaysWhatItTolerates() {
        Set<Tolerance> wanted = EnumSet.of(Tolerance.FLAT_HANDSHAKE, Tolerance.UNKNOWN_PROPERTIES);
        OscpCodec codec = OscpCodec.of(wanted, Optional.empty());
        wanted.clear();
        assertThat(codec.tolerances())
                .containsExactlyInAnyOrder(Tolerance.FLAT_HANDSHAKE, Tolerance.UNKNOWN_PROPERTIES)
                .isUnmodifiable();
        assertThat(codec).hasToString("OscpCodec[FLAT_HANDSHAKE, UNKNOWN_PROPERTIES]");
        assertThat(OscpCodec.strict().tolerances()).isEmpty();
    }

    @Test
    void aRefusalIsOneTextOfAllItsViolations() {
        var refused = new DecodeResult.Refused<Heartbeat>(
                List.of(new Violation("a[0].b", "is missing"), new Violation("", "something follows")));
        assertThat(refused.message()).isEqualTo("a[0].b: is missing; something follows");
        assertThatThrownBy(() -> new DecodeResult.Refused<Heartbeat>(List.of()))
                .hasMessage("violations: is empty, a refusal needs a reason");
    }

    @Test
    void aTypeThatIsNoMessageIsAMistakeOfTheCaller() {
        assertThatThrownBy(() -> OscpCodec.strict().decode(OscpMessage.class, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("type: com.betterfleet.oscp.message.OscpMessage is not the class of a message");
    }

    @Test
    void anActionAndItsTypeReadTheSame() {
        for (OscpMessage message : Messages.oneOfEach()) {
            byte[] body = OscpCodec.strict().encode(message);
            assertThat((Object) OscpCodec.strict().decode(message.action(), body))
                    .isEqualTo(OscpCodec.strict().decode(message.getClass(), body));
        }
        assertThat(Messages.oneOfEach()).hasSameSizeAs(Action.values());
    }
}
