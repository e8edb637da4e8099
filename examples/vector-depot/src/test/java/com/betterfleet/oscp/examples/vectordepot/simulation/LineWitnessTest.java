package com.betterfleet.oscp.examples.vectordepot.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The witness of the line: dead from which instant, and alive again from which. */
class LineWitnessTest {
    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = T.plusSeconds(3600);
    private static final Instant FAR = T.plusSeconds(7200);

    private final LineWitness line = new LineWitness(T);

    private List<String> dead() {
        return line.deadUntil(END).stream()
                .map(span -> T.until(span[0], ChronoUnit.SECONDS) + ".." + T.until(span[1], ChronoUnit.SECONDS))
                .toList();
    }

    private void agreeAt(int second) {
        line.heardHandshake(T.plusSeconds(second));
        line.heardForecast(T.plusSeconds(second + 5));
    }

    /** Heartbeats of the utility and of the depot, each with a promise far away. */
    private void beat(int from, int to, boolean theirs, boolean ours) {
        for (int second = from; second <= to; second += 60) {
            if (theirs) {
                line.heardHeartbeat(T.plusSeconds(second), FAR);
            }
            if (ours) {
                line.ourHeartbeatTaken(T.plusSeconds(second), FAR);
            }
        }
    }

    @Test
    void theDayBeginsDeadRuleI18() {
        assertThat(dead()).containsExactly("0..3600");
    }

    @Test
    void heartbeatsAndForecastsAloneReviveNothingRuleI19() {
        beat(10, 3550, true, true);
        line.heardForecast(T.plusSeconds(3560));
        assertThat(dead()).containsExactly("0..3600");
    }

    @Test
    void aHandshakeAloneRevivesNothingRuleI19() {
        line.heardHandshake(T.plusSeconds(10));
        beat(60, 3550, true, true);
        assertThat(dead()).containsExactly("0..3600");
    }

    @Test
    void aHandshakeAndThenAForecastReviveTheLineRuleI19() {
        agreeAt(10);
        beat(60, 3590, true, true);
        assertThat(dead()).containsExactly("0..15");
    }

    @Test
    void aForecastBeforeTheHandshakeDoesNotCountRuleI19() {
        line.heardForecast(T.plusSeconds(5));
        line.heardHandshake(T.plusSeconds(10));
        beat(60, 3590, true, true);
        assertThat(dead()).containsExactly("0..3600");
    }

    @Test
    void threeMissedHeartbeatsKillTheLineRuleI17() {
        agreeAt(10);
        beat(60, 600, true, true);
        beat(660, 3590, false, true);
        assertThat(dead()).containsExactly("0..15", "780..3600");
    }

    @Test
    void aBrokenPromiseKillsTheLineAfterAMinuteOfGraceRuleI17() {
        agreeAt(10);
        beat(60, 600, true, true);
        line.heardHeartbeat(T.plusSeconds(610), T.plusSeconds(620));
        line.heardHeartbeat(T.plusSeconds(690), FAR);
        beat(720, 3590, true, true);
        assertThat(dead()).containsExactly("0..15", "680..3600");
    }

    @Test
    void ourOwnPromiseBindsUsWithoutGraceRuleI17() {
        agreeAt(10);
        beat(60, 600, true, true);
        line.ourHeartbeatTaken(T.plusSeconds(601), T.plusSeconds(781));
        beat(660, 3590, true, false);
        assertThat(dead()).containsExactly("0..15", "781..3600");
    }

    @Test
    void aDeadLineNeedsANewHandshakeAndANewForecastRuleI19() {
        agreeAt(10);
        beat(60, 600, true, true);
        line.heardForecast(T.plusSeconds(1200));
        line.heardHandshake(T.plusSeconds(1300));
        beat(1310, 1390, true, true);
        line.heardForecast(T.plusSeconds(1400));
        beat(1410, 3590, true, true);
        assertThat(dead()).containsExactly("0..15", "780..1400");
    }

    @Test
    void aHandshakeOnALivingLineRenegotiatesWithoutAnOutage() {
        agreeAt(10);
        beat(60, 600, true, true);
        line.heardHandshake(T.plusSeconds(630));
        beat(660, 3590, true, true);
        assertThat(dead()).containsExactly("0..15");
    }
}
