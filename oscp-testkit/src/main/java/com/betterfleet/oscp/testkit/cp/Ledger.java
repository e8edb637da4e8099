package com.betterfleet.oscp.testkit.cp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All that the provider has seen and done, in order. Guarded by the agenda's lock. */
final class Ledger {

    private final List<ReceivedMessage> received = new ArrayList<>();
    private final List<SentMessage> sent = new ArrayList<>();
    private final List<AcknowledgedForecast> forecasts = new ArrayList<>();
    private final List<AcceptedWindow> windows = new ArrayList<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private final List<AcceptedAdjustment> adjustments = new ArrayList<>();
    private final List<AcceptedCompliance> compliance = new ArrayList<>();
    private final Map<String, RawForecast> forecastsById = new HashMap<>();

    void received(ReceivedMessage message) {
        received.add(message);
    }

    void sent(SentMessage message) {
        sent.add(message);
    }

    void forecastStarted(String requestId, RawForecast forecast) {
        forecastsById.put(requestId, forecast);
    }

    boolean knowsForecast(String requestId) {
        return forecastsById.containsKey(requestId);
    }

    RawForecast forecast(String requestId) {
        return Objects.requireNonNull(forecastsById.get(requestId), requestId);
    }

    void accepted(AcceptedAdjustment adjustment) {
        adjustments.add(adjustment);
    }

    void accepted(AcceptedCompliance error) {
        compliance.add(error);
    }

    void acknowledged(AcknowledgedForecast forecast) {
        forecasts.add(forecast);
    }

    void accepted(AcceptedWindow window) {
        windows.add(window);
    }

    void complain(Complaint complaint) {
        complaints.add(complaint);
    }

    List<ReceivedMessage> received() {
        return List.copyOf(received);
    }

    List<SentMessage> sent() {
        return List.copyOf(sent);
    }

    List<AcknowledgedForecast> acknowledgedForecasts() {
        return List.copyOf(forecasts);
    }

    List<AcceptedWindow> windows() {
        return List.copyOf(windows);
    }

    List<AcceptedAdjustment> adjustments() {
        return List.copyOf(adjustments);
    }

    List<AcceptedCompliance> compliance() {
        return List.copyOf(compliance);
    }

    List<Complaint> complaints() {
        return List.copyOf(complaints);
    }
}
