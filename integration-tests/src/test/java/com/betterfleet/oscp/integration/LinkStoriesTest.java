package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;

/**
 * The link through arbitrary stories of two sides, a network and an operator (decisions 1, 4 and 9; rules I17, I30 and I33). A failure
 * prints the shortest story that fails and its seed; {@code -Dlink.seed=S -Dlink.stories=N} tells the same stories again.
 *
 * @see LinkStoryLaws
 */
class LinkStoriesTest {
    private static final int ACTS = 8;

    @Property
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryWithTheStandardProfileEndsLawfully(@ForAll("standard") ActionChain<LinkStory> story) {
        LinkStoryLaws.end(story.run());
    }

    @Property
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryWithVectorEndsLawfully(@ForAll("vector") ActionChain<LinkStory> story) {
        LinkStoryLaws.end(story.run());
    }

    @Property
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryInWhichWeRegisterEndsLawfully(@ForAll("weRegister") ActionChain<LinkStory> story) {
        LinkStoryLaws.end(story.run());
    }

    @Property
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryInWhichTheyRegisterEndsLawfully(@ForAll("theyRegister") ActionChain<LinkStory> story) {
        LinkStoryLaws.end(story.run());
    }

    @Property
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryInWhichTheirRegisterEchoesOurIdEndsLawfully(@ForAll("echoing") ActionChain<LinkStory> story) {
        LinkStoryLaws.end(story.run());
    }

    @Property
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryInWhichTheirOldTokenIsVoidAtOnceEndsLawfully(@ForAll("hasty") ActionChain<LinkStory> story) {
        LinkStoryLaws.end(story.run());
    }

    @Property
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryInWhichTheyAnswerEveryRegisterEndsLawfully(@ForAll("forgetful") ActionChain<LinkStory> story) {
        LinkStoryLaws.end(story.run());
    }

    /** The seed of a failure is worth something only if it tells the same again. */
    @Property(tries = 10)
    void theSameStoryIsToldTheSameTwice(@ForAll("standard") ActionChain<LinkStory> story) {
        LinkStory once = story.run();
        LinkStory again = story.run();
        assertThat(again.events).isEqualTo(once.events);
        assertThat(again.network.passed).isEqualTo(once.network.passed);
    }

    @Provide
    Arbitrary<ActionChain<LinkStory>> standard() {
        return stories(LinkStoryDialect.STANDARD);
    }

    @Provide
    Arbitrary<ActionChain<LinkStory>> vector() {
        return stories(LinkStoryDialect.VECTOR);
    }

    @Provide
    Arbitrary<ActionChain<LinkStory>> weRegister() {
        return stories(LinkStoryDialect.WE_REGISTER);
    }

    @Provide
    Arbitrary<ActionChain<LinkStory>> theyRegister() {
        return stories(LinkStoryDialect.THEY_REGISTER);
    }

    @Provide
    Arbitrary<ActionChain<LinkStory>> echoing() {
        return stories(LinkStoryDialect.ECHOING_REGISTER);
    }

    @Provide
    Arbitrary<ActionChain<LinkStory>> hasty() {
        return stories(LinkStoryDialect.HASTY_REGISTER);
    }

    @Provide
    Arbitrary<ActionChain<LinkStory>> forgetful() {
        return stories(LinkStoryDialect.FORGETFUL_REGISTER);
    }

    private static Arbitrary<ActionChain<LinkStory>> stories(LinkStoryDialect dialect) {
        return ActionChain.startWith(() -> new LinkStory(dialect))
                .withAction(
                        (Action.Independent<LinkStory>) () -> LinkStoryAct.any().map(LinkStoryAct::transformer))
                .withMaxTransformations(ACTS);
    }
}
