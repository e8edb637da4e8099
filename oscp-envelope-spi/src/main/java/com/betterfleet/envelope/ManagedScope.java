package com.betterfleet.envelope;

/**
 * What a limit is about: a node of one of the host's microgrids, for a depot its grid connection. The host owns both
 * ids; nothing here interprets them.
 *
 * @param microgridId the microgrid; not blank
 * @param nodeId the node in it; not blank
 */
public record ManagedScope(String microgridId, String nodeId) {
    /**
     * Checks that both ids say something.
     *
     * @param microgridId as the component says
     * @param nodeId as the component says
     */
    public ManagedScope {
        if (microgridId.isBlank()) {
            throw new IllegalArgumentException("microgridId must not be blank");
        }
        if (nodeId.isBlank()) {
            throw new IllegalArgumentException("nodeId must not be blank");
        }
    }

    /**
     * Both ids.
     *
     * @return for example {@code mg-7/grid}
     */
    @Override
    public String toString() {
        return microgridId + "/" + nodeId;
    }
}
