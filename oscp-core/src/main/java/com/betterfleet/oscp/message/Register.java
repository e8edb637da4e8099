package com.betterfleet.oscp.message;

import java.util.List;

/**
 * Register: the sender tells where it is reached and which token it expects. Sent by either side.
 *
 * @param token what the receiver shall present from now on
 * @param versionUrl the versions the sender speaks; in a reply the one it chose; at least one
 */
public record Register(Token token, List<VersionUrl> versionUrl) implements OscpMessage {
    /**
     * Checks and copies.
     *
     * @param token as the component says
     * @param versionUrl as the component says
     */
    public Register {
        Checks.present("token", token);
        versionUrl = Checks.notEmpty("version_url", versionUrl);
    }

    @Override
    public Action action() {
        return Action.REGISTER;
    }
}
