package com.betterfleet.oscp.examples.vectordepot.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.betterfleet.oscp.examples.vectordepot.day.Masks;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpReply;
import com.betterfleet.oscp.http.InboundRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** HTTP messages as a journal holds them, with secrets of the replay's own behind the masks. */
final class RecordedHttp {
    private final Masks masks;

    RecordedHttp(Masks masks) {
        this.masks = masks;
    }

    InboundRequest request(FileLine line) {
        return new InboundRequest(
                line.text("method"),
                line.text("path"),
                headers(line.field("headers")),
                body(line),
                line.field("tooLarge").asBoolean());
    }

    HttpReply reply(FileLine line) {
        return new HttpReply(line.field("status").asInt(), headers(line.field("headers")), body(line));
    }

    /** A failure of the kind that a line names; one of a kind unknown here makes itself seen by its name. */
    static IOException failure(String kind, String why) {
        return switch (kind) {
            case "ConnectException" -> new ConnectException(why);
            case "HttpTimeoutException" -> new HttpTimeoutException(why);
            default -> new IOException(why);
        };
    }

    private byte[] body(FileLine line) {
        return masks.revealBody(line.text("body")).getBytes(UTF_8);
    }

    private List<Header> headers(JsonNode lines) {
        List<Header> headers = new ArrayList<>();
        for (JsonNode line : lines) {
            String[] parts = line.asText().split(": ", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("a header must be written name: value, was " + line);
            }
            headers.add(masks.reveal(new Header(parts[0], parts[1])));
        }
        return headers;
    }
}
