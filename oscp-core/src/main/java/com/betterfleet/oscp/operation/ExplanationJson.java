package com.betterfleet.oscp.operation;

import com.betterfleet.envelope.Limit;
import com.betterfleet.oscp.limit.Finding;
import com.betterfleet.oscp.limit.Reasoning;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** Writes an explanation as JSON, in the manner of {@link StatusJson}. */
final class ExplanationJson {
    private final JsonGenerator json;
    private final JsonFields fields;

    private ExplanationJson(JsonGenerator json) {
        this.json = json;
        this.fields = new JsonFields(json);
    }

    static String write(Explanation explanation) {
        return JsonFields.text(json -> new ExplanationJson(json).explanation(explanation));
    }

    private void explanation(Explanation explanation) throws IOException {
        Reasoning reasoning = explanation.reasoning();
        json.writeStartObject();
        json.writeStringField("connection", explanation.group().connection().value());
        json.writeStringField("group", explanation.group().group().value());
        json.writeStringField("direction", explanation.direction().name());
        json.writeStringField("at", explanation.at().toString());
        json.writeStringField("mode", reasoning.mode().name());
        fields.limit("limitWatts", reasoning.limit());
        json.writeBooleanField("protectiveZero", reasoning.protectiveZero());
        fields.limit("wishWatts", reasoning.wish().map(Limit::of));
        json.writeArrayFieldStart("findings");
        for (Finding finding : reasoning.findings()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeStringField("text", explanation.toText());
        json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("ground", finding.ground().name());
        json.writeBooleanField("ruled", finding.ruled());
        json.writeStringField("why", finding.why());
        json.writeNumberField("watts", finding.power().watts());
        fields.text("source", finding.source().map(source -> source.value()));
        number("capacity", finding.capacity());
        fields.text("unit", finding.unit());
        fields.text("start", finding.start());
        fields.text("end", finding.end());
        number("session", finding.session().map(BigDecimal::valueOf));
        json.writeEndObject();
    }

    private void number(String name, Optional<BigDecimal> value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(name, value.get());
        }
    }
}
