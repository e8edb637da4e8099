package com.betterfleet.oscp.integration.crash;

import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.store.InMemoryOscpStore;
import com.betterfleet.oscp.store.Kind;
import com.betterfleet.oscp.store.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the utility was told to be accepted is sent once more at the end: it is accepted again, and nothing comes of it. */
record Repetition(List<Exchange> exchanges, InMemoryOscpStore store) {
    private static final int ALL = 1000;
    private static final Set<String> REPEATED =
            Set.of("update_group_capacity_forecast", "handshake", "handshake_acknowledge");

    List<String> faults(FlexibilityProvider fp) {
        List<String> faults = new ArrayList<>();
        Map<String, String> before = content();
        Set<String> done = new TreeSet<>();
        Optional<Exchange> latest =
                exchanges.stream().filter(one -> !one.byDepot()).reduce((first, second) -> second);
        for (Exchange exchange : exchanges) {
            if (!exchange.byDepot()
                    && exchange.acknowledged()
                    && REPEATED.contains(exchange.action())
                    && done.add(exchange.id())) {
                fault(fp, exchange, latest.orElseThrow()).ifPresent(faults::add);
            }
        }
        if (!before.equals(content())) {
            faults.add("law 1: what was repeated had a second effect");
        }
        return faults;
    }

    private static Optional<String> fault(FlexibilityProvider fp, Exchange exchange, Exchange latest) {
        try {
            int status = repeat(fp, exchange, latest);
            return status == 204
                    ? Optional.empty()
                    : Optional.of("law 1: " + exchange + " is answered " + status + " when it is repeated");
        } catch (Killed dead) {
            return Optional.of("law 1: the process did something at which it could be stopped when it got " + exchange
                    + " once more");
        }
    }

    /** With the credential of the latest message: tokens that Register replaced are void. */
    private static int repeat(FlexibilityProvider fp, Exchange exchange, Exchange latest) {
        List<Header> headers = new ArrayList<>();
        exchange.call().headers().stream()
                .filter(header -> !header.isNamed("Authorization"))
                .forEach(header -> headers.add(new Header(header.name(), header.value())));
        latest.call().headers().stream()
                .filter(header -> header.isNamed("Authorization"))
                .forEach(header -> headers.add(new Header(header.name(), header.value())));
        return fp.endpoint()
                .handle(new InboundRequest(
                        "POST",
                        "/nz/" + exchange.action(),
                        headers,
                        exchange.call().body().toArray(),
                        false))
                .status();
    }

    private Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        for (Kind kind : Kind.values()) {
            for (Stored stored : store.list(kind, Optional.empty(), ALL)) {
                content.put(stored.key().toString(), stored.version() + " " + stored.nextDue());
            }
        }
        return content;
    }
}
