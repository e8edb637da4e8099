package com.betterfleet.oscp.testkit.cp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the FP asks of us and confesses to us, held against what we have sent. Guarded by the agenda's lock. */
final class Claims {

    private final Agenda agenda;
    private final Ledger ledger;
    private final Map<String, List<RawBlock>> told = new HashMap<>();
    private final List<Consumer<AcceptedAdjustment>> listeners = new ArrayList<>();

    Claims(Agenda agenda, Ledger ledger) {
        this.agenda = agenda;
        this.ledger = ledger;
    }

    void onAdjustment(Consumer<AcceptedAdjustment> listener) {
        listeners.add(listener);
    }

    /** What is wrong with a message of the FP that may answer one of ours. */
    Optional<String> objection(Reading reading, List<String> correlations) {
        if (reading instanceof Reading.Adjustment) {
            return correlations.stream().allMatch(ledger::knowsForecast)
                    ? Optional.empty()
                    : Optional.of(
                            "X-Correlation-ID must name a forecast of ours where it is there, was " + correlations);
        }
        return reading instanceof Reading.Compliance compliance
                ? objection(compliance, correlations)
                : Optional.empty();
    }

    private Optional<String> objection(Reading.Compliance compliance, List<String> correlations) {
        if (correlations.size() != 1 || !ledger.knowsForecast(correlations.get(0))) {
            return Optional.of("X-Correlation-ID must name a forecast of ours, was " + correlations);
        }
        RawForecast forecast = ledger.forecast(correlations.get(0));
        for (RawBlock block : compliance.blocks()) {
            if (forecast.blocks().stream().noneMatch(ours -> isPartOf(block, ours))) {
                return Optional.of("forecasted_blocks: " + block + " is no block of forecast " + correlations.get(0));
            }
            if (told(correlations.get(0)).stream().anyMatch(before -> BlockJudge.overlap(before, block))) {
                return Optional.of("forecasted_blocks: " + block + " was told before");
            }
        }
        return Optional.empty();
    }

    void accept(String requestId, Reading reading, List<String> correlations) {
        if (reading instanceof Reading.Adjustment adjustment) {
            AcceptedAdjustment accepted = new AcceptedAdjustment(
                    requestId, agenda.now(), adjustment.groupId(), adjustment.type(), adjustment.blocks());
            ledger.accepted(accepted);
            listeners.forEach(listener -> agenda.soon(() -> listener.accept(accepted)));
        } else if (reading instanceof Reading.Compliance compliance) {
            told(correlations.get(0)).addAll(compliance.blocks());
            ledger.accepted(new AcceptedCompliance(
                    requestId, agenda.now(), correlations.get(0), compliance.message(), compliance.blocks()));
        }
    }

    /** A block that a later forecast has cut short is still a block of the earlier one. */
    private static boolean isPartOf(RawBlock block, RawBlock ours) {
        return block.phase().equals(ours.phase())
                && block.unit().equals(ours.unit())
                && new BigDecimal(block.capacity()).compareTo(new BigDecimal(ours.capacity())) == 0
                && !block.start().isBefore(ours.start())
                && !block.end().isAfter(ours.end());
    }

    private List<RawBlock> told(String forecast) {
        return told.computeIfAbsent(forecast, unseen -> new ArrayList<>());
    }
}
