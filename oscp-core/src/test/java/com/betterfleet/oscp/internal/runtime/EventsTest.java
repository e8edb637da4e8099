package com.betterfleet.oscp.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.event.EngineEvent;
import com.betterfleet.oscp.event.LinkEvent;
import com.betterfleet.oscp.event.OscpEvent;
import com.betterfleet.oscp.event.OscpListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events reach listeners in order and one at a time, whatever listeners do. */
class EventsTest {
    private final Manual executor = new Manual();
    private final List<String> heard = new ArrayList<>();

    @Test
    void theyArriveInTheOrderInWhichTheyWereRaised() {
        Events events = events(this::hear);
        raise(events, 0, 100);
        executor.runAll();
        assertThat(heard).isEqualTo(numbers(0, 100));
    }

    @Test
    void noneIsDeliveredOnTheThreadThatRaisesIt() {
        Events events = events(this::hear);
        raise(events, 0, 3);
        assertThat(heard).isEmpty();
    }

    @Test
    void aSlowListenerHoldsOneThreadAtMostAndLosesNothing() {
        List<Integer> busy = new ArrayList<>();
        Events[] events = new Events[1];
        events[0] = events(event -> {
            hear(event);
            raise(events[0], heard.size(), heard.size() < 50 ? heard.size() + 1 : heard.size());
            busy.add(executor.tasks.size());
        });
        raise(events[0], 0, 1);
        executor.runAll();
        assertThat(heard).isEqualTo(numbers(0, 50));
        assertThat(busy)
                .as("no second delivery waits for a thread while one is under way")
                .containsOnly(0);
    }

    @Test
    void aListenerThatThrowsDoesNotKeepTheOthersFromHearing() {
        Events events = events(
                event -> {
                    throw new IllegalStateException("no");
                },
                event -> {
                    throw new NoSuchMethodError("no");
                },
                this::hear);
        raise(events, 0, 3);
        executor.runAll();
        raise(events, 3, 5);
        executor.runAll();
        assertThat(heard).isEqualTo(numbers(0, 5));
    }

    @Test
    void beyondTenThousandTheNewestAreDroppedAndLaterOnesAreHeardAgain() {
        Events events = events(this::hear);
        raise(events, 0, 10_005);
        executor.runAll();
        assertThat(heard.subList(0, 10_000)).isEqualTo(numbers(0, 10_000));
        assertThat(heard)
                .as("told once it has caught up, even if nothing else happens")
                .hasSize(10_001)
                .endsWith("5 were kept from it");
        raise(events, 20_000, 20_001);
        executor.runAll();
        assertThat(heard).hasSize(10_002).endsWith("20000");
    }

    @Test
    void anExecutorThatRefusesOnceIsTriedAgainWithTheNextEvent() {
        Events events = events(this::hear);
        executor.stopped = true;
        raise(events, 0, 3);
        executor.stopped = false;
        raise(events, 3, 4);
        executor.runAll();
        assertThat(heard).isEqualTo(numbers(0, 4));
    }

    @Test
    void aListenerThatNeverReturnsKeepsNothingFromTheOthers() {
        List<Runnable> stuck = new ArrayList<>();
        Executor threads = task -> stuck.add(task);
        Events events = new Events(List.of(this::hear, this::hear), threads);
        raise(events, 0, 3);
        assertThat(stuck).as("each listener has a delivery of its own").hasSize(2);
        stuck.get(1).run();
        assertThat(heard).as("the first has not been called yet").isEqualTo(numbers(0, 3));
    }

    @Test
    void aListenerGivesTheThreadBackNowAndThen() {
        Events events = events(this::hear);
        raise(events, 0, 100);
        executor.tasks.poll().run();
        assertThat(heard).isEqualTo(numbers(0, 16));
        assertThat(executor.tasks).hasSize(1);
    }

    @Test
    void aSchedulerThatIsShutDownIsNoReasonToThrow() {
        Events events = events(this::hear);
        executor.stopped = true;
        raise(events, 0, 3);
        assertThat(heard).isEmpty();
    }

    private Events events(OscpListener... listeners) {
        return new Events(List.of(listeners), executor);
    }

    private void hear(OscpEvent event) {
        heard.add(
                event instanceof EngineEvent.EventsDropped dropped
                        ? dropped.count() + " were kept from it"
                        : ((LinkEvent.InputIgnored) event).what());
    }

    private static void raise(Events events, int from, int to) {
        numbers(from, to)
                .forEach(number ->
                        events.raise(new LinkEvent.InputIgnored(ConnectionId.of("nz"), Manual.START, number, "test")));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }
}
