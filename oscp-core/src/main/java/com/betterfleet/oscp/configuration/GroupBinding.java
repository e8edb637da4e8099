package com.betterfleet.oscp.configuration;

import com.betterfleet.envelope.ManagedScope;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.message.AssetId;
import com.betterfleet.oscp.message.GroupId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * Binds a {@code group_id} of the Capacity Provider to a managed scope of the host, with the limits that hold when the
 * utility says nothing.
 *
 * <pre>{@code
 * GroupBinding.of("AKL01").scope("mg-7", "grid").asset("AKL01")
 *     .siteLimit(Power.kilowatts("900")).fallback(Power.kilowatts("120")).build();
 * }</pre>
 *
 * @param group the {@code group_id} on the wire
 * @param scope what the host manages under it
 * @param asset the {@code asset_id} under which all charging of the group is reported
 * @param siteLimit the most that may ever be imported; every limit is under it
 * @param fallback the most that may be imported when the line is dead and the utility has said nothing lower
 * @param exportSiteLimit the most that may ever be exported; export orders need it and {@code exportFallback}
 * @param exportFallback the most that may be exported when the line is dead
 * @param volts volts from phase to neutral, needed where a forecast speaks of amperes
 * @param phases number of phases, 1 to 3, needed where a forecast speaks of amperes or of single phases
 * @param zeroAfterHorizon what becomes of a protective zero after its horizon
 * @param zeroLease what an unattended circuit takes under a protective zero
 * @param raiseDelay how long raising a limit waits; lowering never waits; zero by default, at most half of the
 *     partner's apply deadline
 * @param gapTolerance the longest hole between two blocks of a forecast that does not count as one, 0 s to 15 min: there the
 *     smaller neighbour holds; empty takes the partner's (5 s)
 */
public record GroupBinding(
        GroupId group,
        ManagedScope scope,
        AssetId asset,
        Power siteLimit,
        Power fallback,
        Optional<Power> exportSiteLimit,
        Optional<Power> exportFallback,
        Optional<BigDecimal> volts,
        Optional<Integer> phases,
        ZeroAfterHorizon zeroAfterHorizon,
        ZeroLease zeroLease,
        Duration raiseDelay,
        Optional<Duration> gapTolerance) {
    private static final Duration GAP_MOST = Duration.ofMinutes(15);

    /**
     * Checks what can be checked without the profile.
     *
     * @param group the {@code group_id} on the wire
     * @param scope what the host manages under it
     * @param asset the {@code asset_id} under which all charging of the group is reported
     * @param siteLimit the most that may ever be imported; every limit is under it
     * @param fallback the most that may be imported when the line is dead and the utility has said nothing lower
     * @param exportSiteLimit the most that may ever be exported; export orders need it and {@code exportFallback}
     * @param exportFallback the most that may be exported when the line is dead
     * @param volts volts from phase to neutral, needed where a forecast speaks of amperes
     * @param phases number of phases, 1 to 3, needed where a forecast speaks of amperes or of single phases
     * @param zeroAfterHorizon what becomes of a protective zero after its horizon
     * @param zeroLease what an unattended circuit takes under a protective zero
     * @param raiseDelay how long raising a limit waits
     * @param gapTolerance the longest hole between two blocks of a forecast that does not count as one
     */
    public GroupBinding {
        if (volts.isPresent() && volts.get().signum() <= 0) {
            throw new IllegalArgumentException("volts must be above 0, was " + volts.get());
        }
        if (phases.isPresent() && (phases.get() < 1 || phases.get() > 3)) {
            throw new IllegalArgumentException("phases must be 1 to 3, was " + phases.get());
        }
        if (raiseDelay.isNegative()) {
            throw new IllegalArgumentException("raiseDelay must not be negative, was " + raiseDelay);
        }
        if (gapTolerance
                .filter(most -> most.isNegative() || most.compareTo(GAP_MOST) > 0)
                .isPresent()) {
            throw new IllegalArgumentException(
                    "gapTolerance must be PT0S to " + GAP_MOST + ", was " + gapTolerance.get());
        }
        if (exportSiteLimit.isPresent() != exportFallback.isPresent()) {
            String missing = exportSiteLimit.isPresent() ? "exportFallback" : "exportSiteLimit";
            throw new IllegalArgumentException("binding of group " + group.value() + " needs " + missing
                    + ": export is managed with both of its limits or not at all");
        }
    }

    /**
     * Starts the binding of a group.
     *
     * @param group the {@code group_id}
     * @return a builder; {@link Builder#build()} names what is missing
     */
    public static Builder of(String group) {
        return new Builder(new GroupId(group));
    }

    /**
     * Whether export orders are issued: the export limits are set.
     *
     * @return whether this binding manages export
     */
    public boolean managesExport() {
        return exportSiteLimit.isPresent();
    }

    /** Collects a binding; not thread-safe. */
    public static final class Builder {
        private final GroupId group;
        private @Nullable ManagedScope scope;
        private @Nullable AssetId asset;
        private @Nullable Power siteLimit;
        private @Nullable Power fallback;
        private @Nullable Power exportSiteLimit;
        private @Nullable Power exportFallback;
        private @Nullable BigDecimal volts;
        private @Nullable Integer phases;
        private ZeroAfterHorizon zeroAfterHorizon = ZeroAfterHorizon.STAY;
        private ZeroLease zeroLease = ZeroLease.ZERO;
        private Duration raiseDelay = Duration.ZERO;
        private @Nullable Duration gapTolerance;

        private Builder(GroupId group) {
            this.group = group;
        }

        /**
         * The managed scope; required.
         *
         * @param microgridId the host's microgrid
         * @param nodeId the node in it, for a depot its grid connection
         * @return this
         */
        public Builder scope(String microgridId, String nodeId) {
            this.scope = new ManagedScope(microgridId, nodeId);
            return this;
        }

        /**
         * The asset id under which the group's charging is reported; the group id by default.
         *
         * @param assetId the {@code asset_id}
         * @return this
         */
        public Builder asset(String assetId) {
            this.asset = new AssetId(assetId);
            return this;
        }

        /**
         * The most that may ever be imported; required.
         *
         * @param most the site limit
         * @return this
         */
        public Builder siteLimit(Power most) {
            this.siteLimit = most;
            return this;
        }

        /**
         * The most that may be imported when the line is dead; required.
         *
         * @param most the fallback
         * @return this
         */
        public Builder fallback(Power most) {
            this.fallback = most;
            return this;
        }

        /**
         * The most that may ever be exported; needs {@link #exportFallback} too.
         *
         * @param most the export site limit
         * @return this
         */
        public Builder exportSiteLimit(Power most) {
            this.exportSiteLimit = most;
            return this;
        }

        /**
         * The most that may be exported when the line is dead; needs {@link #exportSiteLimit} too.
         *
         * @param most the export fallback
         * @return this
         */
        public Builder exportFallback(Power most) {
            this.exportFallback = most;
            return this;
        }

        /**
         * Voltage and phases of the connection, for forecasts in amperes or by phase.
         *
         * @param voltsPhaseToNeutral volts, above zero
         * @param phaseCount 1 to 3
         * @return this
         */
        public Builder supply(BigDecimal voltsPhaseToNeutral, int phaseCount) {
            this.volts = voltsPhaseToNeutral;
            this.phases = phaseCount;
            return this;
        }

        /**
         * What becomes of a protective zero after its horizon; STAY by default.
         *
         * @param policy the policy
         * @return this
         */
        public Builder zeroAfterHorizon(ZeroAfterHorizon policy) {
            this.zeroAfterHorizon = policy;
            return this;
        }

        /**
         * What an unattended circuit takes under a protective zero; ZERO by default.
         *
         * @param policy the policy
         * @return this
         */
        public Builder zeroLease(ZeroLease policy) {
            this.zeroLease = policy;
            return this;
        }

        /**
         * How long raising a limit waits; zero by default.
         *
         * @param delay not negative
         * @return this
         */
        public Builder raiseDelay(Duration delay) {
            this.raiseDelay = delay;
            return this;
        }

        /**
         * The longest hole between two blocks of a forecast that does not count as one; the partner's by default (5 s).
         *
         * @param most 0 s to 15 min
         * @return this
         */
        public Builder gapTolerance(Duration most) {
            this.gapTolerance = most;
            return this;
        }

        /**
         * Makes the binding.
         *
         * @return the binding
         * @throws IllegalArgumentException naming what is missing or not legal
         */
        public GroupBinding build() {
            return new GroupBinding(
                    group,
                    required(scope, "scope"),
                    asset != null ? asset : new AssetId(group.value()),
                    required(siteLimit, "siteLimit"),
                    required(fallback, "fallback"),
                    Optional.ofNullable(exportSiteLimit),
                    Optional.ofNullable(exportFallback),
                    Optional.ofNullable(volts),
                    Optional.ofNullable(phases),
                    zeroAfterHorizon,
                    zeroLease,
                    raiseDelay,
                    Optional.ofNullable(gapTolerance));
        }

        private <T> T required(@Nullable T value, String name) {
            if (value == null) {
                throw new IllegalArgumentException("binding of group " + group.value() + " needs " + name);
            }
            return value;
        }
    }
}
