package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Power;
import com.betterfleet.envelope.TimeInterval;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.operation.Operations;
import com.betterfleet.oscp.testkit.cp.CapacityProviderSettings;
import com.betterfleet.oscp.testkit.cp.Complaint;
import com.betterfleet.oscp.testkit.cp.SeededIds;
import com.betterfleet.oscp.testkit.cp.SimulatedCapacityProvider;
import com.betterfleet.oscp.testkit.time.VirtualProcess;
import com.betterfleet.oscp.testkit.wire.RawBytes;
import com.betterfleet.oscp.testkit.wire.RawCall;
import com.betterfleet.oscp.testkit.wire.RawReply;
import com.betterfleet.oscp.testkit.wire.WireExchange;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Strict out (protocol.md 1): one provider with two utilities, one by the standard and one by a partner's profile, sends
 * every kind of message that it can, and the depot's witness at the wire holds each to our JSON Schemas.
 */
class OutboundSchemaTest {
    /** The kinds that a provider sends; one that never leaves it here turns the test red. */
    static final Set<Action> SENT = EnumSet.of(
            Action.REGISTER,
            Action.HANDSHAKE,
            Action.HANDSHAKE_ACKNOWLEDGE,
            Action.HEARTBEAT,
            Action.ADJUST_GROUP_CAPACITY_FORECAST,
            Action.GROUP_CAPACITY_COMPLIANCE_ERROR,
            Action.UPDATE_GROUP_MEASUREMENTS,
            Action.UPDATE_ASSET_MEASUREMENTS);

    private final Depot depot = new Depot();
    private final SimulatedCapacityProvider plain = standardUtility();

    @AfterEach
    void leave() {
        depot.close();
    }

    @Test
    void everyKindOfMessageThatLeavesTheProviderIsValid() {
        depot.configuration = OutboundSchemaTest::twoUtilities;
        depot.live("500");
        depot.cp.startHandshake();
        askAndTell();
        depot.cp.send("heartbeat", "broken-1", Optional.empty(), RawBytes.utf8("{\"offline_mode_at\":\"soon\"}"));
        depot.run(Duration.ofMinutes(20));

        Set<Action> seen = EnumSet.copyOf(depot.witness.seen());
        seen.addAll(seenOfANewcomer());
        assertThat(seen).isEqualTo(SENT);
        assertThat(depot.witness.errors()).isEqualTo(1);
        assertThat(depot.cp.complaints()).extracting(Complaint::text).isEmpty();
        assertThat(plain.complaints()).extracting(Complaint::text).isEmpty();
    }

    private void askAndTell() {
        Instant now = depot.time.now();
        TimeInterval hour = TimeInterval.of(now, now.plus(Duration.ofHours(1)));
        ForecastedBlock block =
                new ForecastedBlock(new BigDecimal("12.5"), Phase.ALL, CapacityUnit.KW, hour.start(), hour.end());
        Operations operations = depot.fp().operations();
        operations.requestAdjustment(GroupRef.of("plain", "WLG 1"), List.of(block), "a guest", Depot.OPS);
        operations.reportNonCompliance(Depot.GROUP, Direction.IMPORT, hour, "works", Depot.OPS);
    }

    private static Set<Action> seenOfANewcomer() {
        try (Depot newcomer = Newcomers.initiating(UnaryOperator.identity()).boot()) {
            Newcomers.untilOnline(newcomer);
            return newcomer.witness.seen();
        }
    }

    @Test
    void theWitnessEndsTheRunOverAnyBodyThatIsNotValid() {
        refused("fp", "heartbeat", "{\"offline_mode_at\":\"2026-03-01T10:00:00Z\"}", 204, "");
        refused("fp", "update_asset_measurements", "{\"group_id\":\"AKL01\",\"measurements\":[]}", 204, "");
        refused("cp", "heartbeat", "whatever", 400, "{\"error\":\"no\"}");
        refused("cp", "heartbeat", "whatever", 204, "{}");
    }

    private static void refused(String from, String action, String body, int status, String answer) {
        RawCall call = new RawCall(
                "POST",
                URI.create("https://x.example/oscp/" + action),
                List.of(),
                RawBytes.utf8(body),
                Duration.ofSeconds(1));
        RawReply reply = new RawReply(status, List.of(), RawBytes.utf8(answer));
        WireExchange exchange =
                new WireExchange(Instant.EPOCH, from, "x.example", call, new WireExchange.Outcome.Answered(reply));
        assertThatThrownBy(() -> new SchemaWitness().exchanged(exchange)).isInstanceOf(AssertionError.class);
    }

    private static void twoUtilities(FlexibilityProvider fp) {
        Depot.tenLines(fp);
        fp.configuration()
                .connect(
                        ConnectionSettings.of("plain", "oscp-2.0")
                                .cpBaseUrl(URI.create("https://utility.example/oscp/cp/2.0"))
                                .presentToken(SecretRef.of("nz/out"))
                                .expectToken(SecretRef.of("nz/in")),
                        Depot.OPS);
        fp.configuration()
                .bind(
                        "plain",
                        GroupBinding.of("WLG 1")
                                .scope("mg-7", "yard")
                                .siteLimit(Power.kilowatts("90"))
                                .fallback(Power.kilowatts("9")),
                        Depot.OPS);
    }

    private SimulatedCapacityProvider standardUtility() {
        VirtualProcess process = depot.time.process("cp-plain");
        CapacityProviderSettings settings = CapacityProviderSettings.builder(
                        URI.create("https://depot.example/oscp/fp/2.0/plain"))
                .present("Authorization", "Token " + Depot.SECRETS.get(1))
                .demand("Authorization", "Token " + Depot.SECRETS.get(0))
                .accept("update_group_measurements")
                .accept("adjust_group_capacity_forecast")
                .group("WLG 1", "WLG 1")
                .build();
        SimulatedCapacityProvider utility = SimulatedCapacityProvider.of(
                settings,
                process,
                depot.time,
                depot.network.caller("cp-plain", process, depot.line.towardsFp()),
                SeededIds.of(12));
        depot.network.serve("utility.example", "/oscp/cp/2.0", utility);
        return utility;
    }
}
