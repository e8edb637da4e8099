package com.betterfleet.oscp.limit;

import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.ForecastRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a group goes through, whatever it is told and whoever tells it.
 *
 * @param rules what the partner may send
 * @param binding the group's binding at first
 * @param state the state of the link at first
 * @param events what happens, in order
 */
record Story(ForecastRules rules, GroupBinding binding, LinkState state, List<Event> events) {
    /** Something that happens so long after what was before it. */
    record Event(Duration after, Happening what) {
        @Override
        public String toString() {
            return "+" + after + " " + what;
        }
    }

    /** What can happen. */
    sealed interface Happening {}

    /** A forecast arrives. */
    record Told(String id, UpdateGroupCapacityForecast message) implements Happening {
        @Override
        public String toString() {
            return message.type() + " " + id
                    + message.forecastedBlocks().stream().map(Story::text).collect(Collectors.joining());
        }
    }

    /** The last forecast of a type arrives once more. */
    record ToldAgain(ForecastType type) implements Happening {}

    /** The link changes; a new session if it shook hands. */
    record Linked(LinkState state, boolean handshake) implements Happening {}

    /** The binding is edited. */
    record Edited(GroupBinding binding) implements Happening {}

    /** One of the inputs that say nothing about any limit, or one that drops something. */
    record Input(LimitInput input) implements Happening {}

    Story with(List<Event> some) {
        return new Story(rules, binding, state, some);
    }

    /** Each story that is a little shorter: an event or a block less. */
    Stream<Story> shorter() {
        return IntStream.range(0, events.size())
                .boxed()
                .flatMap(i -> Stream.concat(Stream.of(instead(i, List.of())), withFewerBlocks(i)));
    }

    private Stream<Story> withFewerBlocks(int i) {
        Event event = events.get(i);
        if (!(event.what() instanceof Told told)) {
            return Stream.empty();
        }
        int blocks = told.message().forecastedBlocks().size();
        int most = blocks / 2;
        return Stream.iterate(most, size -> size > 0, size -> size / 2)
                .flatMap(size -> IntStream.iterate(0, from -> from < blocks, from -> from + size)
                        .mapToObj(from -> instead(i, List.of(without(event.after(), told, from, from + size)))));
    }

    private static Event without(Duration wait, Told told, int from, int to) {
        List<ForecastedBlock> kept = new ArrayList<>(told.message().forecastedBlocks());
        kept.subList(from, Math.min(to, kept.size())).clear();
        return new Event(
                wait,
                new Told(
                        told.id(),
                        new UpdateGroupCapacityForecast(
                                told.message().groupId(), told.message().type(), kept)));
    }

    private Story instead(int i, List<Event> others) {
        List<Event> all = new ArrayList<>(events);
        all.remove(i);
        all.addAll(i, others);
        return with(all);
    }

    private static String text(ForecastedBlock block) {
        return "\n      " + block.startTime() + " to " + block.endTime() + " " + block.capacity() + " " + block.unit()
                + " " + block.phase();
    }

    @Override
    public String toString() {
        return rules + "\n" + binding + "\n" + state
                + events.stream().map(event -> "\n  " + event).collect(Collectors.joining());
    }
}
