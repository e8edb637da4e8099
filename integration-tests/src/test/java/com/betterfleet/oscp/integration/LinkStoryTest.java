package com.betterfleet.oscp.integration;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/** The link through arbitrary stories of two sides, a network and an operator (decisions 1, 4 and 9; rules I17, I30 and I33). */
class LinkStoryTest {
    private static final int ACTS = 8;

    @Property(tries = 1_000)
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryEndsLawfully(@ForAll("stories") ActionChain<LinkStory> story) {
        LinkStoryLaws.end(story.run());
    }

    @Provide
    Arbitrary<ActionChain<LinkStory>> stories() {
        return Arbitraries.of(LinkStoryDialect.class)
                .flatMap(dialect -> ActionChain.startWith(() -> new LinkStory(dialect, 7))
                        .withAction(acting(dialect))
                        .withMaxTransformations(ACTS));
    }

    private static Action<LinkStory> acting(LinkStoryDialect dialect) {
        return new Action.Independent<>() {
            @Override
            public Arbitrary<Transformer<LinkStory>> transformer() {
                return LinkStoryAct.any()
                        .map(act -> Transformer.mutate(dialect + ": " + act, story -> act.does().accept(story)));
            }
        };
    }
}
