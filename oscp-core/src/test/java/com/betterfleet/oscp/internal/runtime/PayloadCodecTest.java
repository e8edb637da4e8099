package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.connection.LinkRecord;
import com.betterfleet.oscp.limit.LimitRecord;
import com.betterfleet.oscp.metering.MeteringRecord;
import com.betterfleet.oscp.store.Payload;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What is stored is what is read again, down to the last component. */
class PayloadCodecTest {
    @Property(tries = 100)
    void everyAggregateIsReadAsItWasWritten(@ForAll long seed) {
        Populated populated = new Populated(seed);
        survives(populated.a(LinkRecord.class));
        survives(populated.a(LimitRecord.class));
        survives(populated.a(MeteringRecord.class));
        survives(populated.a(OutboxRecord.class));
        survives(populated.a(ConnectionSettings.class));
        survives(populated.a(BoundGroup.class));
    }

    @Test
    void theSameValueIsWrittenAsTheSameBytes() {
        LimitRecord record = new Populated(3).a(LimitRecord.class);
        assertThat(PayloadCodec.write(record)).isEqualTo(PayloadCodec.write(record));
        assertThat(PayloadCodec.write(new Populated(3).a(LimitRecord.class))).isEqualTo(PayloadCodec.write(record));
    }

    @Test
    void aNewerSchemaIsLeftAlone() {
        Payload newer = new Payload(
                PayloadCodec.SCHEMA + 1, PayloadCodec.write(OutboxRecord.EMPTY).bytes());
        assertThatThrownBy(() -> PayloadCodec.read(newer, OutboxRecord.class))
                .isInstanceOf(PayloadCodec.NewerSchema.class)
                .hasMessageContaining("schema 2");
    }

    @Test
    void garbageIsRefusedByName() {
        Payload garbage = new Payload(1, "{\"nextSequence\":[]}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> PayloadCodec.read(garbage, OutboxRecord.class))
                .isInstanceOf(PayloadCodec.Unreadable.class)
                .hasMessageContaining("OutboxRecord");
    }

    private static void survives(Object value) {
        Payload payload = PayloadCodec.write(value);
        assertThat((Object) PayloadCodec.read(payload, value.getClass())).isEqualTo(value);
        assertThat(PayloadCodec.json(value)).doesNotContain("@class");
    }
}
