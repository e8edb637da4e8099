package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.event.LinkState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the {@link LinkTable} as Markdown. */
final class LinkTableText {
    private static final String HEAD = """
            # The link, state by state

            Written by `LinkTable.toMarkdown()`, the table that the link machine obeys; a test fails when this page is stale
            (`mvn -pl oscp-core -am test -Dtest=LinkTableTest -Dsurefire.failIfNoSpecifiedTests=false -DargLine=-Dlink.table.write=true`
            writes it anew). Before any input the deadlines at or before its instant are settled, in order of time; the state
            below is the one after that. A handled input may still be refused or ignored for its content, as its sentence says.

            Several nodes may share a link. Its work (all that Due and Start send) is done by one of them at a time, which
            holds the lease in the record and renews it with each piece of work; while it holds it, Due and Start of the
            others are ignored but for deadlines that have passed. All other inputs act on any node: what they make due, the
            holder does with its next tick. HandshakeNow is done by the node that was asked, which takes the lease over.

            """;

    private LinkTableText() {}

    static String markdown() {
        StringBuilder text = new StringBuilder(HEAD);
        overview(text);
        for (LinkInput.Kind kind : LinkInput.Kind.values()) {
            text.append("\n## ")
                    .append(words(kind))
                    .append("\n\n| state | reaction | what comes of it |\n|---|---|---|\n");
            rows(kind)
                    .forEach((cell, states) ->
                            text.append("| %s | %s | %s |\n".formatted(states, reaction(cell), cell.sentence())));
        }
        return text.toString();
    }

    private static void overview(StringBuilder text) {
        String states = Arrays.stream(LinkState.values())
                .map(Enum::name)
                .collect(Collectors.joining(" | ", "| input | ", " |\n"));
        text.append(states).append("|---".repeat(LinkState.values().length + 1)).append("|\n");
        for (LinkInput.Kind kind : LinkInput.Kind.values()) {
            text.append(Arrays.stream(LinkState.values())
                    .map(state -> reaction(LinkTable.cell(state, kind)))
                    .collect(Collectors.joining(" | ", "| " + words(kind) + " | ", " |\n")));
        }
    }

    /** The states of each different cell, in the order of the first of them. */
    private static Map<LinkTable.Cell, String> rows(LinkInput.Kind kind) {
        return Arrays.stream(LinkState.values())
                .collect(Collectors.groupingBy(
                        state -> LinkTable.cell(state, kind),
                        LinkedHashMap::new,
                        Collectors.mapping(Enum::name, Collectors.joining(", "))));
    }

    private static String reaction(LinkTable.Cell cell) {
        String word = cell.reaction().name().toLowerCase(Locale.ROOT);
        return cell.status() == 0 ? word : word + " " + cell.status();
    }

    private static String words(LinkInput.Kind kind) {
        return Arrays.stream(kind.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
