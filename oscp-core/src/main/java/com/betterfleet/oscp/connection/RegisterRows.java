package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.event.LinkState.DISABLED;
import static com.betterfleet.oscp.event.LinkState.HANDSHAKING;
import static com.betterfleet.oscp.event.LinkState.OFFLINE;
import static com.betterfleet.oscp.event.LinkState.ONLINE;
import static com.betterfleet.oscp.event.LinkState.REGISTERED;
import static com.betterfleet.oscp.event.LinkState.REGISTERING;
import static com.betterfleet.oscp.event.LinkState.SUSPENDED;
import static com.betterfleet.oscp.event.LinkState.UNREGISTERED;

import com.betterfleet.oscp.connection.LinkTable.Cell;

/** The rows of the {@link LinkTable} that are about the exchange of tokens. */
final class RegisterRows {
    private RegisterRows() {}

    static LinkTableRow registerReceived() {
        String agreed = " 403 where credentials are agreed.";
        return LinkTableRow.inbound()
                .put(
                        Cell.handled("Goes to REGISTERING; after the reply delay our Register answers it, with a new"
                                + " token." + agreed),
                        UNREGISTERED)
                .put(
                        Cell.handled("A reply, which names a Register of ours or presents the token in it, is never"
                                + " answered: REGISTERED, unless a reply of ours has still to leave. Any other is answered as"
                                + " if ours had not begun one (glare), with the token that was issued; a repetition of the"
                                + " one being answered changes nothing."),
                        REGISTERING)
                .put(
                        Cell.handled("Begins the exchange anew: REGISTERING; handshakes of both sides are dropped. A"
                                + " late reply to ours, or one that presents the newest token within the ack time-out after"
                                + " it was done, is not answered; its token and base URL count from now on and nothing else"
                                + " changes." + agreed),
                        REGISTERED,
                        HANDSHAKING,
                        ONLINE,
                        OFFLINE);
    }

    static LinkTableRow registrationEnded() {
        return LinkTableRow.inbound()
                .put(Cell.ignored("Nothing is registered."), UNREGISTERED)
                .put(
                        Cell.handled(
                                "Goes to UNREGISTERED: the tokens exchanged are dropped, the initial one is expected"
                                        + " again, and none of ours begins the exchange anew by itself. 403 where credentials are"
                                        + " agreed. A Register of ours that begins an exchange is not touched: nothing was"
                                        + " registered before it."),
                        REGISTERING,
                        REGISTERED,
                        HANDSHAKING,
                        ONLINE,
                        OFFLINE);
    }

    static LinkTableRow credentialUsed() {
        return new LinkTableRow()
                .others(Cell.handled(
                        "The newest token: the one before it is expected no longer, and a reply of ours that"
                                + " carried it and has left is done, so REGISTERED. Any other is ignored."))
                .put(Cell.ignored("Nothing that the peer sends is accepted in this state."), SUSPENDED, DISABLED);
    }

    static LinkTableRow endRegistration() {
        return new LinkTableRow()
                .put(Cell.ignored("Nothing is registered."), UNREGISTERED)
                .put(Cell.refused(409, "the connection is suspended; resume it"), SUSPENDED)
                .put(Cell.refused(409, "the connection is disabled by the configuration; enable it"), DISABLED)
                .put(
                        Cell.handled(
                                "Goes to UNREGISTERED, as when the peer ends it, and tells the peer once. 403 where"
                                        + " credentials are agreed."),
                        REGISTERING,
                        REGISTERED,
                        HANDSHAKING,
                        ONLINE,
                        OFFLINE);
    }
}
