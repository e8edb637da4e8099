package com.betterfleet.oscp.examples.vectordepot.day;

import com.betterfleet.oscp.http.EndpointBounds;
import com.betterfleet.oscp.http.HttpEndpoint;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;

/** A door for requests: what came, before anybody has looked at it, and what was answered. */
record RecordedEndpoint(Journal journal, HttpLines http, String door, HttpEndpoint endpoint) implements HttpEndpoint {
    @Override
    public EndpointBounds bounds() {
        return endpoint.bounds();
    }

    @Override
    public InboundAnswer handle(InboundRequest request) {
        journal.line("request", http.request(door, request));
        InboundAnswer answer = endpoint.handle(request);
        journal.line("answer", http.answer(answer));
        return answer;
    }
}
