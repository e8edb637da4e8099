package com.betterfleet.oscp.http;

import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.RequestId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OSCP's own headers of a request, and every header rule that it breaks. */
record MessageHeaders(Optional<RequestId> requestId, Optional<RequestId> correlationId, List<Violation> violations) {
    static final String REQUEST_ID = "X-Request-ID";
    static final String CORRELATION_ID = "X-Correlation-ID";

    private static final Set<Action> WITHOUT_ID = EnumSet.of(Action.REGISTER, Action.HEARTBEAT);
    private static final List<String> SEGMENT = List.of("X-Segment-Index", "X-Segment-Count");
    private static final List<String> SINGLE =
            List.of("Authorization", "Content-Type", "Content-Length", REQUEST_ID, CORRELATION_ID);

    static MessageHeaders read(List<Header> headers, Action action, EndpointBounds bounds) {
        List<Violation> found = new ArrayList<>();
        checkSize(headers, bounds, found);
        checkControls(headers, found);
        checkSingle(headers, found);
        checkSegments(headers, found);
        Optional<RequestId> requestId = id(headers, REQUEST_ID, found);
        Optional<RequestId> correlationId = id(headers, CORRELATION_ID, found);
        if (!WITHOUT_ID.contains(action) && count(headers, REQUEST_ID) == 0) {
            found.add(new Violation(REQUEST_ID, "is required on " + action.path()));
        }
        return new MessageHeaders(requestId, correlationId, List.copyOf(found));
    }

    static long count(List<Header> headers, String name) {
        return headers.stream().filter(header -> header.isNamed(name)).count();
    }

    private static void checkSize(List<Header> headers, EndpointBounds bounds, List<Violation> found) {
        if (headers.size() > bounds.maxHeaderCount()) {
            found.add(new Violation("headers", headers.size() + " are more than " + bounds.maxHeaderCount()));
        }
        long size = headers.stream()
                .mapToLong(h -> h.name().length() + (long) h.value().length())
                .sum();
        if (size > bounds.maxHeaderBytes()) {
            found.add(new Violation("headers", size + " bytes are more than " + bounds.maxHeaderBytes()));
        }
    }

    private static void checkControls(List<Header> headers, List<Violation> found) {
        headers.stream()
                .filter(h -> Printable.hasControl(h.name()) || Printable.hasControl(h.value()))
                .map(h -> Printable.bounded(h.name(), 100))
                .distinct()
                .forEach(name -> found.add(new Violation(name, "must not hold control characters")));
    }

    private static void checkSingle(List<Header> headers, List<Violation> found) {
        for (String name : SINGLE) {
            long count = count(headers, name);
            if (count > 1) {
                found.add(new Violation(name, "must be given once, was given " + count + " times"));
            }
        }
    }

    private static void checkSegments(List<Header> headers, List<Violation> found) {
        for (String name : SEGMENT) {
            if (count(headers, name) > 0) {
                found.add(new Violation(name, "segmented messages are not supported, send the message whole"));
            }
        }
    }

    private static Optional<RequestId> id(List<Header> headers, String name, List<Violation> found) {
        Optional<String> value =
                headers.stream().filter(h -> h.isNamed(name)).map(Header::value).findFirst();
        try {
            return value.map(RequestId::new);
        } catch (IllegalArgumentException broken) {
            found.add(new Violation(name, "must be 1 to 255 printable characters"));
            return Optional.empty();
        }
    }
}
