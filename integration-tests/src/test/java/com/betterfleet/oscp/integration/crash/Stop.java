package com.betterfleet.oscp.integration.crash;

/**
 * A process is stopped at a moment, and the next one starts after a pause.
 *
 * @param moment the number of the moment, from 1
 * @param pause seconds until the next start
 */
record Stop(int moment, int pause) {
    static Stop parse(String text) {
        int plus = text.indexOf('+');
        return new Stop(
                Integer.parseInt(text.substring(0, plus)),
                Integer.parseInt(text.substring(plus + 1).replace("s", "")));
    }

    @Override
    public String toString() {
        return moment + "+" + pause + "s";
    }
}
