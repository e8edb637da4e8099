package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Writes requests onto the wire as no client library would: the same seed and number make the same bytes. */
final class WireForge {
    private static final String MOUNT = "/oscp/fp/2.0";
    private static final List<String> NOISE = List.of(
            "",
            "\r\n",
            "\r\n\r\n\r\n",
            "GET",
            "GET / HTTP/1.1",
            "POST /oscp/fp/2.0/nz/heartbeat\r\n\r\n",
            "POST /oscp/fp/2.0/nz/heartbeat HTTP/9.9\r\n\r\n",
            "POST  /oscp/fp/2.0/nz/heartbeat  HTTP/1.1\r\n\r\n",
            "POST /oscp/fp/2.0/nz/heartbeat HTTP/1.1\nHost: x\n\n",
            "POST /oscp/fp/2.0/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST * HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST http://[::1/oscp/fp/2.0/nz HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST mailto:a@b HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /oscp/fp/2.0/nz/heartbeat HTTP/1.1\r\nno colon\r\n\r\n",
            "POST /oscp/fp/2.0/nz/heartbeat HTTP/1.1\r\n: no name\r\n\r\n",
            "POST /oscp/fp/2.0/nz/heartbeat HTTP/1.1\r\n folded: x\r\n\r\n",
            "POST /oscp/fp/2.0/nz/heartbeat HTTP/1.1\r\nHost",
            "POST /oscp/fp/2.0/" + "a".repeat(200_000) + " HTTP/1.1\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "\u0000".repeat(2_000),
            "\u00ff".repeat(2_000));
    private static final List<String> LENGTHS =
            List.of("-1", "abc", "1e3", "99999999999999999999", "0x10", "", " 12 ", "4, 4", "0", "1", "5000000");
    private static final List<String> CHUNKS = List.of(
            "zz\r\n{}\r\n0\r\n\r\n",
            "-2\r\n{}\r\n0\r\n\r\n",
            "ffffffffffffffff\r\n{}",
            "7fffffff\r\n{}",
            "2\r\n{}",
            "2\r\n{}xx0\r\n\r\n",
            "2;ext=\"" + "x".repeat(5_000) + "\"\r\n{}\r\n0\r\n\r\n",
            "0\r\nTrailer: x\r\n\r\n",
            "\r\n",
            "2".repeat(5_000));

    private final RequestForge forge;
    private final long seed;

    WireForge(long seed) {
        this.seed = seed;
        forge = new RequestForge(seed);
    }

    byte[] bytes(int number) {
        SplittableRandom random = new SplittableRandom(seed + 31L * number);
        InboundRequest request = forge.any(number).request();
        return switch (random.nextInt(10)) {
            case 0 -> latin1(BodyMutations.pick(NOISE, random));
            case 1 -> lengthed(request, BodyMutations.pick(LENGTHS, random));
            case 2 -> lengthed(request, "" + (request.body().length + random.nextInt(-2, 50)));
            case 3 -> chunked(request, BodyMutations.pick(CHUNKS, random));
            case 4 -> chunked(request, request.body(), latin1(random.nextInt(4) == 0 ? "\r\n" : "\r\n0\r\n\r\n"));
            case 5 -> flooded(request, random);
            case 6 -> join(whole(request), latin1(BodyMutations.pick(NOISE, random)));
            case 7 -> join(whole(request), whole(forge.any(number + 1).request()));
            default -> whole(request);
        };
    }

    /** A heartbeat as an honest peer sends it. */
    static byte[] honest() {
        return announced("/nz/heartbeat", latin1("{\"offline_mode_at\":\"2026-03-01T10:05:00Z\"}"));
    }

    static byte[] announced(String path, byte[] body) {
        return whole(new InboundRequest("POST", path, Gate.VECTOR.honest("r-0"), body, false));
    }

    static byte[] inChunks(String path, byte[] body) {
        InboundRequest request = new InboundRequest("POST", path, Gate.VECTOR.honest("r-0"), body, false);
        return chunked(request, body, latin1("\r\n0\r\n\r\n"));
    }

    private static byte[] whole(InboundRequest request) {
        return lengthed(request, "" + request.body().length);
    }

    private static byte[] lengthed(InboundRequest request, String length) {
        return join(latin1(head(request) + "Content-Length: " + length + "\r\n\r\n"), request.body());
    }

    private static byte[] chunked(InboundRequest request, String chunks) {
        return latin1(head(request) + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
    }

    private static byte[] chunked(InboundRequest request, byte[] body, byte[] end) {
        String size = Integer.toHexString(body.length) + "\r\n";
        return join(join(chunked(request, size), body), end);
    }

    private static byte[] flooded(InboundRequest request, SplittableRandom random) {
        String flood =
                random.nextBoolean() ? "X-Flood: a\r\n".repeat(5_000) : "X-Long: " + "a".repeat(500_000) + "\r\n";
        return join(latin1(head(request) + flood + "Content-Length: 0\r\n\r\n"), request.body());
    }

    private static String head(InboundRequest request) {
        StringBuilder head = new StringBuilder(request.method() + " " + MOUNT + request.path() + " HTTP/1.1\r\n");
        head.append("Host: depot.example\r\n");
        for (Header header : request.headers()) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head.toString();
    }

    private static byte[] join(byte[] head, byte[] tail) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length + tail.length);
        whole.writeBytes(head);
        whole.writeBytes(tail);
        return whole.toByteArray();
    }

    private static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
