package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.operation.ConfigurationSnapshot;
import com.betterfleet.oscp.operation.HistoryEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever has the journal of a connection has its configuration, as it is and as it ever was. */
class ConfigurationHistoryPropertiesTest {
    private static final Set<String> OF_CONNECTION = Set.of("connect", "enable", "disable");
    private static final Set<String> OF_GROUP = Set.of("bind", "unbind");

    /**
     * An edit, those of the other node that overtake it, and what the world does.
     *
     * @param edit the edit
     * @param rivals what the other node commits between its reading and its writing
     * @param lost whether the store refuses to write
     * @param settles whether what follows from it comes about before the next
     */
    record Move(Edit edit, List<Edit> rivals, boolean lost, boolean settles) {}

    @Property(tries = 300)
    void theConfigurationRebuiltFromTheJournalAloneIsTheStoredOneAfterEveryEdit(@ForAll("moves") List<Move> moves) {
        Desk desk = new Desk();
        Map<String, ConfigurationSnapshot> seen = new HashMap<>();
        for (Move move : moves) {
            play(desk, move);
            for (ConnectionId id : desk.connections()) {
                List<HistoryEntry> history = desk.history(id);
                ConfigurationSnapshot stored = desk.stored(id);
                assertThat(desk.rebuilt(id, Long.MAX_VALUE)).contains(stored);
                seen.put(id + " " + history.size(), stored);
            }
        }
        seen.forEach((key, snapshot) -> {
            String[] parts = key.split(" ");
            assertThat(desk.rebuilt(ConnectionId.of(parts[0]), Long.parseLong(parts[1])))
                    .contains(snapshot);
        });
    }

    @Property(tries = 300)
    void everyEntryBeginsWhereTheOneBeforeItEnded(@ForAll("moves") List<Move> moves) {
        Desk desk = new Desk();
        moves.forEach(move -> play(desk, move));
        for (ConnectionId id : desk.connections()) {
            List<HistoryEntry> history = desk.history(id);
            Map<String, Optional<String>> last = new HashMap<>();
            for (int i = 0; i < history.size(); i++) {
                HistoryEntry entry = history.get(i);
                assertThat(entry.number()).isEqualTo(i + 1L);
                if (OF_CONNECTION.contains(entry.what()) || OF_GROUP.contains(entry.what())) {
                    String subject = entry.group().map(Object::toString).orElse("");
                    assertThat(entry.group().isPresent()).isEqualTo(OF_GROUP.contains(entry.what()));
                    assertThat(entry.before()).isEqualTo(last.getOrDefault(subject, Optional.empty()));
                    assertThat(entry.after()).as("equal settings leave no line").isNotEqualTo(entry.before());
                    last.put(subject, entry.after());
                }
            }
        }
    }

    @Property(tries = 200)
    void whatIsRefusedOrLostLeavesNoLineAndNoTrace(@ForAll("moves") List<Move> moves, @ForAll("edits") Edit last) {
        Desk desk = new Desk();
        moves.forEach(move -> play(desk, move));
        desk.settle();
        Map<String, String> before = desk.store.content();
        desk.lose(last);
        assertThat(desk.store.content()).isEqualTo(before);
        if (!desk.edit(last, List.of())) {
            assertThat(desk.store.content()).isEqualTo(before);
        } else if (last.what() != Edit.What.OPERATE) {
            int lines = desk.store.journal().size();
            desk.edit(last, List.of());
            assertThat(desk.store.journal()).as("the same again is no change").hasSize(lines);
        }
    }

    @Property(tries = 300)
    void whoeverOvertakesWhomOneScopeAndOneAssetIsOneGroupsAndOneConnectionHasTheBarePath(
            @ForAll("moves") List<Move> moves) {
        Desk desk = new Desk();
        moves.forEach(move -> play(desk, move));
        List<ConfigurationSnapshot> all =
                desk.connections().stream().map(desk::stored).toList();
        assertThat(all.stream().flatMap(one -> one.bindings().stream()).map(GroupBinding::scope))
                .doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(one -> assertThat(one.bindings().stream().map(GroupBinding::asset))
                        .doesNotHaveDuplicates());
        assertThat(all.stream().filter(one -> one.settings().barePath())).hasSizeLessThan(2);
    }

    private static void play(Desk desk, Move move) {
        if (move.lost()) {
            desk.lose(move.edit());
        } else {
            desk.edit(move.edit(), move.rivals());
        }
        if (move.settles()) {
            desk.settle();
        }
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Move> move = Combinators.combine(
                        edits(),
                        edits().list().ofMaxSize(3),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.of(true, false))
                .as(Move::new);
        return move.list().ofMinSize(1).ofMaxSize(25);
    }

    @Provide
    Arbitrary<Edit> edits() {
        return Edit.any();
    }
}
