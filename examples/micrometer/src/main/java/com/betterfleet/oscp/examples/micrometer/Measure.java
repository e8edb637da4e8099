package com.betterfleet.oscp.examples.micrometer;

/** What is measured of a status: each constant is one gauge, with a row for each connection, group or direction. */
enum Measure {
    RUNNING("oscp.running", "", "1 while this provider works, 0 before its start and after its close"),
    LINK_STATE("oscp.link.state", "", "1 for the state that the link is in, 0 for the others"),
    LINK_IN_STATE("oscp.link.in.state", "seconds", "how long the link has been in its state"),
    LINK_HEARD("oscp.link.heard", "seconds", "how long ago the peer was heard; NaN before the first time"),
    LINK_OFFLINE_IN("oscp.link.offline.in", "seconds", "how long until the link goes offline; NaN unless online"),
    LINK_SESSION("oscp.link.session", "", "the number of the session in force"),
    LINK_FAILURES("oscp.link.failures", "", "how many calls of ours for the link have failed in a row"),
    CONDITION("oscp.condition", "", "1 while something is wrong with the connection, for each thing that can be"),
    OUTBOX_WAITING("oscp.outbox.waiting", "messages", "how many messages wait to be sent"),
    OUTBOX_PARKED("oscp.outbox.parked", "messages", "how many messages the peer refused for good"),
    PROTECTIVE_ZERO("oscp.protective.zero", "", "1 while the utility asks for zero to protect its network"),
    LIMIT_MODE("oscp.limit.mode", "", "1 for the mode that the limit is in, 0 for the others"),
    LIMIT_PLANNED("oscp.limit.planned", "watts", "the limit that holds by the plan; +Inf unlimited, NaN none"),
    LIMIT_CONFIRMED("oscp.limit.confirmed", "watts", "the limit last read back; +Inf unlimited, NaN none"),
    LIMIT_BREACH("oscp.limit.breach", "seconds", "how long a limit has been in breach, 0 while it is not"),
    LIMIT_HORIZON("oscp.limit.horizon", "seconds", "how long until the utility's words end; NaN if it said none");

    private final String meter;
    private final String unit;
    private final String description;

    Measure(String meter, String unit, String description) {
        this.meter = meter;
        this.unit = unit;
        this.description = description;
    }

    String meter() {
        return meter;
    }

    String unit() {
        return unit;
    }

    String description() {
        return description;
    }
}
