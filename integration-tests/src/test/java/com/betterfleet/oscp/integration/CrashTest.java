package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.envelope.Mode;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.testkit.cp.AcceptedWindow;
import com.betterfleet.oscp.testkit.cp.Complaint;
import com.betterfleet.oscp.testkit.cp.RawForecast;
import com.betterfleet.oscp.testkit.cp.ReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that dies between a commit and what was to follow it, and one that comes back over the same store (rule I26). */
class CrashTest {
    private static final Pattern END = Pattern.compile("\"measure_time\":\"([^\"]+)\"");

    @Test
    void aRestartWithinTheDeadlinesKeepsTheSessionAndTheLimit() {
        try (Depot depot = new Depot()) {
            depot.live("500");
            long session = depot.link().session();
            long revision = depot.circuit.revision();
            depot.crash();
            depot.run(Duration.ofSeconds(40));
            depot.restart();

            assertThat(depot.link().session()).isEqualTo(session);
            assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
            assertThat(depot.circuit.orders().stream().map(LimitOrder::limit).toList())
                    .endsWith(Depot.kw("500"));
            assertThat(depot.circuit.revision()).isGreaterThan(revision);
            assertThat(depot.obeys("500")).isTrue();
            assertThat(depot.cp.complaints()).isEmpty();
        }
    }

    @Test
    void aRestartAfterTheDeadlinesIsInFallbackUntilHandshakeAndForecast() {
        try (Depot depot = new Depot()) {
            depot.live("500");
            long session = depot.link().session();
            depot.crash();
            depot.run(Duration.ofMinutes(20));
            assertThat(depot.circuit.inForce().orElseThrow().isAbove(Depot.kw("500")))
                    .isFalse();
            depot.restart();
            assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
            assertThat(depot.circuit.inForce()).contains(Depot.kw("120"));
            depot.runUntil(() -> depot.link().state() == LinkState.ONLINE, Duration.ofMinutes(3));
            assertThat(depot.link().session()).isGreaterThan(session);
            assertThat(depot.mode()).isEqualTo(Mode.FALLBACK);
        }
    }

    @Test
    void aForecastThatWasAcknowledgedIsObeyedAfterACrashRightAfterItsCommit() {
        try (Depot depot = new Depot()) {
            depot.live("500");
            depot.store.beforeCommit(commit -> {
                if (!commit.claims().isEmpty()) {
                    depot.store.afterCommit(() -> depot.node().process().kill());
                }
                return true;
            });
            assertThat(depot.post(
                                    "update_group_capacity_forecast",
                                    "f-1",
                                    Depot.forecastBody("AKL01", Depot.START, "70"))
                            .status())
                    .isEqualTo(204);
            depot.store.beforeCommit(commit -> true);
            depot.store.afterCommit(() -> {});
            depot.run(Duration.ofSeconds(5));
            assertThat(depot.circuit.inForce()).as("nobody is left to order it").contains(Depot.kw("500"));
            depot.crash();
            depot.restart();

            assertThat(depot.obeys("70")).isTrue();
            assertThat(depot.post(
                                    "update_group_capacity_forecast",
                                    "f-1",
                                    Depot.forecastBody("AKL01", Depot.START, "70"))
                            .status())
                    .isEqualTo(204);
        }
    }

    /**
     * The same 40 minutes, with a crash right after the commit of that number: whichever it is, the outcome is the same.
     * The effects of that commit are lost.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 31, 38, 46, 55, 65, 76, 88, 101, 115})
    void aCrashAfterAnyCommitLosesNoWindowSendsNoneWithTwoIdsAndObeysTheForecast(int number) {
        try (Depot depot = new Depot()) {
            depot.cp.onOnline(
                    at -> depot.time.process("utility").after(Duration.ofSeconds(5), () -> depot.forecast("500")));
            depot.cp.every(
                    Depot.QUARTER,
                    Duration.ofMinutes(1),
                    tick -> List.of(new RawForecast("AKL01", "CONSUMPTION", Depot.blocks(tick, "500", "300"))));
            int[] seen = {0};
            depot.store.afterCommit(() -> {
                seen[0]++;
                if (seen[0] == number) {
                    depot.time.process("power").execute(() -> {
                        depot.crash();
                        depot.time.process("power").after(Duration.ofSeconds(7), depot::boot);
                    });
                    depot.killed();
                }
            });
            depot.boot().run(Duration.ofMinutes(40));

            assertThat(seen[0]).isGreaterThan(number);
            assertThat(depot.cp.complaints()).extracting(Complaint::text).isEmpty();
            assertThat(depot.link().state()).isEqualTo(LinkState.ONLINE);
            assertThat(depot.obeys("500")).isTrue();
            assertThat(starts(depot)).containsExactly(Depot.START, Depot.START.plus(Depot.QUARTER));
            idsOfWindows(depot).forEach((end, ids) -> assertThat(ids).as(end).hasSize(1));
        }
    }

    @Test
    void aCircuitWithoutItsHostTakesWhatTheOrderLeftBehindRuleI23() {
        try (Depot depot = new Depot()) {
            depot.online();
            depot.forecast("500", "60");
            depot.run(Duration.ofSeconds(5));
            depot.crash();
            depot.run(Duration.ofMinutes(20));
            Limit left = depot.circuit.inForce().orElseThrow();
            assertThat(left.isAbove(Depot.kw("60"))).isFalse();
        }
    }

    private static List<Instant> starts(Depot depot) {
        return depot.cp.windows("AKL01").stream()
                .map(AcceptedWindow::window)
                .map(window -> window.start().orElseThrow())
                .toList();
    }

    private static Map<String, Set<String>> idsOfWindows(Depot depot) {
        Map<String, Set<String>> ids = new TreeMap<>();
        for (ReceivedMessage message : depot.cp.received()) {
            Matcher end = END.matcher(message.body().text());
            if (message.action().equals("update_asset_measurements") && end.find()) {
                ids.computeIfAbsent(end.group(1), unseen -> new TreeSet<>()).add(message.requestId());
            }
        }
        return ids;
    }
}
