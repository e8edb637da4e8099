package com.betterfleet.oscp.testkit.cp;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges bodies other than measurements, field by field. What it returns is to be used only when the inspection found nothing. */
final class BodyJudge {

    private static final Set<String> CONFIGURATIONS = Set.of("CONTINUOUS", "INTERMITTENT");
    private static final Set<String> TYPES =
            Set.of("CONSUMPTION", "GENERATION", "FALLBACK_CONSUMPTION", "FALLBACK_GENERATION", "OPTIMUM");
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    private final CapacityProviderSettings settings;
    private final Inspection inspection;
    private final Instant now;

    BodyJudge(CapacityProviderSettings settings, Inspection inspection, Instant now) {
        this.settings = settings;
        this.inspection = inspection;
        this.now = now;
    }

    Optional<Reading> read(String action, JsonValue.Members body) {
        return switch (action) {
            case Actions.HANDSHAKE, Actions.HANDSHAKE_ACKNOWLEDGE -> Optional.of(handshake(body));
            case Actions.REGISTER -> register(body);
            case Actions.HEARTBEAT -> heartbeat(body);
            case Actions.ASSET_MEASUREMENTS, Actions.GROUP_MEASUREMENTS ->
                new MeasurementJudge(settings, inspection, now).read(action, body);
            case Actions.ADJUST -> adjust(body);
            case Actions.COMPLIANCE -> compliance(body);
            default -> throw new IllegalArgumentException("no judge for " + action);
        };
    }

    private Optional<Reading> register(JsonValue.Members body) {
        inspection.onlyKnown(body, "", Set.of("token", "version_url"));
        List<String> urls = new ArrayList<>();
        List<JsonValue> items = inspection.items(body, "", "version_url");
        for (int i = 0; i < items.size(); i++) {
            String path = "version_url[" + i + "]";
            inspection.object(items.get(i), path).ifPresent(entry -> versionUrl(entry, path, urls));
        }
        return inspection
                .text(body, "", "token")
                .filter(this::longEnough)
                .map(token -> new Reading.Register(token, urls));
    }

    private void versionUrl(JsonValue.Members entry, String path, List<String> urls) {
        inspection.onlyKnown(entry, path, Set.of("version", "base_url"));
        inspection.word(entry, path, "version", Set.of("2.0"));
        inspection.text(entry, path, "base_url").ifPresent(urls::add);
    }

    /** 256 bits are 43 characters of base64. */
    private boolean longEnough(String token) {
        if (token.length() < 43) {
            inspection.found("token", "has " + token.length() + " characters, 256 bits need 43");
        }
        return token.length() >= 43;
    }

    private Reading handshake(JsonValue.Members body) {
        inspection.onlyKnown(body, "", Set.of("required_behaviour"));
        return new Reading.Handshake(
                inspection.optionalObject(body, "", "required_behaviour").flatMap(this::behaviour));
    }

    private Optional<Duration> behaviour(JsonValue.Members behaviour) {
        String path = "required_behaviour";
        inspection.onlyKnown(behaviour, path, Set.of("heartbeat_interval", "measurement_configuration"));
        Set<String> seen = new HashSet<>();
        for (JsonValue item : inspection.items(behaviour, path, "measurement_configuration")) {
            configuration(item, path + ".measurement_configuration", seen);
        }
        return inspection
                .optionalNumber(behaviour, path, "heartbeat_interval")
                .filter(seconds -> atLeastOne(seconds, path + ".heartbeat_interval"))
                .map(seconds -> Duration.ofMillis(seconds.multiply(THOUSAND).longValue()));
    }

    private void configuration(JsonValue item, String path, Set<String> seen) {
        Optional<String> word =
                inspection.textOf(item, path).filter(text -> inspection.allowed(text, path, CONFIGURATIONS));
        if (word.isPresent() && !seen.add(word.get())) {
            inspection.found(path, word.get() + " occurs twice");
        }
    }

    private boolean atLeastOne(BigDecimal seconds, String path) {
        if (seconds.compareTo(BigDecimal.ONE) < 0) {
            inspection.found(path, seconds + " is below 1");
        }
        return seconds.compareTo(BigDecimal.ONE) >= 0;
    }

    private Optional<Reading> heartbeat(JsonValue.Members body) {
        inspection.onlyKnown(body, "", Set.of("offline_mode_at"));
        Optional<Instant> promise = inspection.time(body, "", "offline_mode_at");
        promise.filter(at -> !at.isAfter(now))
                .ifPresent(at -> inspection.found("offline_mode_at", at + " has passed already, it is " + now));
        return promise.map(Reading.Heartbeat::new);
    }

    private Optional<Reading> adjust(JsonValue.Members body) {
        inspection.onlyKnown(body, "", Set.of("group_id", "type", "forecasted_blocks"));
        Optional<CapacityGroup> group = knownGroup(settings, inspection, body);
        Optional<String> type = inspection.word(body, "", "type", TYPES);
        BlockJudge judge = new BlockJudge(inspection);
        List<RawBlock> blocks = judge.read(body);
        judge.noOverlap(blocks);
        judge.oneAhead(blocks, now);
        return group.flatMap(one -> type.map(word -> new Reading.Adjustment(one.groupId(), word, blocks)));
    }

    private Optional<Reading> compliance(JsonValue.Members body) {
        inspection.onlyKnown(body, "", Set.of("message", "forecasted_blocks"));
        List<RawBlock> blocks =
                inspection.holds(body, "forecasted_blocks") ? new BlockJudge(inspection).read(body) : List.of();
        return inspection.text(body, "", "message").map(message -> new Reading.Compliance(message, blocks));
    }

    static Optional<CapacityGroup> knownGroup(
            CapacityProviderSettings settings, Inspection inspection, JsonValue.Members body) {
        Optional<String> id = inspection.text(body, "", "group_id");
        Optional<CapacityGroup> group = id.flatMap(settings::group);
        if (id.isPresent() && group.isEmpty()) {
            inspection.found("group_id", id.get() + " is not known");
        }
        return group;
    }
}
