package com.betterfleet.oscp.testkit.cp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the forecasted blocks of a body. What it returns is to be used only when the inspection found nothing. */
final class BlockJudge {

    private static final String BLOCKS = "forecasted_blocks";
    private static final Set<String> PHASES = Set.of("UNKNOWN", "ONE", "TWO", "THREE", "ALL");
    private static final Set<String> UNITS = Set.of("A", "W", "KW", "WH", "KWH");

    private final Inspection inspection;

    BlockJudge(Inspection inspection) {
        this.inspection = inspection;
    }

    List<RawBlock> read(JsonValue.Members body) {
        List<JsonValue> items = inspection.items(body, "", BLOCKS);
        List<RawBlock> blocks = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String path = BLOCKS + "[" + i + "]";
            inspection
                    .object(items.get(i), path)
                    .flatMap(block -> block(block, path))
                    .ifPresent(blocks::add);
        }
        return blocks;
    }

    /** Nobody can mean two things of one phase for one time. */
    void noOverlap(List<RawBlock> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            RawBlock one = blocks.get(i);
            boolean overlaps = blocks.subList(0, i).stream().anyMatch(other -> overlap(one, other));
            if (overlaps) {
                inspection.found(BLOCKS + "[" + i + "]", "overlaps another block of phase " + one.phase());
            }
        }
    }

    /** What is over for good is nothing to ask for. */
    void oneAhead(List<RawBlock> blocks, Instant now) {
        if (!blocks.isEmpty() && blocks.stream().noneMatch(block -> block.end().isAfter(now))) {
            inspection.found(BLOCKS, "are all over at " + now);
        }
    }

    static boolean overlap(RawBlock one, RawBlock other) {
        return one.phase().equals(other.phase())
                && one.start().isBefore(other.end())
                && other.start().isBefore(one.end());
    }

    private Optional<RawBlock> block(JsonValue.Members block, String path) {
        inspection.onlyKnown(block, path, Set.of("capacity", "phase", "unit", "start_time", "end_time"));
        Optional<BigDecimal> capacity = inspection.number(block, path, "capacity");
        capacity.filter(value -> value.signum() < 0)
                .ifPresent(value -> inspection.found(path + ".capacity", value + " is negative"));
        Optional<String> phase = inspection.word(block, path, "phase", PHASES);
        Optional<String> unit = inspection.word(block, path, "unit", UNITS);
        Optional<Instant> start = inspection.time(block, path, "start_time");
        Optional<Instant> end = inspection.time(block, path, "end_time");
        if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
            inspection.found(path + ".end_time", end.get() + " is not after start_time " + start.get());
        }
        boolean whole = capacity.isPresent() && phase.isPresent() && unit.isPresent();
        return whole && start.isPresent() && end.isPresent()
                ? Optional.of(
                        new RawBlock(capacity.get().toPlainString(), phase.get(), unit.get(), start.get(), end.get()))
                : Optional.empty();
    }
}
