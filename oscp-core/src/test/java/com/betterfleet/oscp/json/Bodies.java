package com.betterfleet.oscp.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.message.OscpMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the tests of reading share. In bodies, single quotes stand for double ones. */
final class Bodies {
    static final OscpCodec STRICT = OscpCodec.strict();
    static final OscpCodec TOLERANT = OscpCodec.of(Tolerance.all(), Optional.empty());
    static final String GOOD_BLOCK = block(
            "'capacity':1,'phase':'ALL','unit':'KW','start_time':'2026-01-01T10:00:00Z','end_time':'2026-01-01T10:15:00Z'");

    private Bodies() {}

    static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static String block(String properties) {
        return "{" + properties + "}";
    }

    static String forecast(String... blocks) {
        return "{'group_id':'G','type':'CONSUMPTION','forecasted_blocks':[" + String.join(",", blocks) + "]}";
    }

    /** A forecast of one block whose capacity is the given text of JSON. */
    static String capacity(String value) {
        return forecast(GOOD_BLOCK.replace("'capacity':1,", "'capacity':" + value + ","));
    }

    static <T extends OscpMessage> DecodeResult.Decoded<T> taken(OscpCodec codec, Class<T> type, String body) {
        DecodeResult<T> result = codec.decode(type, json(body));
        assertThat(result).as(body).isInstanceOf(DecodeResult.Decoded.class);
        return (DecodeResult.Decoded<T>) result;
    }

    static List<String> refused(OscpCodec codec, Class<? extends OscpMessage> type, String body) {
        return refused(codec, type, json(body));
    }

    static List<String> refused(OscpCodec codec, Class<? extends OscpMessage> type, byte[] body) {
        DecodeResult<? extends OscpMessage> result = codec.decode(type, body);
        assertThat(result).as(new String(body, StandardCharsets.UTF_8)).isInstanceOf(DecodeResult.Refused.class);
        return ((DecodeResult.Refused<? extends OscpMessage>) result)
                .violations().stream().map(Violation::toString).toList();
    }
}
