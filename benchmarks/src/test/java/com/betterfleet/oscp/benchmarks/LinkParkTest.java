package com.betterfleet.oscp.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.store.InMemoryOscpStore;
import org.junit.jupiter.api.Test;

/** That what the link figures measure is the life of links that are ONLINE, at the pace that they claim. */
class LinkParkTest {
    private static final int LINKS = 20;
    private static final int MINUTES = 10;

    private final LinkPark park = new LinkPark(new InMemoryOscpStore(), LINKS);

    @Test
    void everyLinkBeatsAtLeastTwiceAMinuteEachWay() {
        park.open();
        long before = park.heartbeats();
        park.live(60 * MINUTES);

        park.requireOnline();
        assertThat(park.heartbeats() - before).isBetween(2L * 2 * MINUTES * LINKS, 5L * MINUTES * LINKS);
    }

    @Test
    void aRestartBringsEveryLinkBackOnline() {
        park.open();
        park.live(60);
        long before = park.heartbeats();
        park.restart();

        park.requireOnline();
        assertThat(park.heartbeats() - before).as("each beats at once").isEqualTo(LINKS);
    }
}
