package com.betterfleet.oscp.examples.vectordepot.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.examples.vectordepot.replay.FileLine;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is read from a journal is what happened. */
class DayPictureTest {
    private static Instant at(String time) {
        return Instant.parse("2026-09-26T" + time + "Z");
    }

    @Test
    void theLimitIsInForceFromItsConfirmationUntilTheNext() {
        DayPicture day = Pages.ofADay()
                .limit("01:00:00", 1, "FALLBACK", false, 120_000, "09:00:00")
                .limit("02:00:00", 2, "LIVE", false, 400_000, "09:00:00")
                .limit("03:00:00", 3, "LIVE", false, 400_000, "09:00:00")
                .limit("04:00:00", 4, "LIVE", true, 0, "09:00:00")
                .event("05:00:00", "LimitReleased", ",'revision':5")
                .at("06:00:00", "'kind':'end'")
                .picture();
        assertThat(day.limits())
                .containsExactly(
                        step("01:00:00", "02:00:00", OptionalLong.of(120_000), Look.FALLBACK, "because"),
                        step("02:00:00", "04:00:00", OptionalLong.of(400_000), Look.LIVE, "because"),
                        step("04:00:00", "05:00:00", OptionalLong.of(0), Look.ZERO, "because"),
                        step("05:00:00", "06:00:00", OptionalLong.empty(), Look.RELEASED, "the scope was released"));
    }

    @Test
    void aLeaseThatRunsOutLeavesWhatItSaysForAfterwards() {
        DayPicture day = Pages.ofADay()
                .limit("02:00:00", 1, "LIVE", false, 400_000, "02:05:00")
                .limit("03:00:00", 2, "LIVE", false, 500_000, "09:00:00")
                .at("04:00:00", "'kind':'end'")
                .picture();
        assertThat(day.limits().get(1))
                .isEqualTo(step(
                        "02:05:00", "03:00:00", OptionalLong.of(120_000), Look.LAPSED, "no newer order was confirmed"));
        assertThat(day.site()).isEqualTo(900_000);
        assertThat(day.fallback()).isEqualTo(120_000);
    }

    private static LimitStep step(String from, String to, OptionalLong watts, Look look, String why) {
        return new LimitStep(at(from), at(to), watts, look, why);
    }

    @Test
    void theForecastIsShownAsItStoodAtEachMoment() {
        DayPicture day = Pages.ofADay()
                .forecast("01:00:00", "a", "01:00 02:00 100", "02:00 03:00 200", "03:00 04:00 300")
                .forecast("01:30:00", "b", "02:00 03:00 250.5", "03:00 04:00 350")
                .forecast("02:30:00", "late", "03:00 04:00 90")
                .event("02:30:00", "ForecastMerged", ",'requestId':'late'")
                .at("05:00:00", "'kind':'end'")
                .picture();
        assertThat(day.forecast())
                .containsExactly(
                        new Level(at("01:00:00"), at("02:00:00"), 100_000),
                        new Level(at("02:00:00"), at("03:00:00"), 250_500),
                        new Level(at("03:00:00"), at("04:00:00"), 90_000));
    }

    @Test
    void whatWasDrawnIsTheMeanBetweenTwoReadings() {
        String register = "{'at':'2026-09-26T%sZ','register':{'wattHours':'%s'}}";
        String registers = String.join(
                ",",
                String.format(register, "01:00:00", "1000"),
                String.format(register, "01:01:00", "6000"),
                String.format(register, "01:02:00", "0"),
                String.format(register, "01:03:00", "100"));
        DayPicture day = Pages.ofADay()
                .at(
                        "02:00:00",
                        "'kind':'readings','readings':{'series':[{'meter':'m','registers':[" + registers + "]}]}")
                .picture();
        assertThat(day.drawn())
                .containsExactly(
                        new Level(at("01:00:00"), at("01:01:00"), 300_000),
                        new Level(at("01:02:00"), at("01:03:00"), 6_000));
    }

    @Test
    void twoMetersAreAddedOnlyWhereBothSaySomething() {
        DayPicture day = Pages.ofADay()
                .at(
                        "02:00:00",
                        "'kind':'readings','readings':{'series':[" + meter("a", "01:00", "01:01", "01:02") + ","
                                + meter("b", "01:00", "01:01") + "]}")
                .picture();
        assertThat(day.drawn()).containsExactly(new Level(at("01:00:00"), at("01:01:00"), 120_000));
    }

    /** A meter that counts a kilowatt hour from each reading to the next. */
    private static String meter(String name, String... times) {
        StringBuilder registers = new StringBuilder();
        for (int i = 0; i < times.length; i++) {
            registers.append(i == 0 ? "" : ",").append("{'at':'2026-09-26T").append(times[i]);
            registers.append(":00Z','register':{'wattHours':'").append(i * 1000).append("'}}");
        }
        return "{'meter':'" + name + "','registers':[" + registers + "]}";
    }

    @Test
    void everyQuarterHourSaysWhatBecameOfIt() {
        DayPicture day = Pages.ofADay()
                .event("00:16:00", "WindowQueued", ",'start':'2026-09-26T00:00:00Z'")
                .event("00:16:01", "WindowAcknowledged", ",'start':'2026-09-26T00:00:00Z'")
                .event("00:50:00", "WindowAcknowledged", ",'start':'2026-09-26T00:15:00Z'")
                .event("00:51:00", "WindowQueued", ",'start':'2026-09-26T00:30:00Z'")
                .event("01:16:00", "WindowParked", ",'start':'2026-09-26T00:45:00Z','why':'no meter'")
                .event("02:16:00", "WindowDropped", ",'start':'2026-09-26T01:00:00Z','why':'backlog'")
                .picture();
        assertThat(day.windows()).hasSize(96);
        assertThat(day.windows().subList(0, 6))
                .extracting(Window::state)
                .containsExactly(
                        Window.State.ACKNOWLEDGED,
                        Window.State.LATE,
                        Window.State.QUEUED,
                        Window.State.PARKED,
                        Window.State.DROPPED,
                        Window.State.MISSING);
    }

    @Test
    void whatWentWrongHasABeginningAndAnEnd() {
        List<Incident> incidents = Pages.ofADay()
                .at("01:00:00", "'kind':'call','call':1,'uri':'https://v/heartbeat'")
                .at("01:00:01", "'kind':'reply','call':1,'failed':'ConnectException','why':'refused'")
                .event("01:02:00", "LinkChanged", ",'to':'OFFLINE','reason':'silence'")
                .at("01:10:00", "'kind':'reply','call':1,'status':204")
                .event("01:11:00", "LinkChanged", ",'to':'ONLINE','reason':'again'")
                .at("02:00:00", "'kind':'clock','crashed':'one'")
                .at("02:00:25", "'kind':'clock','booted':'two'")
                .at("03:00:00", "'kind':'reply','call':1,'status':401")
                .event("04:00:00", "ProtectiveZeroStarted", ",'requestId':'x'")
                .picture()
                .incidents();
        assertThat(incidents)
                .extracting(Incident::what)
                .containsExactly(
                        "Line dead", "Link OFFLINE", "Host crashed", "Access token refused", "Protective zero");
        assertThat(incidents.get(0).until()).contains(at("01:10:00"));
        assertThat(incidents.get(1).until()).contains(at("01:11:00"));
        assertThat(incidents.get(2).until()).contains(at("02:00:25"));
        assertThat(incidents.get(4).until()).isEmpty();
    }

    @Test
    void anAdjustmentIsOneIncidentAndAComplianceErrorAnother() {
        List<Incident> incidents = Pages.ofADay()
                .event("01:00:00", "AdjustmentChanged", ",'requestId':'a','state':'SENT','why':''")
                .event("01:00:02", "MessageSent", ",'requestId':'a','action':'ADJUST_GROUP_CAPACITY_FORECAST'")
                .event("01:05:00", "AdjustmentChanged", ",'requestId':'a','state':'ANSWERED','why':'forecast f'")
                .event("02:00:00", "MessageSent", ",'requestId':'b','action':'group_capacity_compliance_error'")
                .event("02:00:00", "NobodyKnowsThisYet", ",'requestId':'c'")
                .picture()
                .incidents();
        assertThat(incidents).extracting(Incident::what).containsExactly("Adjustment asked", "Compliance error told");
        assertThat(incidents.get(0).detail())
                .isEqualTo("01:00:00 SENT; 01:00:02 acknowledged; 01:05:00 ANSWERED, forecast f");
    }

    @Test
    void theFiguresAreCounted() {
        DayPicture day = Pages.ofADay()
                .forecast("01:00:00", "a", "01:00 02:00 100")
                .limit("01:00:10", 1, "LIVE", false, 100_000, "02:00:00")
                .event("01:00:10", "ModeChanged", ",'from':'FALLBACK','to':'LIVE'")
                .picture();
        assertThat(day.figures())
                .contains(
                        new Figure("forecasts received", "1"),
                        new Figure("forecasts refused", "0"),
                        new Figure("orders confirmed", "1"),
                        new Figure("longest from cause to confirmation", "1000 ms"),
                        new Figure("windows due", "96"),
                        new Figure("windows acknowledged", "0"),
                        new Figure("times in FALLBACK", "1"),
                        new Figure("times out of FALLBACK", "1"),
                        new Figure("seed", "7"));
    }

    @Test
    void noLinesAndNoGroupAreNoDay() {
        assertThatThrownBy(() -> DayPicture.of(List.of())).hasMessageContaining("the journal has none");
        assertThatThrownBy(() ->
                        DayPicture.of(List.of(FileLine.of(1, "{\"at\":\"2026-09-26T00:00:00Z\",\"kind\":\"clock\"}"))))
                .hasMessageContaining("must have a line of kind configuration that says bind");
    }
}
