package com.betterfleet.oscp.message;

/**
 * The {@code group_id} of OSCP 2.0: the area, connection or set of assets that a forecast speaks of. Opaque and
 * case-sensitive; a partner's own pattern is checked by its profile.
 *
 * @param value 1 to 255 characters, not blank, without control characters
 */
public record GroupId(String value) {
    /**
     * Checks the identifier.
     *
     * @param value as the component says
     */
    public GroupId {
        Checks.obey("group_id", Rules.identifier(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
