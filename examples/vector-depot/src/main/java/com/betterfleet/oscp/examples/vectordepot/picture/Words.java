package com.betterfleet.oscp.examples.vectordepot.picture;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Events in a few words. */
final class Words {
    private Words() {}

    static String merged(JsonNode event) {
        return "it ends " + Times.clock(JournalLine.instant(event.path("lastBlockEnd")))
                + ", before the one that was there: the smaller power of both counts";
    }

    static String notKept(JsonNode event) {
        int blocks = event.path("starts").size();
        String told = event.path("message").isNull() ? "the utility takes no such message" : "the utility is told";
        return (blocks == 1 ? "1 block" : blocks + " blocks") + " not kept, " + told + ": "
                + event.path("why").asText();
    }

    /** What was asked for and what is allowed. */
    static String blocks(JsonNode blocks) {
        List<String> words = new ArrayList<>();
        for (JsonNode block : blocks) {
            String span = Times.clock(JournalLine.instant(block.path("start"))) + " to "
                    + Times.clock(JournalLine.instant(block.path("end")));
            String asked = JournalLine.kilowatts(block.path("requested"))
                    .map(kilowatts -> kilowatts.toPlainString() + " kW")
                    .orElse("");
            String allowed = JournalLine.kilowatts(block.path("allowed"))
                    .map(kilowatts -> ", allowed " + kilowatts.toPlainString() + " kW")
                    .orElse("");
            words.add(span + ": asked " + asked + allowed);
        }
        return String.join("; ", words);
    }
}
