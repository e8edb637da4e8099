package com.betterfleet.oscp.examples.vectordepot.serve;

import com.betterfleet.oscp.event.GroupEvent;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import com.betterfleet.oscp.examples.vectordepot.RecordJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Each event as one JSON line: {@code type}, {@code at}, {@code connection}, {@code group} where it concerns one, then the
 * event's own fields. The first line says where this process serves; what happens before waits for it. Thread-safe.
 */
final class EventLines implements OscpListener {
    private static final JsonMapper JSON = new JsonMapper();

    private final Consumer<String> out;
    private final List<String> early = new ArrayList<>();
    private boolean open;

    EventLines(Consumer<String> out) {
        this.out = out;
    }

    /** Writes the first line, then what has happened before it. */
    synchronized void open(Instant at, Map<String, String> facts) {
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("type", "Serving");
        first.put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
        first.putAll(facts);
        out.accept(text(first));
        early.forEach(out);
        early.clear();
        open = true;
    }

    @Override
    public synchronized void onEvent(OscpEvent event) {
        String line = text(line(event));
        if (open) {
            out.accept(line);
        } else {
            early.add(line);
        }
    }

    private static Map<String, Object> line(OscpEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("type", event.name());
        line.put("at", event.at().toString());
        if (event instanceof LinkEvent about) {
            line.put("connection", about.connection().value());
        } else if (event instanceof GroupEvent about) {
            line.put("connection", about.connection().value());
            line.put("group", about.group().group().value());
        }
        if (RecordJson.of(event) instanceof Map<?, ?> fields) {
            fields.forEach((name, value) -> line.putIfAbsent(name.toString(), value));
        }
        line.remove("is");
        return line;
    }

    private static String text(Map<String, Object> line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain maps and texts", impossible);
        }
    }
}
