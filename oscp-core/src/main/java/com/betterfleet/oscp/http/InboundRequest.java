package com.betterfleet.oscp.http;

import java.util.List;

/**
 * A request as a web server received it, before anything of it was believed. The body is shared, not copied: treat it as
 * read-only.
 *
 * @param method the method, as written
 * @param path the raw path below the mount point, for example {@code /nz/heartbeat}, or {@code /heartbeat} on the bare
 *     path; without query
 * @param headers every header line in order, a repeated name repeated
 * @param body the body; what was read of it where it is too large
 * @param bodyTooLarge whether reading stopped because the body exceeds {@link EndpointBounds#maxBody()}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, shared; these records are never compared
public record InboundRequest(String method, String path, List<Header> headers, byte[] body, boolean bodyTooLarge) {
    /**
     * Copies the headers.
     *
     * @param method the method, as written
     * @param path the raw path below the mount point, for example {@code /nz/heartbeat}, or {@code /heartbeat} on the bare path; without query
     * @param headers every header line in order, a repeated name repeated
     * @param body the body; what was read of it where it is too large
     * @param bodyTooLarge whether reading stopped because the body exceeds {@link EndpointBounds#maxBody()}
     */
    public InboundRequest {
        headers = List.copyOf(headers);
    }

    @Override
    public String toString() {
        return Printable.bounded(method, 20) + " " + Printable.bounded(path, 200) + ", " + body.length + " bytes";
    }
}
