package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.OscpMessage;
import com.betterfleet.oscp.testkit.schema.OscpSchemas;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

/** Strict out (protocol.md 1) as a law: whatever can be said at all is written validly, sent today or not. */
class EncodedSchemaTest {
    @Property(tries = 500)
    @Domain(AnyMessage.class)
    void everyLegalMessageIsWrittenAsItsSchemaSays(@ForAll OscpMessage message) {
        String written = new String(OscpCodec.strict().encode(message), StandardCharsets.UTF_8);
        assertThat(Schemas.complaints(OscpSchemas.idOf(message.action()), written))
                .as(written)
                .isEmpty();
    }

    @Property(tries = 100)
    void everyErrorIsWrittenAsItsSchemaSays(@ForAll String message) {
        String written = new String(OscpCodec.strict().encodeError(message), StandardCharsets.UTF_8);
        assertThat(Schemas.complaints(OscpSchemas.idOfError(), written)).isEmpty();
    }
}
