package com.betterfleet.oscp.examples.vectordepot.replay;

import com.betterfleet.oscp.testkit.time.VirtualTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Replays the journal of a day: first its chain of hashes is checked, then the host runs again in virtual time on the inputs
 * that the journal holds, and must decide everything again as it did.
 */
public final class Replay {
    private final DayFile file;

    private Replay(DayFile file) {
        this.file = file;
    }

    /**
     * A replay of a file.
     *
     * @param file a journal that a day wrote
     * @return the replay, not yet run
     * @throws NoJournalException if the file cannot be read, or is no journal
     */
    public static Replay of(Path file) {
        return new Replay(DayFile.read(file));
    }

    /**
     * Checks the chain, and replays the day if it holds.
     *
     * @return what came of it
     */
    public ReplayResult run() {
        Optional<Difference> broken = file.broken();
        return broken.isPresent() ? new ReplayResult(List.of(), broken) : retell(file.told());
    }

    private static ReplayResult retell(List<FileLine> lines) {
        VirtualTime time = VirtualTime.startingAt(lines.get(0).at());
        Retelling retelling = new Retelling(lines, time);
        RecordedHost host = new RecordedHost(time, retelling);
        time.register(new Feed(time, retelling, host::take));
        time.run(() -> retelling.complete() || retelling.difference().isPresent(), end(lines));
        if (!retelling.complete()) {
            retelling.differ("nothing of the kind by " + time.now());
        }
        return new ReplayResult(lines.stream().map(FileLine::kind).toList(), retelling.difference());
    }

    private static Instant end(List<FileLine> lines) {
        return lines.stream().map(FileLine::at).max(Instant::compareTo).orElseThrow();
    }
}
