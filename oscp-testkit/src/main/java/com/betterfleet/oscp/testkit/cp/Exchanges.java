package com.betterfleet.oscp.testkit.cp;

import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Reads what the JDK's server gives. */
final class Exchanges {

    private Exchanges() {}

    /** The headers ordered by name: the server does not keep their order. */
    static List<RawHeader> headers(HttpExchange exchange) {
        List<RawHeader> headers = new ArrayList<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> headers.add(new RawHeader(name, value))));
        headers.sort(Comparator.comparing(header -> header.name().toLowerCase(Locale.ROOT)));
        return headers;
    }
}
