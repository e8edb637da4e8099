package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundRequest;
import java.util.List;
import java.util.SplittableRandom;

/** Forges the requests of a siege: the same seed and number make the same request. */
final class RequestForge {
    private static final int MEMORY = 50;
    private static final List<String> METHODS = List.of(
            "GET",
            "PUT",
            "DELETE",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "PATCH",
            "post",
            "",
            "POST ",
            "P\u0000ST",
            "X".repeat(9_000));
    private static final List<String> PATHS = List.of(
            "",
            "/",
            "//",
            "/nz",
            "/nz/",
            "/nz//heartbeat",
            "/nz%2Fheartbeat",
            "/nz/heartbeat/",
            "/nz/../nz/heartbeat",
            "/./nz/heartbeat",
            "/nz/%68eartbeat",
            "/nz/heartbeat%00",
            "/nz/heartbeat;a=b",
            "/nz/HEARTBEAT",
            "/NZ/heartbeat",
            "/au/heartbeat",
            "/nz\u0000/heartbeat",
            "/nz/heartbeat\r\nX: y",
            "/nz/\u202eheartbeat",
            "/nz/\ud800",
            "/nz/steal_the_crown",
            "/..%2f..%2fetc/passwd",
            "/nz/" + "a".repeat(100),
            "/nz/" + "a".repeat(101),
            "/" + "a".repeat(64) + "/heartbeat",
            "/" + "a".repeat(65) + "/heartbeat",
            "/" + "a/".repeat(50_000),
            "heartbeat",
            "/{connection}/{action}");

    private final long seed;

    RequestForge(long seed) {
        this.seed = seed;
    }

    /** Any request: honest, hostile or confused, now and then one that was sent before. */
    Sent any(int number) {
        SplittableRandom random = random(number);
        boolean again = number > MEMORY && random.nextInt(20) == 0;
        return again
                ? repeated(any(number - 1 - random.nextInt(MEMORY)), random, number)
                : mutated(new Draft(number, random), random).sent(origin(number));
    }

    /** A request that must be refused, whatever else is in it. */
    Sent hostile(int number) {
        SplittableRandom random = random(number);
        Draft draft = new Draft(number, random);
        switch (random.nextInt(6)) {
            case 0 -> Credentials.spoil(draft, random);
            case 1 -> HeaderMutations.ruin(draft, random);
            case 2 -> draft.spoilBody();
            case 3 -> draft.misdirect(random);
            case 4 -> draft.demandTooMuch();
            default -> draft.forecastWrongly(random.nextBoolean());
        }
        return draft.sent(origin(number));
    }

    private static Draft mutated(Draft draft, SplittableRandom random) {
        if (random.nextInt(100) < 70) {
            draft.body = BodyMutations.mutate(draft.body, random);
        }
        int headers = random.nextInt(100);
        if (headers < 15) {
            HeaderMutations.disturb(draft, random);
        } else if (headers < 30) {
            HeaderMutations.ruin(draft, random);
        }
        if (random.nextInt(100) < 15) {
            Credentials.spoil(draft, random);
        }
        if (random.nextInt(100) < 4) {
            draft.proceedBy(BodyMutations.pick(METHODS, random));
        }
        if (random.nextInt(100) < 6) {
            draft.path = BodyMutations.pick(PATHS, random);
            draft.flaw = "its path leads nowhere";
        }
        return draft;
    }

    /** The same request once more, or its id with another body. */
    private Sent repeated(Sent earlier, SplittableRandom random, int number) {
        InboundRequest before = earlier.request();
        boolean same = random.nextBoolean() || earlier.mustBeRefused();
        byte[] body = same ? before.body() : BodyMutations.mutate(before.body(), random);
        List<Header> headers = before.headers();
        return new Sent(
                new InboundRequest(before.method(), before.path(), headers, body, before.bodyTooLarge()),
                earlier.authentic(),
                earlier.flaw(),
                origin(number) + ", which repeats " + earlier.origin());
    }

    private String origin(int number) {
        return "request " + number + " of seed " + seed;
    }

    private SplittableRandom random(int number) {
        return new SplittableRandom(seed * 0x9e3779b97f4a7c15L + number);
    }
}
