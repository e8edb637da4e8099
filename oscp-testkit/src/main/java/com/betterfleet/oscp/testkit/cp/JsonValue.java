package com.betterfleet.oscp.testkit.cp;

import java.util.List;
import java.util.Map;

/** JSON as it was written: members in order, numbers as their text. */
sealed interface JsonValue {

    record Members(Map<String, JsonValue> members) implements JsonValue {}

    record Items(List<JsonValue> items) implements JsonValue {}

    record Text(String text) implements JsonValue {}

    record Digits(String text) implements JsonValue {}

    record Truth(boolean truth) implements JsonValue {}

    record Nothing() implements JsonValue {}
}
