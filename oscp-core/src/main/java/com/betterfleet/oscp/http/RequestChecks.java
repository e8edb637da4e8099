package com.betterfleet.oscp.http;

import com.betterfleet.oscp.message.Action;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The checks of a request that need neither state nor secrets. Each finds a refusal or nothing. */
final class RequestChecks {
    private static final Set<Action> OURS_TO_SEND = EnumSet.of(
            Action.ADJUST_GROUP_CAPACITY_FORECAST,
            Action.GROUP_CAPACITY_COMPLIANCE_ERROR,
            Action.UPDATE_GROUP_MEASUREMENTS,
            Action.UPDATE_ASSET_MEASUREMENTS);

    private RequestChecks() {}

    static Optional<Refusal> method(InboundRequest request, Action action) {
        boolean ends = action == Action.REGISTER;
        return when(
                !request.method().equals("POST") && !(ends && isEnd(request)),
                ends
                        ? Refusal.of(405, "only POST and DELETE are served").with("Allow", "POST, DELETE")
                        : Refusal.of(405, "only POST is served").with("Allow", "POST"));
    }

    /** Whether it ends the registration; its body, if it has one, says nothing. */
    static boolean isEnd(InboundRequest request) {
        return request.method().equals("DELETE");
    }

    static Optional<Refusal> role(Action action) {
        return when(
                OURS_TO_SEND.contains(action),
                Refusal.of(403, action.path() + " is not sent to a Flexibility Provider"));
    }

    static Optional<Refusal> size(InboundRequest request, EndpointBounds bounds) {
        return when(
                request.bodyTooLarge() || request.body().length > bounds.maxBody(),
                Refusal.of(413, "the body is larger than " + bounds.maxBody() + " bytes"));
    }

    static Optional<Refusal> content(InboundRequest request) {
        boolean json = values(request, "Content-Type").stream().allMatch(MediaType::isJson);
        boolean plain = values(request, "Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase);
        return when(!json || !plain, Refusal.of(415, "the body must be application/json in UTF-8, not compressed"));
    }

    static Optional<Refusal> headers(MessageHeaders headers) {
        return when(!headers.violations().isEmpty(), Refusal.of(400, headers.violations()));
    }

    private static List<String> values(InboundRequest request, String name) {
        return request.headers().stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .toList();
    }

    private static Optional<Refusal> when(boolean broken, Refusal refusal) {
        return broken ? Optional.of(refusal) : Optional.empty();
    }
}
