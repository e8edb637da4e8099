package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawBytes;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** JSON bodies put together by hand. */
final class Bodies {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Bodies() {}

    static RawBytes handshake(Optional<Duration> interval, List<String> measurements) {
        List<String> fields = new ArrayList<>();
        interval.ifPresent(asked -> fields.add("\"heartbeat_interval\":" + seconds(asked)));
        if (!measurements.isEmpty()) {
            String words = measurements.stream().map(Bodies::quoted).collect(Collectors.joining(","));
            fields.add("\"measurement_configuration\":[" + words + "]");
        }
        return RawBytes.utf8(fields.isEmpty() ? "{}" : "{\"required_behaviour\":{" + String.join(",", fields) + "}}");
    }

    static RawBytes register(String token, URI baseUrl) {
        return RawBytes.utf8("{\"token\":" + quoted(token) + ",\"version_url\":[{\"version\":\"2.0\",\"base_url\":"
                + quoted(baseUrl.toString()) + "}]}");
    }

    static RawBytes heartbeat(Instant offlineModeAt) {
        return RawBytes.utf8("{\"offline_mode_at\":" + time(offlineModeAt) + "}");
    }

    static RawBytes forecast(RawForecast forecast) {
        String blocks = forecast.blocks().stream().map(Bodies::block).collect(Collectors.joining(","));
        return RawBytes.utf8("{\"group_id\":" + quoted(forecast.groupId()) + ",\"type\":" + quoted(forecast.type())
                + ",\"forecasted_blocks\":[" + blocks + "]}");
    }

    static RawBytes error(List<String> findings) {
        return RawBytes.utf8("{\"message\":" + quoted(String.join("; ", findings)) + "}");
    }

    private static String block(RawBlock block) {
        return "{\"capacity\":" + block.capacity() + ",\"phase\":" + quoted(block.phase()) + ",\"unit\":"
                + quoted(block.unit()) + ",\"start_time\":" + time(block.start()) + ",\"end_time\":"
                + time(block.end()) + "}";
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    private static String time(Instant instant) {
        return quoted(TIME.format(instant));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> quoted.append(escaped((char) c)));
        return quoted.append('"').toString();
    }

    private static String escaped(char c) {
        if (c == '"' || c == '\\') {
            return "\\" + c;
        }
        return c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
    }
}
