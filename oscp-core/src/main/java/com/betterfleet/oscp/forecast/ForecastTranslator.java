package com.betterfleet.oscp.forecast;

import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.envelope.Timeline;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.json.Violation;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequestId;
import com.betterfleet.oscp.message.UpdateGroupCapacityForecast;
import com.betterfleet.oscp.profile.PartnerProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the blocks of an UpdateGroupCapacityForecast into watts over time (rules I1 to I4, I6, I7). Either all of a
 * message is understood or none of it is taken.
 */
public final class ForecastTranslator {
    /** How many blocks a message may have: ten days in steps of five minutes are less. */
    public static final int MOST_BLOCKS = 3000;

    private final RequestId id;
    private final WirePower wire;
    private final PartnerProfile profile;
    private final long session;
    private final List<Violation> violations = new ArrayList<>();
    private final List<Timeline.Piece<Block>> pieces = new ArrayList<>();
    private final Map<TimeInterval, PhaseSlot> slots = new LinkedHashMap<>();

    private ForecastTranslator(RequestId id, GroupBinding binding, PartnerProfile profile, long session) {
        this.id = id;
        this.wire = new WirePower(binding);
        this.profile = profile;
        this.session = session;
    }

    /**
     * Translates a message.
     *
     * @param id its {@code X-Request-ID}, which every block keeps
     * @param message the message
     * @param binding the group's binding: voltage and phases for amperes and single phases
     * @param profile what the partner may send
     * @param session the link session it is accepted under
     * @return its blocks in watts, or every rule that it breaks
     */
    public static Translation translate(
            RequestId id,
            UpdateGroupCapacityForecast message,
            GroupBinding binding,
            PartnerProfile profile,
            long session) {
        ForecastTranslator translator = new ForecastTranslator(id, binding, profile, session);
        translator.checkHead(message, binding);
        if (message.forecastedBlocks().size() > MOST_BLOCKS) {
            return translator.tooLong(message.forecastedBlocks().size());
        }
        for (int i = 0; i < message.forecastedBlocks().size(); i++) {
            translator.take(
                    "forecasted_blocks[" + i + "]", message.forecastedBlocks().get(i));
        }
        return translator.finish();
    }

    private void checkHead(UpdateGroupCapacityForecast message, GroupBinding binding) {
        if (!message.groupId().equals(binding.group())) {
            violations.add(new Violation("group_id", "is not the group " + binding.group() + " of the binding"));
        }
        if (!profile.forecast().types().contains(message.type())) {
            violations.add(new Violation("type", message.type() + " is not taken by profile " + profile.id()));
        }
    }

    private Translation tooLong(int blocks) {
        violations.add(
                new Violation("forecasted_blocks", "has " + blocks + " blocks, may have at most " + MOST_BLOCKS));
        return new Translation.Untranslatable(violations);
    }

    private void take(String path, ForecastedBlock block) {
        if (!profile.forecast().units().contains(block.unit())) {
            violations.add(new Violation(path + ".unit", block.unit() + " is not taken by profile " + profile.id()));
            return;
        }
        if (wire.lacksSupply(block.unit())) {
            violations.add(new Violation(path + ".unit", "A needs volts and phases in the binding of the group"));
            return;
        }
        if (PhaseSlot.isSingle(block.phase())) {
            takeSingle(path, block);
        } else {
            add(path, block, 1);
        }
    }

    private void takeSingle(String path, ForecastedBlock block) {
        if (!profile.forecast().singlePhases()) {
            violations.add(new Violation(
                    path + ".phase", "phase " + block.phase() + " is not taken by profile " + profile.id()));
        } else if (wire.phases() == 0) {
            violations.add(
                    new Violation(path + ".phase", "single phases need the number of phases in the group's binding"));
        } else if (!PhaseSlot.phasesOf(wire.phases()).contains(block.phase())) {
            violations.add(new Violation(
                    path + ".phase", "phase " + block.phase() + " is not one of the binding's " + wire.phases()));
        } else {
            TimeInterval time = new TimeInterval(block.startTime(), block.endTime());
            slots.computeIfAbsent(time, unused -> new PhaseSlot(path, block)).add(block, wire);
        }
    }

    private void add(String path, ForecastedBlock block, int times) {
        wire.power(block, times)
                .ifPresentOrElse(
                        power -> pieces.add(new Timeline.Piece<>(
                                new TimeInterval(block.startTime(), block.endTime()),
                                new Block(
                                        power, block.capacity(), block.unit(), block.phase(), id, session, 0, false))),
                        () -> violations.add(new Violation(path + ".capacity", "is more than any power grid carries")));
    }

    private void addSlots() {
        for (PhaseSlot slot : slots.values()) {
            List<Phase> missing = slot.missing(wire.phases());
            if (missing.isEmpty()) {
                add(slot.path(), slot.smallest(), wire.phases());
            } else {
                violations.add(new Violation(
                        slot.path() + ".phase", "the slot lacks phase " + missing + " of the group's binding"));
            }
        }
    }

    private Translation finish() {
        addSlots();
        boolean overlapped = overlap() || slots.values().stream().anyMatch(PhaseSlot::doubled);
        if (overlapped && profile.forecast().overlap() == OverlapPolicy.REJECT) {
            violations.add(
                    new Violation("forecasted_blocks", "overlap, which profile " + profile.id() + " does not take"));
        }
        if (!violations.isEmpty()) {
            return new Translation.Untranslatable(violations);
        }
        Timeline<Block> blocks = Timeline.of(pieces, Block::smaller);
        boolean allZero =
                blocks.pieces().stream().allMatch(piece -> piece.value().power().isZero());
        return new Translation.Translated(blocks, overlapped, allZero);
    }

    private boolean overlap() {
        List<TimeInterval> sorted = pieces.stream()
                .map(Timeline.Piece::interval)
                .sorted(Comparator.comparing(TimeInterval::start))
                .toList();
        Instant covered = Instant.MIN;
        for (TimeInterval next : sorted) {
            if (next.start().isBefore(covered)) {
                return true;
            }
            covered = next.end();
        }
        return false;
    }
}
