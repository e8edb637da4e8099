package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import java.util.ArrayList;
import java.util.List;

/** The ways into a {@link BesiegedDepot}, and what opens them. */
enum Gate {
    /** The first partner's connection. */
    VECTOR("/nz", "Bearer", Depot.SECRETS.get(1)),
    /** A connection of the plain profile, with a header check. */
    PLAIN("/plain", "Token", "plain-in-5ecre7-d"),
    /** The same on the bare path. */
    BARE("", "Token", "plain-in-5ecre7-d"),
    /** A connection whose tokens are exchanged by Register; its group is not bound. */
    REGISTER("/reg", "Token", "reg-first-5ecre7-g");

    static final String CHECKED_HEADER = "X-Gate";
    static final String CHECKED_VALUE = "gate-5ecre7-e";

    final String path;
    final String scheme;
    final String token;

    Gate(String path, String scheme, String token) {
        this.path = path;
        this.scheme = scheme;
        this.token = token;
    }

    boolean checksAHeader() {
        return this == PLAIN || this == BARE;
    }

    boolean isVectors() {
        return this == VECTOR;
    }

    String authorization() {
        return scheme + " " + token;
    }

    /** One that this gate's credentials do not open. */
    Gate other() {
        return this == VECTOR ? PLAIN : VECTOR;
    }

    /** The headers of an honest peer; they can be added to. */
    List<Header> honest(String requestId) {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Authorization", authorization()));
        headers.add(new Header("Content-Type", "application/json"));
        headers.add(new Header("X-Request-ID", requestId));
        if (checksAHeader()) {
            headers.add(new Header(CHECKED_HEADER, CHECKED_VALUE));
        }
        return headers;
    }
}
