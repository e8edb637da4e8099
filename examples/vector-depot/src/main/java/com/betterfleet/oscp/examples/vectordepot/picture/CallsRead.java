package com.betterfleet.oscp.examples.vectordepot.picture;

import static com.betterfleet.oscp.examples.vectordepot.picture.Incident.Sort.LINE;
import static com.betterfleet.oscp.examples.vectordepot.picture.Incident.Sort.UTILITY;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import java.util.HashMap;
import java.util.Map;

/** What became of our own calls: nobody was there, the token did not count, the peer failed. */
final class CallsRead {
    private static final String DEAD = "no answer";

    private final Spells spells;
    private final Map<Long, String> doors = new HashMap<>();

    CallsRead(Spells spells) {
        this.spells = spells;
    }

    void take(FileLine line) {
        if (line.kind().equals("call")) {
            String uri = line.text("uri");
            doors.put(line.field("call").asLong(), uri.substring(uri.lastIndexOf('/') + 1));
        } else if (line.kind().equals("reply")) {
            reply(
                    line,
                    doors.getOrDefault(line.field("call").asLong(), "a call"),
                    line.field("status").asInt());
        }
    }

    private void reply(FileLine line, String door, int status) {
        if (status == 0) {
            spells.begin(DEAD, line.at(), LINE, "Line dead", "our calls fail: " + line.text("why"));
            return;
        }
        spells.end(DEAD, line.at());
        if (status == 401) {
            spells.begin(
                    "401",
                    line.at(),
                    UTILITY,
                    "Access token refused",
                    door + " was answered 401; a new token is asked for");
        } else if (status >= 500) {
            spells.begin(door, line.at(), LINE, "Utility fails", door + " is answered " + status);
        } else if (status < 300) {
            spells.end(door, line.at());
            if (!door.equals("token")) {
                spells.end("401", line.at());
            }
        }
    }
}
