package com.betterfleet.oscp.http;

import com.betterfleet.oscp.json.OscpCodec;
import java.util.List;

/**
 * What a web server answers. The body is shared, not copied: treat it as read-only.
 *
 * @param status the status: 204 (200 with an access token), 400, 401, 403, 404, 405, 409, 413, 415, 501 or 503
 * @param headers its headers
 * @param body empty for 204, else JSON: {@code {"message": ...}}, or what OAuth demands
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, shared; these records are never compared
public record InboundAnswer(int status, List<Header> headers, byte[] body) {
    private static final Header JSON = new Header("Content-Type", "application/json");

    /**
     * Copies the headers.
     *
     * @param status the status: 204 (200 with an access token), 400, 401, 403, 404, 405, 409, 413, 415, 501 or 503
     * @param headers its headers
     * @param body empty for 204, else JSON: {@code {"message": ...}}, or what OAuth demands
     */
    public InboundAnswer {
        headers = List.copyOf(headers);
    }

    static InboundAnswer noContent() {
        return new InboundAnswer(204, List.of(), new byte[0]);
    }

    static InboundAnswer of(Refusal refusal) {
        List<Header> headers =
                refusal.header().map(extra -> List.of(JSON, extra)).orElse(List.of(JSON));
        return new InboundAnswer(refusal.status(), headers, OscpCodec.strict().encodeError(refusal.why()));
    }
}
