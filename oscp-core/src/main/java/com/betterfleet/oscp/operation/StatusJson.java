package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.Limit;
import com.betterfleet.envelope.LimitOrder;
import com.betterfleet.oscp.adjustment.Adjustment;
import com.betterfleet.oscp.connection.LinkFailure;
import com.betterfleet.oscp.event.AdjustedBlock;
import com.betterfleet.oscp.limit.Reported;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a status as JSON: absent fields are left out, an unlimited limit is the word {@code "unlimited"}. */
final class StatusJson {
    private final JsonGenerator json;
    private final JsonFields fields;

    private StatusJson(JsonGenerator json) {
        this.json = json;
        this.fields = new JsonFields(json);
    }

    static String write(Status status) {
        return JsonFields.text(json -> new StatusJson(json).status(status));
    }

    static String write(ConnectionStatus connection) {
        return JsonFields.text(json -> new StatusJson(json).connection(connection));
    }

    private void status(Status status) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", status.at().toString());
        json.writeBooleanField("running", status.running());
        json.writeBooleanField("durable", status.durable());
        json.writeArrayFieldStart("connections");
        for (ConnectionStatus connection : status.connections()) {
            connection(connection);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void connection(ConnectionStatus connection) throws IOException {
        json.writeStartObject();
        json.writeStringField("connection", connection.connection().value());
        json.writeStringField("profile", connection.profile());
        json.writeStringField("state", connection.state().name());
        fields.text("since", connection.since());
        json.writeNumberField("session", connection.session());
        fields.text("offlineAt", connection.offlineAt());
        fields.text("heardAt", connection.heardAt());
        fields.text("acknowledgedPromise", connection.acknowledgedPromise());
        seconds("theirIntervalSeconds", connection.theirInterval());
        seconds("ourIntervalSeconds", connection.ourInterval());
        if (connection.registration().isPresent()) {
            json.writeFieldName("registration");
            registration(connection.registration().get());
        }
        json.writeArrayFieldStart("conditions");
        for (ConditionStatus condition : connection.conditions()) {
            condition(condition);
        }
        json.writeEndArray();
        if (connection.lastFailure().isPresent()) {
            json.writeFieldName("lastFailure");
            failure(connection.lastFailure().get());
        }
        fields.text("leasedTo", connection.leasedTo());
        fields.text("leasedUntil", connection.leasedUntil());
        json.writeObjectFieldStart("tolerancesUsed");
        for (Map.Entry<String, Long> used : new TreeMap<>(connection.tolerancesUsed()).entrySet()) {
            json.writeNumberField(used.getKey(), used.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("groups");
        for (GroupStatus group : connection.groups()) {
            group(group);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void condition(ConditionStatus condition) throws IOException {
        json.writeStartObject();
        json.writeStringField("condition", condition.condition().name());
        fields.text("source", condition.source());
        fields.text("since", condition.since());
        json.writeStringField("detail", condition.detail());
        json.writeEndObject();
    }

    private void failure(LinkFailure failure) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", failure.at().toString());
        json.writeStringField("action", failure.action());
        json.writeStringField("what", failure.what());
        json.writeNumberField("inARow", failure.inARow());
        json.writeEndObject();
    }

    private void registration(RegistrationStatus registration) throws IOException {
        json.writeStartObject();
        fields.text("registeredSince", registration.registeredSince());
        json.writeBooleanField("underWay", registration.underWay());
        json.writeBooleanField("oldTokenExpected", registration.oldTokenExpected());
        fields.text("peerBaseUrl", registration.peerBaseUrl());
        json.writeEndObject();
    }

    private void group(GroupStatus group) throws IOException {
        json.writeStartObject();
        json.writeStringField("group", group.group().group().value());
        json.writeStringField("scope", group.scope().toString());
        fields.text("protectiveZeroSince", group.protectiveZeroSince());
        json.writeArrayFieldStart("limits");
        for (LimitStatus limit : group.limits()) {
            limit(limit);
        }
        json.writeEndArray();
        if (group.metering().isPresent()) {
            json.writeFieldName("metering");
            metering(group.metering().get());
        }
        json.writeNumberField("waiting", group.waiting());
        json.writeNumberField("parked", group.parked());
        json.writeArrayFieldStart("parkedMessages");
        for (ParkedMessage message : group.parkedMessages()) {
            parked(message);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("adjustments");
        for (Adjustment adjustment : group.adjustments()) {
            adjustment(adjustment);
        }
        json.writeEndArray();
        if (group.complianceSent().isPresent()) {
            json.writeFieldName("complianceSent");
            reported(group.complianceSent().get());
        }
        json.writeEndObject();
    }

    private void adjustment(Adjustment adjustment) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", adjustment.id().value());
        json.writeStringField("type", adjustment.type().name());
        json.writeStringField("state", adjustment.state().name());
        json.writeStringField("since", adjustment.since().toString());
        json.writeStringField("why", adjustment.why());
        json.writeArrayFieldStart("blocks");
        for (AdjustedBlock block : adjustment.blocks()) {
            json.writeStartObject();
            json.writeStringField("start", block.start().toString());
            json.writeStringField("end", block.end().toString());
            json.writeNumberField("requestedWatts", block.requested().watts());
            fields.limit("allowedWatts", block.allowed().map(Limit::of));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void metering(MeteringStatus metering) throws IOException {
        json.writeStartObject();
        json.writeStringField("closedThrough", metering.closedThrough().toString());
        fields.text("sentThrough", metering.sentThrough());
        json.writeStringField(
                "acknowledgedThrough", metering.acknowledgedThrough().toString());
        json.writeNumberField("unacknowledged", metering.unacknowledged());
        json.writeNumberField("parked", metering.parked());
        json.writeNumberField("dropped", metering.dropped());
        json.writeNumberField("skipped", metering.skipped());
        json.writeNumberField("lateAnswers", metering.lateAnswers());
        json.writeEndObject();
    }

    private void parked(ParkedMessage message) throws IOException {
        json.writeStartObject();
        json.writeStringField("requestId", message.requestId().value());
        json.writeStringField("action", message.action().path());
        json.writeStringField("subject", message.subject());
        json.writeStringField("why", message.why());
        json.writeEndObject();
    }

    private void reported(Reported reported) throws IOException {
        json.writeStartObject();
        json.writeNumberField("count", reported.count());
        json.writeStringField("at", reported.at().toString());
        json.writeStringField("source", reported.source().value());
        json.writeStringField("requestId", reported.requestId().value());
        json.writeEndObject();
    }

    private void limit(LimitStatus limit) throws IOException {
        json.writeStartObject();
        json.writeStringField("direction", limit.direction().name());
        json.writeStringField("mode", limit.mode().name());
        fields.limit("plannedWatts", limit.planned());
        if (limit.ordered().isPresent()) {
            json.writeFieldName("ordered");
            order(limit.ordered().get());
        }
        fields.text("stage", limit.stage());
        fields.text("trouble", limit.trouble());
        fields.limit("confirmedWatts", limit.confirmed());
        json.writeNumberField("confirmedRevision", limit.confirmedRevision());
        fields.text("breachSince", limit.breachSince());
        fields.text("breachReason", limit.breachReason());
        fields.text("horizonEnd", limit.horizonEnd());
        fields.text("forecastOverdueSince", limit.forecastOverdueSince());
        json.writeEndObject();
    }

    private void order(LimitOrder order) throws IOException {
        json.writeStartObject();
        json.writeNumberField("revision", order.revision());
        fields.limit("watts", Optional.of(order.limit()));
        json.writeStringField("validUntil", order.validUntil().toString());
        fields.limit("afterwardsWatts", Optional.of(order.afterwards()));
        json.writeStringField("mode", order.mode().name());
        json.writeBooleanField("protectiveZero", order.protectiveZero());
        json.writeStringField("reason", order.reason());
        json.writeEndObject();
    }

    private void seconds(String name, Optional<Duration> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(
                    name, BigDecimal.valueOf(value.get().toMillis(), 3).stripTrailingZeros());
        }
    }
}
