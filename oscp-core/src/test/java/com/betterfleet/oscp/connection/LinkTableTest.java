package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.event.LinkState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table is whole, says why, and is the one in the documentation. */
class LinkTableTest {
    private static final Path PAGE = Path.of("..", "docs", "link-table.md");

    @Test
    void everyPairOfStateAndInputHasACellWithASentence() {
        for (LinkState state : LinkState.values()) {
            for (LinkInput.Kind kind : LinkInput.Kind.values()) {
                LinkTable.Cell cell = LinkTable.cell(state, kind);
                assertThat(cell.sentence()).as("%s %s", state, kind).isNotBlank();
                assertThat(cell.status() > 0)
                        .as("%s %s has a status only when it refuses", state, kind)
                        .isEqualTo(cell.reaction() == LinkTable.Reaction.REFUSED);
            }
        }
    }

    @Test
    void aReleasedLinkRefusesWhateverThePeerSendsWith503() {
        for (LinkInput.Kind kind : new LinkInput.Kind[] {
            LinkInput.Kind.HANDSHAKE_RECEIVED,
            LinkInput.Kind.ACKNOWLEDGE_RECEIVED,
            LinkInput.Kind.HEARTBEAT_RECEIVED,
            LinkInput.Kind.REGISTER_RECEIVED,
            LinkInput.Kind.REGISTRATION_ENDED
        }) {
            assertThat(LinkTable.cell(LinkState.SUSPENDED, kind).status()).isEqualTo(503);
            assertThat(LinkTable.cell(LinkState.DISABLED, kind).status()).isEqualTo(503);
        }
    }

    @Test
    void theDocumentationPageIsWhatTheTableWrites() throws IOException {
        if (Boolean.getBoolean("link.table.write")) {
            Files.writeString(PAGE, LinkTable.toMarkdown());
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale; its head says how to write it anew", PAGE)
                .isEqualTo(LinkTable.toMarkdown());
    }
}
