package com.betterfleet.oscp.testkit.cp;

/** The bytes are not one JSON document. */
final class JsonRefusedException extends Exception {

    JsonRefusedException(String message) {
        super(message);
    }
}
