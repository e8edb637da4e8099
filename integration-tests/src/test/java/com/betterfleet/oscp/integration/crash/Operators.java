package com.betterfleet.oscp.integration.crash;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.FlexibilityProvider;
import com.betterfleet.oscp.configuration.Actor;
import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.GroupRef;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.operation.ConnectionStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The operators of the depot: they do one thing a second, once more what did not come about because the process died of it,
 * and know what was committed.
 */
final class Operators {
    private static final Actor OPS = Actor.of("ops");
    private static final ConnectionId NZ = ConnectionId.of("nz");

    private final History history;
    private final Notary notary;
    private final Deque<Step.Operator> waiting = new ArrayDeque<>();
    private final TreeMap<Integer, Step.Bind> bound = new TreeMap<>();
    private boolean suspended;
    private boolean connected;

    Operators(History history, Notary notary) {
        this.history = history;
        this.notary = notary;
    }

    void add(Step.Operator step) {
        waiting.add(step);
    }

    boolean idle() {
        return waiting.isEmpty();
    }

    boolean suspended() {
        return suspended;
    }

    Optional<Step.Bind> bound(int group) {
        return Optional.ofNullable(bound.get(group));
    }

    void work(FlexibilityProvider fp, Life life) {
        if (waiting.isEmpty()) {
            return;
        }
        Step.Operator step = waiting.remove();
        int lines = notary.lines();
        try {
            take(fp, step);
        } catch (Killed dead) {
            // what was committed, the store knows
        }
        if (notary.lines() > lines || !life.over()) {
            remember(step);
        } else {
            waiting.addFirst(step);
        }
    }

    private void take(FlexibilityProvider fp, Step.Operator step) {
        if (step instanceof Step.Connect) {
            fp.configuration().connect(Utility.connection(history.dealing()), OPS);
        } else if (step instanceof Step.Bind bind) {
            fp.configuration().bind(NZ, binding(bind), OPS);
        } else if (step instanceof Step.Unbind unbind && bound.containsKey(unbind.group())) {
            fp.configuration().unbind(group(unbind.group()), OPS);
        } else if (step instanceof Step.Suspend) {
            fp.operations().suspend(NZ, OPS);
        } else if (step instanceof Step.Resume) {
            fp.operations().resume(NZ, OPS);
        } else if (step instanceof Step.HandshakeNow) {
            fp.operations().handshakeNow(NZ, OPS);
        } else if (step instanceof Step.ResendLimit resend && bound.containsKey(resend.group())) {
            fp.operations().resendLimit(group(resend.group()), OPS);
        }
    }

    private void remember(Step.Operator step) {
        if (step instanceof Step.Bind bind) {
            bound.put(bind.group(), bind);
        } else if (step instanceof Step.Unbind unbind) {
            bound.remove(unbind.group());
        } else if (step instanceof Step.Suspend || step instanceof Step.Resume) {
            suspended = step instanceof Step.Suspend;
        } else if (step instanceof Step.Connect) {
            connected = true;
        }
    }

    /** What the process holds for the configuration, where that is not what was committed. */
    List<String> differences(FlexibilityProvider fp) {
        List<String> differences = new ArrayList<>();
        if (fp.configuration().connections().isEmpty() == connected) {
            differences.add("the connection is " + (connected ? "gone" : "there, though it was never committed"));
            return differences;
        }
        for (int group = 0; connected && group < history.groups(); group++) {
            Optional<GroupBinding> wanted = bound(group).map(Operators::binding);
            Optional<GroupBinding> found = fp.configuration().binding(group(group));
            if (!wanted.equals(found)) {
                differences.add("bound is " + found + " where " + wanted + " was committed");
            }
        }
        for (ConnectionStatus link : fp.status().connections()) {
            if ((link.state() == LinkState.SUSPENDED) != suspended) {
                differences.add("the link is " + link.state() + ", suspended was " + suspended);
            }
        }
        return differences;
    }

    static GroupRef group(int group) {
        return GroupRef.of("nz", Site.groupId(group));
    }

    private static GroupBinding binding(Step.Bind bind) {
        return GroupBinding.of(Site.groupId(bind.group()))
                .scope("mg-" + bind.group(), "grid")
                .asset(Site.groupId(bind.group()))
                .siteLimit(kilowatts(bind.siteLimit()))
                .fallback(kilowatts(bind.fallback()))
                .build();
    }

    private static Power kilowatts(int kilowatts) {
        return Power.kilowatts(Integer.toString(kilowatts));
    }
}
