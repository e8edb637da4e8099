package com.betterfleet.oscp.testkit.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the real HTTP call. The patience is real time and only ends a run that hangs. */
final class LoopbackClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> NOT_PART_OF_THE_ANSWER =
            Set.of("date", "connection", "keep-alive", "transfer-encoding", "content-length");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    RawReply send(RawCall call, int port) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request(call, port), HttpResponse.BodyHandlers.ofByteArray());
        return new RawReply(response.statusCode(), headers(response), RawBytes.of(response.body()));
    }

    private static HttpRequest request(RawCall call, int port) {
        HttpRequest.Builder request = HttpRequest.newBuilder(local(call.uri(), port))
                .timeout(PATIENCE)
                .method(
                        call.method(),
                        HttpRequest.BodyPublishers.ofByteArray(call.body().toArray()));
        call.headers().forEach(header -> request.header(header.name(), header.value()));
        return request.build();
    }

    private static URI local(URI uri, int port) {
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create("http://127.0.0.1:" + port + uri.getRawPath() + query);
    }

    private static List<RawHeader> headers(HttpResponse<byte[]> response) {
        List<RawHeader> headers = new ArrayList<>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> headers.add(new RawHeader(name, value))));
        headers.removeIf(header -> NOT_PART_OF_THE_ANSWER.contains(header.name().toLowerCase(Locale.ROOT)));
        headers.sort(Comparator.comparing(header -> header.name().toLowerCase(Locale.ROOT)));
        return headers;
    }
}
