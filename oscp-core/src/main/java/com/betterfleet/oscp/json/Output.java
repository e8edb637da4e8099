package com.betterfleet.oscp.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/** One body while it is written; knows the strict form of times and numbers. Not thread-safe. */
final class Output {
    private static final int SECONDS_PER_DAY = 86_400;

    private final JsonGenerator json;
    private final byte[] time = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

    Output(JsonGenerator json) {
        this.json = json;
    }

    static SerializableString name(String name) {
        return new SerializedString(name);
    }

    JsonGenerator json() {
        return json;
    }

    void text(SerializableString name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    void word(SerializableString name, Enum<?> value) throws IOException {
        text(name, value.name());
    }

    /** Without exponent; the records have already removed trailing zeros and bounded the magnitude. */
    void number(SerializableString name, BigDecimal value) throws IOException {
        json.writeFieldName(name);
        if (value.scale() == 0) {
            json.writeNumber(value.longValue());
        } else {
            json.writeNumber(value.toPlainString());
        }
    }

    /** In UTC with exactly three fraction digits; the records have already cut finer ones. */
    void time(SerializableString name, Instant value) throws IOException {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(value.getEpochSecond(), (long) SECONDS_PER_DAY));
        int second = Math.floorMod(value.getEpochSecond(), SECONDS_PER_DAY);
        digits(0, 4, date.getYear());
        digits(5, 2, date.getMonthValue());
        digits(8, 2, date.getDayOfMonth());
        digits(11, 2, second / 3600);
        digits(14, 2, second / 60 % 60);
        digits(17, 2, second % 60);
        digits(20, 3, value.getNano() / 1_000_000);
        json.writeFieldName(name);
        json.writeRawUTF8String(time, 0, time.length);
    }

    private void digits(int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            time[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
