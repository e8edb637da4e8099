package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.event.OscpEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events can neither block nor break the engine (decision 18), whatever listeners do. */
class ListenersTest {
    private final Depot depot = new Depot();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void aListenerMayAskForTheStatusAndOperate() {
        List<LinkState> seen = new ArrayList<>();
        depot.more = builder -> builder.listener(event -> {
            if (isOnline(event)) {
                seen.add(depot.link().state());
                depot.fp().operations().suspend(Depot.NZ, Depot.OPS);
                seen.add(depot.link().state());
            }
        });
        depot.boot().run(Duration.ofMinutes(1));

        assertThat(seen).containsExactly(LinkState.ONLINE, LinkState.SUSPENDED);
        assertThat(depot.link().state()).isEqualTo(LinkState.SUSPENDED);
    }

    @Test
    void aListenerThatThrowsHearsTheNextEventAndHurtsNobody() {
        int[] thrown = {0};
        depot.more = builder -> builder.listener(event -> {
                    thrown[0]++;
                    throw new IllegalStateException("the host's");
                })
                .listener(event -> {
                    thrown[0]++;
                    throw new NoClassDefFoundError("the host's");
                });
        depot.live("500").run(Duration.ofMinutes(10));

        assertThat(depot.time.failures()).isEmpty();
        assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
        assertThat(depot.obeys("500")).isTrue();
        assertThat(depot.events).hasSizeGreaterThan(5);
        assertThat(thrown[0]).isEqualTo(2 * depot.events.size());
    }

    @Test
    @Timeout(60)
    void aListenerThatNeverReturnsDelaysNeitherTheEngineNorTheOthers() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch online = new CountDownLatch(1);
        depot.more = builder -> builder.listenerExecutor(threads)
                .listener(event -> await(never))
                .listener(event -> {
                    if (isOnline(event)) {
                        online.countDown();
                    }
                });
        try {
            depot.live("500");
            int beats = depot.cp.received().size();
            depot.run(Duration.ofMinutes(10));

            assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
            assertThat(depot.obeys("500")).isTrue();
            assertThat(depot.cp.received().size()).isGreaterThan(beats);
            assertThat(online.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            never.countDown();
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean isOnline(OscpEvent event) {
        return event instanceof LinkEvent.LinkChanged change && change.to() == LinkState.ONLINE;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
