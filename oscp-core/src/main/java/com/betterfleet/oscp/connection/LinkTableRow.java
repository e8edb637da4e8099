package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.LinkState;
import java.util.EnumMap;
import java.util.Map;

/** One row in the making. */
final class LinkTableRow {
    private final Map<LinkState, LinkTable.Cell> cells = new EnumMap<>(LinkState.class);

    /** Of what the peer sends, where not said otherwise: it must be registered, and the link must not be taken away. */
    static LinkTableRow inbound() {
        return new LinkTableRow()
                .put(
                        LinkTable.Cell.refused(403, "the connection is not registered"),
                        LinkState.UNREGISTERED,
                        LinkState.REGISTERING)
                .put(LinkTable.Cell.refused(503, "the connection is suspended by an operator"), LinkState.SUSPENDED)
                .put(LinkTable.Cell.refused(503, "the connection is disabled"), LinkState.DISABLED);
    }

    LinkTableRow others(LinkTable.Cell cell) {
        return put(cell, LinkState.values());
    }

    LinkTableRow put(LinkTable.Cell cell, LinkState... states) {
        for (LinkState state : states) {
            cells.put(state, cell);
        }
        return this;
    }

    Map<LinkState, LinkTable.Cell> done() {
        if (cells.size() != LinkState.values().length) {
            throw new IllegalStateException("a row of the table has only " + cells.keySet());
        }
        return cells;
    }
}
