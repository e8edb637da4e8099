package com.betterfleet.oscp.forecast;

import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The single-phase blocks of one message for the same times: one slot (rule I6). */
final class PhaseSlot {
    private static final List<Phase> SINGLE = List.of(Phase.ONE, Phase.TWO, Phase.THREE);

    private final String path;
    private final Map<Phase, ForecastedBlock> blocks = new EnumMap<>(Phase.class);
    private ForecastedBlock smallest;
    private boolean doubled;

    PhaseSlot(String path, ForecastedBlock first) {
        this.path = path;
        this.smallest = first;
    }

    static boolean isSingle(Phase phase) {
        return SINGLE.contains(phase);
    }

    /** The phases that a connection of so many has. */
    static List<Phase> phasesOf(int count) {
        return SINGLE.subList(0, count);
    }

    void add(ForecastedBlock block, WirePower wire) {
        ForecastedBlock other = blocks.get(block.phase());
        doubled |= other != null;
        blocks.put(block.phase(), other == null ? block : wire.smaller(other, block));
        smallest = wire.smaller(smallest, block);
    }

    String path() {
        return path;
    }

    ForecastedBlock smallest() {
        return smallest;
    }

    boolean doubled() {
        return doubled;
    }

    List<Phase> missing(int phases) {
        return phasesOf(phases).stream()
                .filter(phase -> !blocks.containsKey(phase))
                .toList();
    }
}
