package com.betterfleet.oscp.integration;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** The link through arbitrary stories of two sides, a network and an operator (decisions 1, 4 and 9; rules I17, I30 and I33). */
class LinkStories {
    private static final int ACTS = 8;

    @Property(tries = 1_000)
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryWithTheStandardProfileEndsLawfully(@ForAll("scripts") List<LinkStoryAct> script) {
        told(LinkStoryDialect.STANDARD, script);
    }

    @Property(tries = 1_000)
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryWithVectorEndsLawfully(@ForAll("scripts") List<LinkStoryAct> script) {
        told(LinkStoryDialect.VECTOR, script);
    }

    @Property(tries = 1_000)
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryInWhichWeRegisterEndsLawfully(@ForAll("scripts") List<LinkStoryAct> script) {
        told(LinkStoryDialect.WE_REGISTER, script);
    }

    @Property(tries = 1_000)
    @AddLifecycleHook(LinkStoryCount.class)
    void everyStoryInWhichTheyRegisterEndsLawfully(@ForAll("scripts") List<LinkStoryAct> script) {
        told(LinkStoryDialect.THEY_REGISTER, script);
    }

    private static void told(LinkStoryDialect dialect, List<LinkStoryAct> script) {
        LinkStory story = new LinkStory(dialect, 7);
        script.forEach(act -> act.does().accept(story));
        LinkStoryLaws.end(story);
    }

    @Provide
    Arbitrary<List<LinkStoryAct>> scripts() {
        return LinkStoryAct.any().list().ofMaxSize(ACTS);
    }
}
