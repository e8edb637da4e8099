package com.betterfleet.oscp.forecast;

import com.betterfleet.envelope.Timeline;
import com.betterfleet.oscp.json.Violation;
import java.util.List;

/** What became of a forecast's blocks on the way from the wire into watts. */
public sealed interface Translation {
    /**
     * They could be translated.
     *
     * @param blocks in watts of the whole connection, in order, without overlap
     * @param overlapped whether blocks of the message overlapped, so that the smaller power was taken (rule I7)
     * @param allZero whether every block is zero, judged after overlaps and phases were merged
     */
    record Translated(Timeline<Block> blocks, boolean overlapped, boolean allZero) implements Translation {}

    /**
     * They say something that may not be guessed at.
     *
     * @param violations every one of them, with paths such as {@code forecasted_blocks[3].unit}
     */
    record Untranslatable(List<Violation> violations) implements Translation {
        /**
         * Copies.
         *
         * @param violations every one of them, with paths such as {@code forecasted_blocks[3].unit}
         */
        public Untranslatable {
            violations = List.copyOf(violations);
        }
    }
}
