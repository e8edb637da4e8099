package com.betterfleet.oscp.examples.vectordepot.picture;

import static com.betterfleet.oscp.examples.vectordepot.picture.Incident.Sort.ASKED;
import static com.betterfleet.oscp.examples.vectordepot.picture.Incident.Sort.HOST;
import static com.betterfleet.oscp.examples.vectordepot.picture.Incident.Sort.LINE;
import static com.betterfleet.oscp.examples.vectordepot.picture.Incident.Sort.UTILITY;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import java.util.List;

/** What deserves a number in the picture: what befell the line, the host and the forecasts, and what was asked. */
final class IncidentsRead {
    private final Spells spells = new Spells();

    private IncidentsRead() {}

    static List<Incident> of(Told told) {
        IncidentsRead read = new IncidentsRead();
        CallsRead calls = new CallsRead(read.spells);
        told.kind("clock").forEach(read::clock);
        told.lines().forEach(calls::take);
        told.events(
                        "LinkChanged",
                        "RegistrationEnded",
                        "ConditionRaised",
                        "ConditionCleared",
                        "ClockStepped",
                        "StoreUnavailable",
                        "StoreRecovered",
                        "ProtectiveZeroStarted",
                        "ProtectiveZeroEnded",
                        "ForecastMerged",
                        "ForecastOverdue",
                        "ForecastOverdueEnded",
                        "HorizonEnding",
                        "LimitBreached",
                        "LimitBreachEnded",
                        "LimitStale",
                        "ForecastNotKept",
                        "AdjustmentChanged",
                        "MessageSent")
                .forEach(read::event);
        return read.spells.all().stream()
                .filter(incident -> incident.at().isBefore(told.end())
                        && !incident.until().orElse(told.end()).isBefore(told.start()))
                .toList();
    }

    private void clock(FileLine line) {
        if (!line.text("crashed").isEmpty()) {
            spells.begin("host", line.at(), HOST, "Host crashed", line.text("crashed") + " stopped at once");
        } else if (!line.text("booted").isEmpty()) {
            spells.end("host", line.at());
        }
    }

    private void event(FileLine line) {
        switch (Told.name(line)) {
            case "LinkChanged" -> link(line);
            case "RegistrationEnded" -> spells.once(line.at(), LINE, "Registration ended", Told.text(line, "reason"));
            case "ConditionRaised" ->
                begin(line, LINE, "Condition " + Told.text(line, "condition"), Told.text(line, "detail"));
            case "ConditionCleared" -> spells.end("Condition " + Told.text(line, "condition"), line.at());
            case "ClockStepped" -> spells.once(line.at(), HOST, "Clock stepped", "by " + Told.text(line, "step"));
            case "StoreUnavailable" -> begin(line, HOST, "Store unavailable", Told.text(line, "why"));
            case "StoreRecovered" -> spells.end("Store unavailable", line.at());
            default -> limits(line);
        }
    }

    private void link(FileLine line) {
        if (Told.text(line, "to").equals("OFFLINE")) {
            begin(line, LINE, "Link OFFLINE", Told.text(line, "reason"));
        } else if (Told.text(line, "to").equals("ONLINE")) {
            spells.end("Link OFFLINE", line.at());
        }
    }

    private void limits(FileLine line) {
        switch (Told.name(line)) {
            case "ProtectiveZeroStarted" -> begin(line, UTILITY, "Protective zero", "the utility protects its network");
            case "ProtectiveZeroEnded" -> spells.end("Protective zero", line.at());
            case "ForecastMerged" ->
                spells.once(
                        line.at(),
                        UTILITY,
                        "Forecast out of order",
                        "it ends before the one in force; merged, the smaller power counts");
            case "ForecastOverdue" ->
                begin(line, UTILITY, "Forecasts overdue", "last received " + Told.text(line, "lastReceived"));
            case "ForecastOverdueEnded" -> spells.end("Forecasts overdue", line.at());
            case "HorizonEnding" ->
                spells.once(line.at(), UTILITY, "Horizon ending", "nothing is said beyond " + Told.text(line, "end"));
            case "LimitBreached" -> begin(line, HOST, "Limit breached", Told.text(line, "why"));
            case "LimitBreachEnded" -> spells.end("Limit breached", line.at());
            case "LimitStale" -> spells.once(line.at(), HOST, "Circuit ahead of us", "a higher revision was read back");
            default -> asked(line);
        }
    }

    private void asked(FileLine line) {
        String id = Told.text(line, "requestId");
        switch (Told.name(line)) {
            case "ForecastNotKept" -> spells.once(line.at(), HOST, "Forecast not kept", Told.text(line, "why"));
            case "AdjustmentChanged" -> adjustment(line, id, Told.text(line, "state"), Told.text(line, "why"));
            default -> sent(line, id);
        }
    }

    private void sent(FileLine line, String id) {
        String action = Told.text(line, "action");
        if (action.equalsIgnoreCase("adjust_group_capacity_forecast")) {
            adjustment(line, id, "acknowledged", "");
        } else if (action.equalsIgnoreCase("group_capacity_compliance_error")) {
            spells.once(line.at(), ASKED, "Compliance error told", "acknowledged by the utility");
        }
    }

    private void adjustment(FileLine line, String id, String state, String why) {
        String step = Words.second(line.at()) + " " + state + (why.isEmpty() ? "" : ", " + why);
        spells.further("adjustment " + id, line.at(), ASKED, "Adjustment asked", step);
    }

    private void begin(FileLine line, Incident.Sort sort, String what, String detail) {
        spells.begin(what, line.at(), sort, what, detail);
    }
}
