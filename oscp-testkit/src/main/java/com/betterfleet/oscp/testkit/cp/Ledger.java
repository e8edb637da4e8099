package com.betterfleet.oscp.testkit.cp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All that the provider has seen and done, in order. Guarded by the agenda's lock. */
final class Ledger {

    private final List<ReceivedMessage> received = new ArrayList<>();
    private final List<SentMessage> sent = new ArrayList<>();
    private final List<AcknowledgedForecast> forecasts = new ArrayList<>();
    private final List<AcceptedWindow> windows = new ArrayList<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private final Set<String> forecastIds = new TreeSet<>();

    void received(ReceivedMessage message) {
        received.add(message);
    }

    void sent(SentMessage message) {
        sent.add(message);
    }

    void forecastStarted(String requestId) {
        forecastIds.add(requestId);
    }

    boolean knowsForecast(String requestId) {
        return forecastIds.contains(requestId);
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

    List<Complaint> complaints() {
        return List.copyOf(complaints);
    }
}
