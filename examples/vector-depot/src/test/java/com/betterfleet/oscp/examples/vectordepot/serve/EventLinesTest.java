package com.betterfleet.oscp.examples.vectordepot.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.RequestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events as JSON lines: their shape is stable, so it is pinned text by text. */
class EventLinesTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final LinkEvent CHANGED = new LinkEvent.LinkChanged(
            ConnectionId.of("cp"), T, LinkState.HANDSHAKING, LinkState.ONLINE, 1, "the peer \"agreed\"");

    private final List<String> lines = new ArrayList<>();
    private final EventLines events = new EventLines(lines::add);

    @Test
    void whatHappensBeforeTheFirstLineWaitsForIt() {
        events.onEvent(CHANGED);
        assertThat(lines).isEmpty();
        events.open(T.plusNanos(456_789), Map.of("url", "http://127.0.0.1:8080"));
        events.onEvent(CHANGED);
        assertThat(lines)
                .containsExactly(
                        "{\"type\":\"Serving\",\"at\":\"2026-01-01T00:00:00.123Z\",\"url\":\"http://127.0.0.1:8080\"}",
                        changed(),
                        changed());
    }

    private static String changed() {
        return "{\"type\":\"LinkChanged\",\"at\":\"2026-01-01T00:00:00.123Z\",\"connection\":\"cp\","
                + "\"from\":\"HANDSHAKING\",\"to\":\"ONLINE\",\"session\":1,\"reason\":\"the peer \\\"agreed\\\"\"}";
    }

    @Test
    void anEventOfAGroupNamesItAndHasEveryField() {
        LimitOrder order = new LimitOrder(
                new ManagedScope("mg-7", "grid"),
                Direction.IMPORT,
                Limit.of(Power.watts("500000.5")),
                T,
                Limit.unlimited(),
                Optional.empty(),
                Mode.LIVE,
                false,
                7,
                "a test");
        events.open(T, Map.of());
        events.onEvent(
                new GroupEvent.LimitOrdered(GroupRef.of("cp", "AKL01"), T, order, Optional.of(new RequestId("f-1"))));
        assertThat(lines.get(1))
                .isEqualTo("{\"type\":\"LimitOrdered\",\"at\":\"2026-01-01T00:00:00.123Z\",\"connection\":\"cp\","
                        + "\"group\":\"AKL01\",\"order\":{\"scope\":{\"microgridId\":\"mg-7\",\"nodeId\":\"grid\"},"
                        + "\"direction\":\"IMPORT\",\"limit\":{\"is\":\"Limited\",\"most\":{\"watts\":\"500000.5\"}},"
                        + "\"validUntil\":\"2026-01-01T00:00:00.123Z\",\"afterwards\":{\"is\":\"Unlimited\"},"
                        + "\"wish\":null,\"mode\":\"LIVE\",\"protectiveZero\":false,\"revision\":7,"
                        + "\"reason\":\"a test\"},\"source\":\"f-1\"}");
    }
}
