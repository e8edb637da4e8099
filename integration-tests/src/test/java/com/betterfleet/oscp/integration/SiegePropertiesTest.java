package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundRequest;
import com.betterfleet.oscp.message.Action;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Arbitrary requests at the whole endpoint, shrunk to the smallest that does harm. */
class SiegePropertiesTest {
    private static BesiegedDepot besieged;
    private static Judge judge;

    @BeforeContainer
    static void besiege() {
        besieged = new BesiegedDepot().besieged();
        judge = new Judge(besieged);
    }

    @AfterContainer
    static void leave() {
        besieged.close();
    }

    @Property(tries = 500)
    void anyRequestOfAPeerIsAnsweredAndChangesNothingUnlessTaken(
            @ForAll("paths") String path, @ForAll("headers") List<Header> headers, @ForAll("bodies") byte[] body) {
        Gate gate = path.startsWith("/nz/") ? Gate.VECTOR : Gate.PLAIN;
        List<Header> all = gate.honest("r-1");
        all.addAll(headers);
        judge.send(new Sent(new InboundRequest("POST", path, all, body, false), true, "", "a property's request"));
    }

    @Property(tries = 500)
    void anyRequestOfAStrangerIsAnswered401Or404Or405AndChangesNothing(
            @ForAll("methods") String method,
            @ForAll("paths") String path,
            @ForAll("headers") List<Header> headers,
            @ForAll("bodies") byte[] body) {
        InboundRequest request = new InboundRequest(method, path, headers, body, false);
        judge.send(new Sent(request, false, "nobody knows its sender", "a property's request"));
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just("POST")), Tuple.of(1, Arbitraries.strings()));
    }

    @Provide
    Arbitrary<String> paths() {
        Arbitrary<String> known = Combinators.combine(Arbitraries.of("", "/nz", "/plain"), Arbitraries.of(Action.class))
                .as((connection, action) -> connection + "/" + action.path());
        Arbitrary<String> odd = Arbitraries.strings().ofMaxLength(30).map(text -> "/nz/" + text);
        return Arbitraries.frequencyOf(Tuple.of(8, known), Tuple.of(1, odd), Tuple.of(1, Arbitraries.strings()));
    }

    @Provide
    Arbitrary<List<Header>> headers() {
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(
                        1,
                        Arbitraries.of(
                                "X-Correlation-ID",
                                "x-request-id",
                                "Content-Encoding",
                                "X-Segment-Count",
                                "content-length",
                                "Content-Type")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(10)));
        return Combinators.combine(names, Arbitraries.strings().ofMaxLength(300))
                .as(Header::new)
                .list()
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> shaped = Arbitraries.of(Corpus.DOCUMENTS).map(Corpus.Document::body);
        Arbitrary<byte[]> mutated = Combinators.combine(shaped, Arbitraries.longs())
                .as((body, seed) -> BodyMutations.mutate(body, new SplittableRandom(seed)));
        return Arbitraries.frequencyOf(
                Tuple.of(4, mutated),
                Tuple.of(1, shaped),
                Tuple.of(1, Arbitraries.bytes().array(byte[].class).ofMaxSize(200)),
                Tuple.of(1, Arbitraries.strings().map(text -> text.getBytes(StandardCharsets.UTF_8))));
    }
}
