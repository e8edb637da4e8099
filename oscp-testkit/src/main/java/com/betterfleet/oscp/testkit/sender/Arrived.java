package com.betterfleet.oscp.testkit.sender;

import com.betterfleet.oscp.http.Header;
import java.util.List;

/** A request as it arrived. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Arrived(String method, String target, List<Header> headers, byte[] body) {
    List<String> values(String name) {
        return headers.stream()
                .filter(header -> header.isNamed(name))
                .map(Header::value)
                .toList();
    }
}
