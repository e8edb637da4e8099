package com.betterfleet.oscp.examples.vectordepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.examples.vectordepot.simulation.LimitChecker.Allowed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The judge of the day catches a wrong day: each test plants one fault and sees it named, second by second. */
class LimitCheckerTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = T.plusSeconds(3600);
    private static final Instant SECOND_QUARTER = T.plusSeconds(900);
    private static final long SITE = 900_000;
    private static final long FALLBACK = 120_000;

    private final LimitChecker checker = new LimitChecker(Wire.UTILITY, SITE, FALLBACK, Duration.ofMinutes(2));

    /** A line that lives from second 15 on, and a forecast of four quarter hours. */
    private static Wire livingLine(String... kilowatts) {
        return new Wire()
                .handshake(T.plusSeconds(10))
                .forecastTaken(T.plusSeconds(15), T, kilowatts)
                .heartbeats(T.plusSeconds(20), END);
    }

    private NavigableMap<Instant, Allowed> allowed(Wire wire) {
        return checker.allowed(wire.seen(), T, END);
    }

    private static NavigableMap<Instant, Long> drawn(Instant from, Instant to, long watts) {
        NavigableMap<Instant, Long> drawn = new TreeMap<>();
        for (Instant t = from; t.isBefore(to); t = t.plusSeconds(1)) {
            drawn.put(t, watts);
        }
        return drawn;
    }

    private List<Instant> above(Wire wire, NavigableMap<Instant, Long> drawn) {
        return checker.secondsAbove(allowed(wire), drawn);
    }

    @Test
    void aDayWithinEveryBlockIsClean() {
        Wire wire = livingLine("300", "200", "200", "200");
        NavigableMap<Instant, Long> drawn = drawn(T, SECOND_QUARTER, 300_000);
        drawn.putAll(drawn(SECOND_QUARTER, END, 200_000));
        assertThat(above(wire, drawn)).isEmpty();
    }

    @Test
    void oneWattAboveABlockForOneSecondIsFound() {
        NavigableMap<Instant, Long> drawn = drawn(T, END, 200_000);
        Instant fault = T.plusSeconds(2000);
        drawn.put(fault, 200_001L);
        assertThat(above(livingLine("200", "200", "200", "200"), drawn)).containsExactly(fault);
    }

    @Test
    void aLimitAppliedLaterThanTheDeadlineIsFoundFromTheDeadlineOn() {
        Wire wire = livingLine("300", "200", "200", "200");
        NavigableMap<Instant, Long> drawn = drawn(T, SECOND_QUARTER.plusSeconds(123), 300_000);
        drawn.putAll(drawn(SECOND_QUARTER.plusSeconds(123), END, 200_000));
        assertThat(above(wire, drawn))
                .containsExactly(
                        SECOND_QUARTER.plusSeconds(120),
                        SECOND_QUARTER.plusSeconds(121),
                        SECOND_QUARTER.plusSeconds(122));
    }

    @Test
    void theLimitOfTheWrongBlockIsFound() {
        NavigableMap<Instant, Long> drawn = drawn(T, END, 200_000);
        drawn.putAll(drawn(SECOND_QUARTER, SECOND_QUARTER.plusSeconds(900), 300_000));
        assertThat(above(livingLine("200", "200", "300", "200"), drawn))
                .hasSize(900)
                .startsWith(SECOND_QUARTER);
    }

    @Test
    void aZeroThatIsIgnoredIsFound() {
        List<Instant> above = above(livingLine("200", "0", "0", "200"), drawn(T, END, 200_000));
        assertThat(above).hasSize(1800 - 120).startsWith(SECOND_QUARTER.plusSeconds(120));
    }

    @Test
    void aZeroTakenForAbsentIsFoundAlthoughTheFallbackWouldAllowIt() {
        assertThat(above(livingLine("0", "0", "0", "0"), drawn(T.plusSeconds(300), END, FALLBACK)))
                .hasSize(3300);
    }

    @Test
    void theFallbackOfADeadLineIsJudged() {
        Wire wire = new Wire()
                .handshake(T.plusSeconds(10))
                .forecastTaken(T.plusSeconds(15), T, "300", "300", "300", "300")
                .heartbeats(T.plusSeconds(20), T.plusSeconds(600));
        Instant lastHeard = T.plusSeconds(560);
        assertThat(above(wire, drawn(T, END, 300_000)))
                .startsWith(lastHeard.plusSeconds(180 + 120))
                .endsWith(END.minusSeconds(1))
                .hasSize(3600 - 560 - 300);
        assertThat(above(wire, drawn(T, END, FALLBACK))).isEmpty();
    }

    @Test
    void onADeadLineALowerBlockStillRulesRuleI16() {
        Wire wire = new Wire().forecastTaken(T.plusSeconds(15), T, "50", "50", "50", "50");
        assertThat(allowed(wire).get(T.plusSeconds(1000))).isEqualTo(new Allowed(50_000, false));
    }

    @Test
    void aHeartbeatThatWasRefusedKeepsNobodyAlive() {
        Wire wire =
                new Wire().handshake(T.plusSeconds(10)).forecastTaken(T.plusSeconds(15), T, "300", "300", "300", "300");
        for (Instant t = T.plusSeconds(20); t.isBefore(END); t = t.plusSeconds(60)) {
            wire.heartbeat(t, Wire.UTILITY, 204).heartbeat(t, Wire.DEPOT, 500);
        }
        assertThat(allowed(wire).get(T.plusSeconds(189))).isEqualTo(new Allowed(300_000, true));
        assertThat(allowed(wire).get(T.plusSeconds(190))).isEqualTo(new Allowed(FALLBACK, false));
    }

    @Test
    void aLateForecastCannotRaiseRuleI11() {
        Wire wire = livingLine("200", "200", "200", "200").forecastTaken(T.plusSeconds(100), T, "800", "800", "800");
        assertThat(allowed(wire).get(T.plusSeconds(1000))).isEqualTo(new Allowed(200_000, true));
        assertThat(above(wire, drawn(T, END, 800_000))).hasSize(3480);
    }

    @Test
    void aForecastThatTheDepotRefusedOrNeverSawBindsNobody() {
        Wire wire = livingLine("200", "200", "200", "200")
                .forecastRefused(T.plusSeconds(100), T, "10", "10", "10", "10")
                .dropped(
                        T.plusSeconds(110),
                        Wire.UTILITY,
                        "update_group_capacity_forecast",
                        Wire.forecast(T, "10", "10", "10", "10"));
        assertThat(allowed(wire).get(T.plusSeconds(1000))).isEqualTo(new Allowed(200_000, true));
    }

    @Test
    void aForecastCountsFromTheSecondOfItsArrival() {
        Wire wire = livingLine("200", "200", "200", "200")
                .forecastTaken(T.plusSeconds(1000), T.plusSeconds(900), "100", "100", "100");
        assertThat(allowed(wire).get(T.plusSeconds(999)).watts()).isEqualTo(200_000);
        assertThat(allowed(wire).get(T.plusSeconds(1000)).watts()).isEqualTo(100_000);
    }

    @Test
    void aBlockAboveTheSiteLimitIsCutRuleI14() {
        assertThat(allowed(livingLine("2000", "2000", "2000", "2000")).get(T.plusSeconds(1000)))
                .isEqualTo(new Allowed(SITE, true));
    }

    @Test
    void pastTheHorizonTheFallbackIsTheMostRuleI13() {
        assertThat(allowed(livingLine("300")).get(SECOND_QUARTER)).isEqualTo(new Allowed(FALLBACK, false));
    }

    @Test
    void beforeAnythingWasSaidTheFallbackIsTheMostRuleI15() {
        assertThat(allowed(new Wire()).values()).hasSize(3600).containsOnly(new Allowed(FALLBACK, false));
    }

    @Test
    void whatWasAllowedCannotBeRewrittenAfterwards() {
        assertThatThrownBy(() -> above(livingLine("1"), drawn(T, END, 1)).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
