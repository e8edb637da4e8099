package com.betterfleet.oscp.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.HandshakeAcknowledge;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** The law of the codec: what is written is read back as the same value, by the strictest reader, in the strict form. */
class RoundTripTest {
    private static final Pattern STRICT_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    @Property(tries = 500)
    @Domain(Messages.class)
    void whatIsWrittenIsReadBackEqual(@ForAll OscpMessage message) {
        OscpCodec codec = saysNothing(message)
                ? OscpCodec.of(Set.of(Tolerance.EMPTY_ACKNOWLEDGEMENT), Optional.empty())
                : OscpCodec.strict();
        DecodeResult<? extends OscpMessage> result = codec.decode(message.action(), codec.encode(message));
        assertThat(result)
                .isInstanceOfSatisfying(
                        DecodeResult.Decoded.class,
                        decoded -> assertThat(decoded.value()).isEqualTo(message));
    }

    @Property(tries = 300)
    @Domain(Messages.class)
    void noNumberHasAnExponentOrATrailingZeroFraction(@ForAll OscpMessage message) {
        String json = new String(OscpCodec.strict().encode(message), StandardCharsets.UTF_8);
        String bare = withoutTexts(json);
        assertThat(bare).doesNotContainPattern("[0-9][eE]").doesNotContainPattern("\\.[0-9]*0(?![0-9])");
    }

    @Property(tries = 300)
    @Domain(Messages.class)
    void everyTimeIsUtcWithExactlyThreeFractionDigits(@ForAll OscpMessage message) {
        String json = new String(OscpCodec.strict().encode(message), StandardCharsets.UTF_8);
        var times = Pattern.compile(
                        "\"(?:start_time|end_time|measure_time|initial_measure_time|offline_mode_at)\":\"([^\"]*)\"")
                .matcher(json);
        while (times.find()) {
            assertThat(times.group(1)).matches(STRICT_TIME);
        }
    }

    @Property(tries = 100)
    @Domain(Messages.class)
    void theOrderOfBlocksIsKept(@ForAll OscpMessage message) {
        if (message instanceof UpdateGroupCapacityForecast forecast) {
            List<ForecastedBlock> backwards = reversed(forecast.forecastedBlocks());
            var reversed = new UpdateGroupCapacityForecast(forecast.groupId(), forecast.type(), backwards);
            byte[] bytes = OscpCodec.strict().encode(reversed);
            assertThat(OscpCodec.strict().decode(UpdateGroupCapacityForecast.class, bytes))
                    .isEqualTo(new DecodeResult.Decoded<>(reversed, Set.of()));
        }
    }

    @Example
    void everyActionHasAMessageThatIsWrittenAndRead() {
        Set<Action> covered = Messages.oneOfEach().stream()
                .peek(message -> assertThat(OscpCodec.strict()
                                .decode(message.action(), OscpCodec.strict().encode(message)))
                        .isEqualTo(new DecodeResult.Decoded<>(message, Set.of())))
                .map(OscpMessage::action)
                .collect(Collectors.toSet());
        assertThat(covered).containsExactlyInAnyOrder(Action.values());
        assertThat(MessageReader.ALL.keySet())
                .isEqualTo(
                        Arrays.stream(Action.values()).map(Action::messageType).collect(Collectors.toSet()));
    }

    private static String withoutTexts(String json) {
        StringBuilder bare = new StringBuilder();
        boolean inText = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                inText = !inText;
            } else if (inText && c == '\\') {
                i++;
            } else if (!inText) {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    private static boolean saysNothing(OscpMessage message) {
        return message instanceof HandshakeAcknowledge acknowledge
                && acknowledge.requiredBehaviour().isEmpty();
    }

    private static List<ForecastedBlock> reversed(List<ForecastedBlock> blocks) {
        List<ForecastedBlock> copy = new ArrayList<>(blocks);
        Collections.reverse(copy);
        return copy;
    }
}
