package com.betterfleet.oscp.testkit.cp;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.testkit.wire.Line;
import com.betterfleet.oscp.testkit.wire.RawHeader;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The provider's own behaviour towards a Flexibility Provider that does nothing wrong. */
class SimulatedCapacityProviderTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void itAcknowledgesTheFpsHandshakeLaterWithItsIdAndThenBeats() {
        try (Bench bench = new Bench()) {
            assertThat(bench.post("handshake", "h1", Bench.handshake())).isEqualTo(204);
            assertThat(bench.arrived).isEmpty();

            bench.time.runFor(Duration.ofSeconds(61));

            Bench.Arrived acknowledgement = bench.arrived.get(0);
            assertThat(acknowledgement.action()).isEqualTo("handshake_acknowledge");
            assertThat(acknowledgement.at()).isEqualTo(Bench.START.plusSeconds(1));
            assertThat(acknowledgement.correlationId()).contains("h1");
            assertThat(acknowledgement.body())
                    .isEqualTo("{\"required_behaviour\":{\"heartbeat_interval\":60,"
                            + "\"measurement_configuration\":[\"INTERMITTENT\"]}}");
            assertThat(bench.arrived("heartbeat"))
                    .containsExactly(
                            "{\"offline_mode_at\":\"2026-03-01T10:03:01.000Z\"}",
                            "{\"offline_mode_at\":\"2026-03-01T10:04:01.000Z\"}");
            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.ONLINE);
            assertThat(bench.cp.complaints()).isEmpty();
        }
    }

    @Test
    void itsOwnHandshakeIsCompleteWhenTheFpHasAcknowledgedIt() {
        try (Bench bench = new Bench()) {
            String id = bench.cp.startHandshake();
            bench.time.runFor(Duration.ofSeconds(1));
            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.HANDSHAKING);
            assertThat(bench.arrived("handshake")).hasSize(1);

            bench.post("handshake_acknowledge", "a1", "{}", new RawHeader("X-Correlation-ID", id));

            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.ONLINE);
            assertThat(bench.cp.complaints()).isEmpty();
        }
    }

    @Test
    void itPresentsItsHeadersAndADifferentIdOnEveryMessage() {
        try (Bench bench = new Bench()) {
            bench.online();
            bench.time.runFor(Duration.ofMinutes(5));

            List<List<RawHeader>> headers = bench.wire.stream()
                    .filter(exchange -> exchange.from().equals("cp"))
                    .map(exchange -> exchange.call().headers())
                    .toList();
            assertThat(headers).hasSizeGreaterThan(5).allSatisfy(sent -> {
                assertThat(RawHeader.values(sent, "authorization")).containsExactly("Token cp-to-fp");
                assertThat(RawHeader.values(sent, "apikey")).containsExactly("k1");
            });
            assertThat(headers.stream().map(sent -> RawHeader.values(sent, "X-Request-ID")))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void anFpWhosePromiseHasPassedIsSilentAtThatInstantAndOnlyAHandshakeBringsItBack() {
        try (Bench bench = new Bench()) {
            bench.online();
            bench.heartbeat(Duration.ofMinutes(2));
            Instant promised = bench.time.now().plus(Duration.ofMinutes(2));

            bench.time.runUntil(promised.minusMillis(1));
            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.ONLINE);
            bench.time.runUntil(promised);
            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.SILENT);

            bench.heartbeat(Duration.ofMinutes(3));
            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.SILENT);
            bench.online();
            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.ONLINE);
        }
    }

    @Test
    void itCallsAnFpThatFellSilentUntilItAcknowledges() {
        try (Bench bench = new Bench(settings -> settings.handshakeWhenSilent(Duration.ofSeconds(30)))) {
            bench.online();
            bench.time.runFor(Duration.ofMinutes(4));
            assertThat(bench.arrived("handshake")).hasSize(3);

            String latest = bench.arrived.stream()
                    .filter(message -> message.action().equals("handshake"))
                    .reduce((a, b) -> b)
                    .orElseThrow()
                    .requestId();
            bench.post("handshake_acknowledge", "a1", "{}", new RawHeader("X-Correlation-ID", latest));
            for (int minute = 0; minute < 5; minute++) {
                bench.heartbeat(Duration.ofMinutes(3));
                bench.time.runFor(MINUTE);
            }

            assertThat(bench.arrived("handshake")).hasSize(3);
            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.ONLINE);
            assertThat(bench.cp.complaints()).isEmpty();
        }
    }

    @Test
    void aForecastIsWrittenByHandAndListedOnceItIsAcknowledged() {
        try (Bench bench = new Bench()) {
            bench.online();
            String id = bench.cp.forecast(
                    "AKL01",
                    "CONSUMPTION",
                    List.of(RawBlock.kilowatts("150.5", Bench.START, Bench.START.plusSeconds(900))));
            bench.time.runFor(Duration.ZERO);

            assertThat(bench.arrived("update_group_capacity_forecast"))
                    .containsExactly(
                            "{\"group_id\":\"AKL01\",\"type\":\"CONSUMPTION\",\"forecasted_blocks\":["
                                    + "{\"capacity\":150.5,\"phase\":\"ALL\",\"unit\":\"KW\","
                                    + "\"start_time\":\"2026-03-01T10:00:00.000Z\",\"end_time\":\"2026-03-01T10:15:00.000Z\"}]}");
            AcknowledgedForecast acknowledged = bench.cp.acknowledgedForecasts().get(0);
            assertThat(acknowledged.requestId()).isEqualTo(id);
            assertThat(acknowledged.acknowledgedAt()).isEqualTo(bench.time.now());
        }
    }

    @Test
    void aRefusedForecastIsNotAcknowledgedAndNotTriedAgain() {
        try (Bench bench = new Bench()) {
            bench.answers.put("update_group_capacity_forecast", 400);
            forecast(bench, "1");
            bench.time.runFor(MINUTE);

            assertThat(bench.cp.acknowledgedForecasts()).isEmpty();
            assertThat(bench.arrived("update_group_capacity_forecast")).hasSize(1);
        }
    }

    @Test
    void aFailedForecastIsTriedAgainABoundedNumberOfTimesWithTheSameId() {
        try (Bench bench = new Bench(settings -> settings.retries(3, Duration.ofSeconds(10)))) {
            bench.answers.put("update_group_capacity_forecast", 503);
            String id = forecast(bench, "1");
            bench.time.runFor(Duration.ofMinutes(5));

            assertThat(bench.arrived).extracting(Bench.Arrived::requestId).containsExactly(id, id, id);
            assertThat(bench.cp.sent()).extracting(SentMessage::attempt).containsExactly(1, 2, 3);
            assertThat(bench.cp.acknowledgedForecasts()).isEmpty();
        }
    }

    @Test
    void aForecastWhoseAnswerWasLostIsAcknowledgedOnTheNextTryAndRemembersItsFirst() {
        try (Bench bench = new Bench()) {
            bench.line.towardsFp().failNext(1, Line.Fault.ANSWER_LOST);
            forecast(bench, "1");
            bench.time.runFor(MINUTE);

            assertThat(bench.arrived).hasSize(2);
            AcknowledgedForecast acknowledged = bench.cp.acknowledgedForecasts().get(0);
            assertThat(acknowledged.acknowledgedAt()).isEqualTo(Bench.START.plusSeconds(20));
            assertThat(acknowledged.firstSentAt()).isEqualTo(Bench.START);
            assertThat(bench.cp.sent().get(0).failure()).contains("HttpTimeoutException");
        }
    }

    @Test
    void aForecastThatIsHeldBackIsOvertakenByTheNext() {
        try (Bench bench = new Bench()) {
            bench.cp.reorderNext(MINUTE);
            String held = forecast(bench, "1");
            String next = forecast(bench, "2");
            bench.time.runFor(MINUTE);

            assertThat(bench.arrived).extracting(Bench.Arrived::requestId).containsExactly(next, held);
        }
    }

    @Test
    void forecastsOfACadenceAreSentAtEveryTickWhileTheLinkIsOnline() {
        try (Bench bench = new Bench()) {
            bench.cp.every(
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(5),
                    tick -> List.of(new RawForecast(
                            "AKL01", "CONSUMPTION", List.of(RawBlock.kilowatts("9", tick, tick.plusSeconds(900))))));
            bench.time.runUntil(Bench.START.plus(Duration.ofMinutes(16)));
            assertThat(bench.arrived).isEmpty();

            bench.online();
            bench.heartbeat(Duration.ofHours(1));
            bench.time.runUntil(Bench.START.plus(Duration.ofMinutes(46)));

            assertThat(bench.arrived.stream()
                            .filter(message -> message.action().startsWith("update"))
                            .map(Bench.Arrived::at))
                    .containsExactly(Instant.parse("2026-03-01T10:30:05Z"), Instant.parse("2026-03-01T10:45:05Z"));
        }
    }

    @Test
    void itTellsWhenTheLinkComesOnline() {
        try (Bench bench = new Bench()) {
            List<Instant> online = new java.util.ArrayList<>();
            bench.cp.onOnline(online::add);
            bench.online();

            assertThat(online).containsExactly(Bench.START.plusSeconds(1));
        }
    }

    @Test
    void itRefusesHeartbeatsWhileItsOwnGoOn() {
        try (Bench bench = new Bench()) {
            bench.online();
            bench.cp.refuseHeartbeats(true);
            assertThat(bench.heartbeat(MINUTE)).isEqualTo(503);
            int before = bench.arrived("heartbeat").size();
            bench.time.runFor(Duration.ofMinutes(10));
            assertThat(bench.arrived("heartbeat")).hasSize(before + 10);

            bench.cp.refuseHeartbeats(false);
            assertThat(bench.heartbeat(MINUTE)).isEqualTo(204);
            assertThat(bench.cp.complaints()).isEmpty();
        }
    }

    @Test
    void scriptedAnswersLastForAsManyMessagesAsAskedAndHaveNoEffectUnlessProcessed() {
        try (Bench bench = new Bench()) {
            bench.online();
            bench.time.runUntil(Bench.START.plus(Duration.ofMinutes(31)));
            bench.online();
            bench.cp.answer("update_asset_measurements", 500, 1);
            assertThat(bench.post("update_asset_measurements", "m1", Bench.window("10:00", "10:15")))
                    .isEqualTo(500);
            assertThat(bench.cp.windows()).isEmpty();

            bench.cp.processButAnswer("update_asset_measurements", 500, 1);
            assertThat(bench.post("update_asset_measurements", "m1", Bench.window("10:00", "10:15")))
                    .isEqualTo(500);
            assertThat(bench.post("update_asset_measurements", "m1", Bench.window("10:00", "10:15")))
                    .isEqualTo(204);
            assertThat(bench.cp.windows("AKL01")).hasSize(1);
            assertThat(bench.cp.complaints()).isEmpty();
        }
    }

    @Test
    void aMessageCanBeRepeatedWithTheSameIdAndBytes() {
        try (Bench bench = new Bench()) {
            String id = forecast(bench, "1");
            bench.time.runFor(Duration.ZERO);
            bench.cp.repeat(id);
            bench.cp.send("heartbeat", "raw", Optional.empty(), com.betterfleet.oscp.testkit.wire.RawBytes.utf8("{"));
            bench.time.runFor(Duration.ZERO);

            assertThat(bench.arrived).extracting(Bench.Arrived::requestId).containsExactly(id, id, "raw");
            assertThat(bench.arrived.get(0).body())
                    .isEqualTo(bench.arrived.get(1).body());
        }
    }

    @Test
    void anAcknowledgementThatWasLostIsSentAgainWhenTheFpRepeatsItsHandshake() {
        try (Bench bench = new Bench(settings -> settings.retries(1, Duration.ofSeconds(1)))) {
            bench.line.cutTowardsFp();
            bench.post("handshake", "h1", Bench.handshake());
            bench.time.runFor(MINUTE);
            bench.line.restore();
            bench.post("handshake", "h1", Bench.handshake());
            bench.time.runFor(MINUTE);

            assertThat(bench.arrived("handshake_acknowledge")).hasSize(1);
            assertThat(bench.cp.link().state()).isEqualTo(LinkView.State.ONLINE);
        }
    }

    @Test
    void theSameSeedGivesTheSameWire() {
        assertThat(wireOfAnHour()).hasSizeGreaterThan(60).isEqualTo(wireOfAnHour());
    }

    private static List<String> wireOfAnHour() {
        try (Bench bench = new Bench()) {
            bench.cp.startHandshake();
            bench.online();
            bench.time.runFor(Duration.ofHours(1));
            return bench.wire.stream().map(SimulatedCapacityProviderTest::line).toList();
        }
    }

    private static String line(WireExchange exchange) {
        return exchange + " " + exchange.call().body().text()
                + RawHeader.values(exchange.call().headers(), "X-Request-ID");
    }

    private static String forecast(Bench bench, String capacity) {
        return bench.cp.forecast(
                "AKL01",
                "CONSUMPTION",
                List.of(RawBlock.kilowatts(capacity, Bench.START, Bench.START.plusSeconds(900))));
    }
}
