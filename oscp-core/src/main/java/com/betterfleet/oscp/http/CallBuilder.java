package com.betterfleet.oscp.http;

import com.betterfleet.oscp.configuration.HeaderValue;
import com.betterfleet.oscp.configuration.Secret;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.configuration.SecretVault;
import com.betterfleet.oscp.configuration.StaticHeader;
import com.betterfleet.oscp.profile.HeaderRule;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns a message into a request: address, headers, secrets. */
final class CallBuilder {
    private static final String JSON = "application/json";

    private final SecretVault secrets;

    CallBuilder(SecretVault secrets) {
        this.secrets = secrets;
    }

    /** The message as a request, with the headers of {@code authorization} first. */
    HttpCall build(OutboundMessage message, List<Header> authorization) {
        List<Header> configured =
                message.settings().headers().stream().map(this::resolve).toList();
        return new HttpCall(
                message.method().name(),
                uri(message),
                legal(once(Stream.of(authorization, ours(message), configured).flatMap(List::stream))),
                message.body(),
                message.profile().retry().timeout());
    }

    static URI uri(OutboundMessage message) {
        String base = message.baseUrl().toString();
        String path = message.profile().wire().path(message.action());
        return URI.create(base.replaceFirst("/+$", "") + "/" + path.replaceFirst("^/+", ""));
    }

    private static List<Header> ours(OutboundMessage message) {
        Stream<Header> correlation =
                message.correlationId().stream().map(id -> new Header(MessageHeaders.CORRELATION_ID, id.value()));
        String id = message.requestId().value();
        Stream<Header> ofBody =
                message.body().length == 0 ? Stream.empty() : Stream.of(new Header("Content-Type", JSON));
        Stream<Header> always = Stream.of(new Header("Accept", JSON), new Header(MessageHeaders.REQUEST_ID, id));
        Stream<Header> ofProfile = message.profile().wire().headers().stream()
                .filter(rule -> rule instanceof HeaderRule.OfRequestId)
                .map(rule -> new Header(rule.name(), id));
        return Stream.of(ofBody, always, correlation, ofProfile)
                .flatMap(headers -> headers)
                .toList();
    }

    /** A later header replaces the one that has its name in any case, in its place. */
    private static List<Header> once(Stream<Header> headers) {
        Map<String, Integer> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<Header> kept = new ArrayList<>();
        headers.forEach(header -> {
            Integer place = places.putIfAbsent(header.name(), kept.size());
            if (place == null) {
                kept.add(header);
            } else {
                kept.set(place, header);
            }
        });
        return kept;
    }

    /** A host's sender may not look: what could smuggle a second header in goes no further, and is not quoted. */
    private static List<Header> legal(List<Header> headers) {
        headers.stream()
                .filter(header -> !Printable.isHeaderValue(header.value()))
                .findFirst()
                .ifPresent(illegal -> {
                    throw new MissingCredentialException(
                            "header " + illegal.name() + " has a value that no header may carry");
                });
        return headers;
    }

    private Header resolve(StaticHeader header) {
        HeaderValue value = header.value();
        if (value instanceof HeaderValue.Secured secured) {
            return new Header(header.name(), reveal(header.name(), secured.ref()));
        }
        return new Header(header.name(), ((HeaderValue.Plain) value).text());
    }

    private String reveal(String name, SecretRef ref) {
        return read(name, ref)
                .map(Secret::reveal)
                .orElseThrow(
                        () -> new MissingCredentialException("header " + name + ": " + ref + " is not in the vault"));
    }

    private Optional<Secret> read(String name, SecretRef ref) {
        try {
            return secrets.get(ref);
        } catch (RuntimeException unreadable) {
            // Its message may quote the secret, as where that is no printable text.
            throw new MissingCredentialException(
                    "header " + name + ": " + ref + " cannot be read from the vault, " + Failures.describe(unreadable));
        }
    }
}
