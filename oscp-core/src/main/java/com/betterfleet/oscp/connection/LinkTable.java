package com.betterfleet.oscp.connection;

import static com.betterfleet.oscp.event.LinkState.DISABLED;
import static com.betterfleet.oscp.event.LinkState.HANDSHAKING;
import static com.betterfleet.oscp.event.LinkState.OFFLINE;
import static com.betterfleet.oscp.event.LinkState.ONLINE;
import static com.betterfleet.oscp.event.LinkState.REGISTERED;
import static com.betterfleet.oscp.event.LinkState.REGISTERING;
import static com.betterfleet.oscp.event.LinkState.SUSPENDED;
import static com.betterfleet.oscp.event.LinkState.UNREGISTERED;

import com.betterfleet.oscp.event.LinkState;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which input does what in which state, as data: the machine obeys this table, and the page in the documentation is written
 * from it. Immutable.
 */
public final class LinkTable {
    private static final LinkState[] UNREGISTERED_STATES = {UNREGISTERED, REGISTERING};
    private static final LinkState[] RELEASED_STATES = {SUSPENDED, DISABLED};
    private static final LinkState[] WAITING_STATES = {REGISTERED, OFFLINE};
    private static final Map<LinkInput.Kind, Map<LinkState, Cell>> CELLS = build();

    private LinkTable() {}

    /** What happens to an input. */
    public enum Reaction {
        /** It is acted on; its content may still be refused or ignored, as the sentence says. */
        HANDLED,
        /** It changes nothing; a peer is answered 204. */
        IGNORED,
        /** It changes nothing and its sender is told so. */
        REFUSED
    }

    /**
     * One cell of the table.
     *
     * @param reaction what happens to the input
     * @param status the status of a refusal; 0 otherwise
     * @param sentence what comes of it, or why nothing does
     */
    public record Cell(Reaction reaction, int status, String sentence) {
        static Cell handled(String sentence) {
            return new Cell(Reaction.HANDLED, 0, sentence);
        }

        static Cell ignored(String sentence) {
            return new Cell(Reaction.IGNORED, 0, sentence);
        }

        static Cell refused(int status, String sentence) {
            return new Cell(Reaction.REFUSED, status, sentence);
        }
    }

    /**
     * Looks one pair up.
     *
     * @param state the state, after passed deadlines were settled
     * @param kind the kind of input
     * @return its cell; every pair has one
     * @throws IllegalStateException never for the enums as they are; the table is checked as a whole when it is built
     */
    public static Cell cell(LinkState state, LinkInput.Kind kind) {
        Map<LinkState, Cell> row = CELLS.get(kind);
        Cell cell = row == null ? null : row.get(state);
        if (cell == null) {
            throw new IllegalStateException("the table has no cell for " + state + " and " + kind);
        }
        return cell;
    }

    /**
     * Writes the table for the documentation.
     *
     * @return Markdown, the same text each time
     */
    public static String toMarkdown() {
        return LinkTableText.markdown();
    }

    private static Map<LinkInput.Kind, Map<LinkState, Cell>> build() {
        Map<LinkInput.Kind, Map<LinkState, Cell>> rows = new EnumMap<>(LinkInput.Kind.class);
        rows.put(LinkInput.Kind.HANDSHAKE_RECEIVED, handshakeReceived().done());
        rows.put(LinkInput.Kind.ACKNOWLEDGE_RECEIVED, acknowledgeReceived().done());
        rows.put(LinkInput.Kind.HEARTBEAT_RECEIVED, heartbeatReceived().done());
        rows.put(
                LinkInput.Kind.REGISTER_RECEIVED,
                RegisterRows.registerReceived().done());
        rows.put(
                LinkInput.Kind.REGISTRATION_ENDED,
                RegisterRows.registrationEnded().done());
        rows.put(LinkInput.Kind.CREDENTIAL_USED, RegisterRows.credentialUsed().done());
        rows.put(LinkInput.Kind.ANSWERED, answered().done());
        rows.put(LinkInput.Kind.HEARTBEAT_ANSWERED, heartbeatAnswered().done());
        rows.put(LinkInput.Kind.OUTBOX_ANSWERED, outboxAnswered().done());
        rows.put(LinkInput.Kind.DUE, due().done());
        rows.put(LinkInput.Kind.START, start().done());
        rows.put(LinkInput.Kind.STOP, stop().done());
        rows.put(LinkInput.Kind.SUSPEND, suspend().done());
        rows.put(LinkInput.Kind.RESUME, resume().done());
        rows.put(LinkInput.Kind.DISABLE, disable().done());
        rows.put(LinkInput.Kind.ENABLE, enable().done());
        rows.put(LinkInput.Kind.HANDSHAKE_NOW, handshakeNow().done());
        rows.put(LinkInput.Kind.END_REGISTRATION, RegisterRows.endRegistration().done());
        rows.put(LinkInput.Kind.EDITED, edited().done());
        rows.put(LinkInput.Kind.CLOCK_STEPPED, clockStepped().done());
        return rows;
    }

    private static LinkTableRow handshakeReceived() {
        String rules =
                " 403 if the profile does not let the peer start; 400 if it lacks what the profile demands or asks"
                        + " for too short an interval; a repetition of an accepted one changes nothing.";
        return LinkTableRow.inbound()
                .put(
                        Cell.handled("Goes to HANDSHAKING with the next session; acknowledged after the reply delay."
                                + rules),
                        WAITING_STATES)
                .put(
                        Cell.handled(
                                "Acknowledged after the reply delay, in place of an earlier one of the peer's; ours,"
                                        + " if one is outstanding, is kept (glare). The next session, unless ours, answered with"
                                        + " success, has begun it." + rules),
                        HANDSHAKING)
                .put(
                        Cell.handled("Renegotiates without an outage, in the same session: a sign of life; a changed"
                                + " interval makes us beat at once." + rules),
                        ONLINE);
    }

    private static LinkTableRow acknowledgeReceived() {
        return LinkTableRow.inbound()
                .put(Cell.ignored("No handshake of ours is outstanding that it could acknowledge."), WAITING_STATES)
                .put(
                        Cell.handled("Acknowledges the handshake of ours it correlates to, or the one outstanding if it"
                                + " correlates to none: ONLINE unless the peer's own still awaits our acknowledgement."
                                + " 400 if it demands what the profile refuses; ignored if it fits none of ours."),
                        HANDSHAKING)
                .put(
                        Cell.handled("Ends a renegotiation of ours, in the same session: a sign of life; ignored if it"
                                + " fits none of ours."),
                        ONLINE);
    }

    private static LinkTableRow heartbeatReceived() {
        return LinkTableRow.inbound()
                .put(
                        Cell.ignored("A heartbeat is neither needed nor enough before a handshake is done."),
                        REGISTERED,
                        HANDSHAKING,
                        OFFLINE)
                .put(
                        Cell.handled("A sign of life; its promise stands until the next, capped. One that had passed on"
                                + " arrival raises CLOCK_SKEW and leaves none standing. Ignored where the profile uses no"
                                + " heartbeats."),
                        ONLINE);
    }

    private static LinkTableRow answered() {
        return new LinkTableRow()
                .others(Cell.ignored("No message of ours awaits an answer; a late one changes nothing."))
                .put(
                        Cell.handled(
                                "Our Register answered with success: the peer's reply is awaited; if it was a reply:"
                                        + " REGISTERED. Not answered, 408, 429, 5xx, and whatever befalls a reply: the same again"
                                        + " with back-off. Refused: a new one with the same token, with back-off. An id that nothing"
                                        + " waits for is ignored."),
                        REGISTERING)
                .put(
                        Cell.handled("Ours answered with success: the next session, unless one of the peer's has begun"
                                + " it; the acknowledgement is awaited. Our acknowledgement answered with success: ONLINE"
                                + " unless ours is outstanding. Not answered, 408, 429, 5xx: the same again with back-off."
                                + " Refused: ours starts anew with back-off (MISCONFIGURED, for a refusal as a message"
                                + " stays so until somebody changes something), and an acknowledgement refused as a"
                                + " message ends the peer's. An id that nothing waits for is ignored."),
                        HANDSHAKING)
                .put(
                        Cell.handled(
                                "Ours answered with success: its acknowledgement is awaited; refused: it is dropped."
                                        + " Our acknowledgement answered with success: done. Not answered: the same again with"
                                        + " back-off. An id that nothing waits for is ignored."),
                        ONLINE);
    }

    private static LinkTableRow heartbeatAnswered() {
        return new LinkTableRow()
                .others(Cell.ignored("The heartbeat belongs to a session that has ended."))
                .put(
                        Cell.handled("With success: its promise, unless it has passed, is the last that the peer"
                                + " acknowledged. A fault of the connection raises a condition, a success clears it. Ignored"
                                + " if the session is another."),
                        ONLINE);
    }

    private static LinkTableRow outboxAnswered() {
        return new LinkTableRow()
                .others(Cell.ignored("Nothing is sent in this state; a late answer changes nothing."))
                .put(
                        Cell.handled(
                                "A fault of the connection raises AUTH_FAILED or MISCONFIGURED, a success clears what"
                                        + " waiting messages raised."),
                        ONLINE);
    }

    private static LinkTableRow due() {
        return new LinkTableRow()
                .others(Cell.ignored("Nothing is due in this state."))
                .put(Cell.handled("Begins the exchange of tokens where the profile has us do so."), UNREGISTERED)
                .put(
                        Cell.handled("Sends our Register: the same, or a new one with the same token after a refusal or"
                                + " when the peer's reply did not come within the ack time-out."),
                        REGISTERING)
                .put(Cell.handled("Starts a handshake of ours when the patience is over and we may."), WAITING_STATES)
                .put(
                        Cell.handled(
                                "Sends what is due: our acknowledgement, our handshake (the same, or a new one after"
                                        + " a refusal or the ack time-out). ONLINE when the ack time-out after our acknowledgement"
                                        + " was answered has passed."),
                        HANDSHAKING)
                .put(
                        Cell.handled("OFFLINE if a deadline has passed; else sends the heartbeat, acknowledgement or"
                                + " handshake that is due, and drops a handshake of ours that was not acknowledged."),
                        ONLINE);
    }

    private static LinkTableRow start() {
        return new LinkTableRow()
                .others(Cell.ignored("Nothing was under way."))
                .put(
                        Cell.handled(
                                "What is due is done; a Register that was under way is sent again with its own id and"
                                        + " token."),
                        UNREGISTERED_STATES)
                .put(
                        Cell.handled(
                                "Within the deadlines the session is kept; what was under way is sent again with its"
                                        + " own id, and a heartbeat leaves at once."),
                        REGISTERED,
                        HANDSHAKING,
                        ONLINE,
                        OFFLINE);
    }

    private static LinkTableRow stop() {
        return new LinkTableRow()
                .others(Cell.handled("A node stops: the lease that it holds is given back, and another goes on at once."
                        + " Ignored if it holds none."));
    }

    private static LinkTableRow suspend() {
        return new LinkTableRow()
                .others(Cell.handled("Goes to SUSPENDED; handshakes of both sides are dropped, heartbeats stop, a"
                        + " Register of ours waits."))
                .put(Cell.ignored("It is suspended already."), SUSPENDED)
                .put(Cell.ignored("It is disabled by the configuration already."), DISABLED);
    }

    private static LinkTableRow resume() {
        return new LinkTableRow()
                .others(Cell.ignored("It is not suspended."))
                .put(
                        Cell.handled(
                                "Goes to REGISTERED, where a handshake is needed; where tokens have yet to be exchanged to"
                                        + " UNREGISTERED, or to REGISTERING with the Register that was under way."),
                        SUSPENDED)
                .put(Cell.refused(409, "the connection is disabled by the configuration; enable it"), DISABLED);
    }

    private static LinkTableRow disable() {
        return new LinkTableRow()
                .others(Cell.handled("Goes to DISABLED; handshakes of both sides are dropped, heartbeats stop, a"
                        + " Register of ours waits."))
                .put(Cell.ignored("It is disabled already."), DISABLED);
    }

    private static LinkTableRow enable() {
        return new LinkTableRow()
                .others(Cell.ignored("It is not disabled."))
                .put(
                        Cell.handled(
                                "Goes to REGISTERED, where a handshake is needed; where tokens have yet to be exchanged to"
                                        + " UNREGISTERED, or to REGISTERING with the Register that was under way."),
                        DISABLED);
    }

    private static LinkTableRow handshakeNow() {
        return new LinkTableRow()
                .put(
                        Cell.handled(
                                "Begins the exchange of tokens at once; 403 if the profile lets only the peer begin."),
                        UNREGISTERED)
                .put(
                        Cell.handled("A Register of ours that waits for its next try is sent at once; ignored if none"
                                + " waits."),
                        REGISTERING)
                .put(Cell.refused(409, "the connection is suspended; resume it"), SUSPENDED)
                .put(Cell.refused(409, "the connection is disabled by the configuration; enable it"), DISABLED)
                .put(
                        Cell.handled("Starts a handshake of ours at once; 403 if the profile does not let us."),
                        WAITING_STATES)
                .put(
                        Cell.handled(
                                "What waits for its next try is tried at once; ignored if nothing waits. 403 if the"
                                        + " profile does not let us start."),
                        HANDSHAKING)
                .put(
                        Cell.handled("Renegotiates, in the same session, unless a handshake is under way; 403 if the"
                                + " profile does not let us start."),
                        ONLINE);
    }

    private static LinkTableRow edited() {
        return new LinkTableRow()
                .put(
                        Cell.handled(
                                "URL or credentials edited: another initial token or URL of ours begins the exchange"
                                        + " of tokens anew, a Register under way is sent at once, conditions of sending are"
                                        + " forgotten. Any other edit is ignored."),
                        UNREGISTERED_STATES)
                .put(
                        Cell.handled("URL or credentials edited: goes to REGISTERED with the tokens it has, or to"
                                + " UNREGISTERED where they count no longer; what was under way is dropped, conditions of"
                                + " sending are forgotten. Any other edit is ignored."),
                        HANDSHAKING,
                        ONLINE)
                .put(
                        Cell.handled(
                                "URL or credentials edited: REGISTERED, or UNREGISTERED where the tokens count no"
                                        + " longer; conditions of sending are forgotten. Any other edit: the start of a handshake of ours is scheduled by the rules as edited."),
                        WAITING_STATES)
                .put(
                        Cell.handled("URL or credentials edited: conditions of sending are forgotten, the state stays."
                                + " Any other edit is ignored."),
                        RELEASED_STATES);
    }

    private static LinkTableRow clockStepped() {
        return new LinkTableRow()
                .others(Cell.handled(
                        "By one node, the holder of the lease or who takes it. Deadlines that had passed by the"
                                + " old clock are settled; those made from our own"
                                + " elapsed time move by the step, the peer's promise does not; then those that have passed by the"
                                + " new clock are settled."));
    }
}
