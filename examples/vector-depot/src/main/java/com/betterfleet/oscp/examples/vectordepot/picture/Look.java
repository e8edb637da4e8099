package com.betterfleet.oscp.examples.vectordepot.picture;

import java.util.Locale;

/** How a limit in force is drawn: by its mode, and by why it is zero. */
enum Look {
    LIVE("LIVE: what the utility allows"),
    UNCOVERED("UNCOVERED: the forecast has a hole"),
    FALLBACK("FALLBACK: the utility is out of touch"),
    RELEASED("RELEASED: the depot decides"),
    ZERO("protective zero: nothing may be drawn"),
    LAPSED("lease run out before a newer order was confirmed (a dot if under a minute)");

    private final String words;

    Look(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The class of its shapes in the style sheet, and the name of its pattern. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How one names it in passing. */
    String brief() {
        return this == ZERO ? "protective zero" : this == LAPSED ? "lease run out" : name();
    }

    static Look of(String mode, boolean protectiveZero) {
        if (protectiveZero) {
            return ZERO;
        }
        for (Look look : values()) {
            if (look.name().equals(mode)) {
                return look;
            }
        }
        return UNCOVERED;
    }
}
