package com.betterfleet.oscp.testkit.cp;

/** The last parts of the paths. */
final class Actions {

    static final String REGISTER = "register";
    static final String HANDSHAKE = "handshake";
    static final String HANDSHAKE_ACKNOWLEDGE = "handshake_acknowledge";
    static final String HEARTBEAT = "heartbeat";
    static final String FORECAST = "update_group_capacity_forecast";
    static final String ASSET_MEASUREMENTS = "update_asset_measurements";
    static final String GROUP_MEASUREMENTS = "update_group_measurements";
    static final String ADJUST = "adjust_group_capacity_forecast";
    static final String COMPLIANCE = "group_capacity_compliance_error";

    private Actions() {}

    static boolean opensTheLink(String action) {
        return action.equals(REGISTER)
                || action.equals(HANDSHAKE)
                || action.equals(HANDSHAKE_ACKNOWLEDGE)
                || action.equals(HEARTBEAT);
    }
}
