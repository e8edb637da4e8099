package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.integration.LinkStoryTrouble.Kind;
import com.betterfleet.oscp.integration.LinkStoryTrouble.Side;
import java.time.Duration;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Transformer;

/**
 * One sentence of a story.
 *
 * @param text how a script says it
 * @param does what it does
 */
record LinkStoryAct(String text, Consumer<LinkStory> does) {
    Transformer<LinkStory> transformer() {
        return Transformer.mutate(text, does);
    }

    static LinkStoryAct pass(int seconds) {
        return new LinkStoryAct(seconds + " s pass", story -> story.run(Duration.ofSeconds(seconds)));
    }

    static LinkStoryAct trouble(Side side, String action, Kind kind, int amount, int seconds) {
        LinkStoryTrouble trouble = new LinkStoryTrouble(side, action, kind, amount, Duration.ofSeconds(seconds));
        return new LinkStoryAct(trouble.toString(), story -> story.network.trouble(trouble));
    }

    static LinkStoryAct step(int hours) {
        return new LinkStoryAct(
                "the wall clock steps " + hours + " h", story -> story.stepWall(Duration.ofHours(hours)));
    }

    /** What the jitter draws from now on. */
    static LinkStoryAct dice(int seed) {
        return new LinkStoryAct("dice " + seed, story -> story.dice(seed));
    }

    static LinkStoryAct ask(int seconds) {
        return new LinkStoryAct("the CP renegotiates to " + seconds + " s", story -> {
            story.cp.ask(Duration.ofSeconds(seconds));
            story.cp.startHandshake();
        });
    }

    static LinkStoryAct crash() {
        return new LinkStoryAct("we crash and start again", LinkStory::crashAndRestart);
    }

    static LinkStoryAct suspend() {
        return new LinkStoryAct("suspend", story -> story.fp().operations().suspend(Depot.NZ, Depot.OPS));
    }

    static LinkStoryAct resume() {
        return new LinkStoryAct("resume", story -> story.fp().operations().resume(Depot.NZ, Depot.OPS));
    }

    static LinkStoryAct disable() {
        return new LinkStoryAct("disable", story -> story.fp().configuration().disable(Depot.NZ, Depot.OPS));
    }

    static LinkStoryAct enable() {
        return new LinkStoryAct("enable", story -> story.fp().configuration().enable(Depot.NZ, Depot.OPS));
    }

    static LinkStoryAct handshakeNow() {
        return new LinkStoryAct(
                "handshake now", story -> story.fp().operations().handshakeNow(Depot.NZ, Depot.OPS));
    }

    static LinkStoryAct theirHandshake() {
        return new LinkStoryAct("the CP starts a handshake", story -> story.cp.startHandshake());
    }

    static LinkStoryAct register() {
        return new LinkStoryAct("the CP registers", story -> {
            if (story.dialect.registers()) {
                story.cp.startRegister();
            }
        });
    }

    static LinkStoryAct forget() {
        return new LinkStoryAct("the CP ends the registration", story -> {
            if (story.dialect.registers()) {
                story.forget();
            }
        });
    }

    static LinkStoryAct editInterval(int seconds) {
        return new LinkStoryAct("we ask for " + seconds + " s", story -> story.editInterval(seconds));
    }

    static LinkStoryAct editUrl() {
        return new LinkStoryAct("another URL of the CP", LinkStory::editUrl);
    }

    static LinkStoryAct editCredential() {
        return new LinkStoryAct("another credential", LinkStory::editCredential);
    }

    static Arbitrary<LinkStoryAct> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(1, 70).map(LinkStoryAct::pass)),
                Tuple.of(8, troubles()),
                Tuple.of(6, plain()),
                Tuple.of(1, Arbitraries.of(11, 13, 17, 19).map(LinkStoryAct::ask)),
                Tuple.of(1, Arbitraries.of(10, 12, 16, 20).map(LinkStoryAct::editInterval)),
                Tuple.of(1, Arbitraries.integers().between(0, 99).map(LinkStoryAct::dice)),
                Tuple.of(1, Arbitraries.of(1, -1).map(LinkStoryAct::step)));
    }

    private static Arbitrary<LinkStoryAct> plain() {
        return Arbitraries.of(
                theirHandshake(),
                handshakeNow(),
                crash(),
                register(),
                forget(),
                editUrl(),
                editCredential(),
                suspend(),
                resume(),
                disable(),
                enable());
    }

    private static Arbitrary<LinkStoryAct> troubles() {
        Arbitrary<String> actions =
                Arbitraries.of(LinkStoryTrouble.ANY, "heartbeat", "handshake", "handshake_acknowledge", "register");
        Arbitrary<Integer> lasting = Arbitraries.integers().between(1, 90);
        Arbitrary<Side> sides = Arbitraries.of(Side.class);
        Arbitrary<LinkStoryAct> carried = Combinators.combine(
                        sides, actions, Arbitraries.of(Kind.DROP, Kind.DROP_ANSWER, Kind.DUPLICATE), lasting)
                .as((side, action, kind, seconds) -> trouble(side, action, kind, 0, seconds));
        Arbitrary<LinkStoryAct> late = Combinators.combine(
                        sides, actions, Arbitraries.integers().between(1, 40), lasting)
                .as((side, action, amount, seconds) -> trouble(side, action, Kind.DELAY, amount, seconds));
        Arbitrary<LinkStoryAct> refused = Combinators.combine(
                        actions, Arbitraries.of(400, 401, 403, 404, 429, 500), lasting)
                .as((action, status, seconds) -> trouble(Side.CP, action, Kind.REFUSE, status, seconds));
        Arbitrary<LinkStoryAct> odd = Combinators.combine(
                        Arbitraries.of(
                                trouble(Side.FP, "handshake_acknowledge", Kind.UNCORRELATED, 0, 60),
                                trouble(Side.FP, "handshake_acknowledge", Kind.EMPTY, 0, 60),
                                trouble(Side.FP, "handshake_acknowledge", Kind.ECHO, 0, 60),
                                trouble(Side.FP, "heartbeat", Kind.SHIFT_PROMISE, 1, 60),
                                trouble(Side.FP, "heartbeat", Kind.SHIFT_PROMISE, -1, 60)),
                        Arbitraries.just(0))
                .as((act, unused) -> act);
        return Arbitraries.frequencyOf(Tuple.of(4, carried), Tuple.of(2, late), Tuple.of(2, refused), Tuple.of(2, odd));
    }

    @Override
    public String toString() {
        return text;
    }
}
