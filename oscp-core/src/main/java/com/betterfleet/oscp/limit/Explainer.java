package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Direction;
import com.betterfleet.envelope.Mode;
import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.forecast.Block;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Book;
import com.betterfleet.oscp.forecast.Gap;
import com.betterfleet.oscp.forecast.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells why the limit at an instant is what it is: every statement about it, and why it won or lost. */
public final class Explainer {
    private final Statements said;
    private final Instant t;
    private final Ruling ruling;
    private final List<Finding> findings = new ArrayList<>();
    private boolean found;

    private Explainer(Statements said, Instant t) {
        this.said = said;
        this.t = t;
        this.ruling = ModeTable.rule(said, t);
    }

    /**
     * Explains an instant, now or ahead, by what is known now.
     *
     * @param record what is remembered
     * @param context the link, the binding and the profile now
     * @param direction which way
     * @param t the instant
     * @return the limit and every statement about it
     */
    public static Reasoning explain(LimitRecord record, LimitContext context, Direction direction, Instant t) {
        Optional<Statements> said = Statements.of(record, context, direction);
        boolean released = record.unbound() || context.link().state().released();
        if (released || said.isEmpty()) {
            return new Reasoning(t, direction, Mode.RELEASED, Optional.empty(), false, Optional.empty(), List.of());
        }
        return new Explainer(said.get(), t).explain(direction);
    }

    private Reasoning explain(Direction direction) {
        said.zeroAt(t).ifPresent(this::addZero);
        addLaid();
        addNeighbours();
        said.agreed().laid().at(t).ifPresent(piece -> add(Ground.AGREED_FALLBACK, piece));
        said.main().remainder().at(t).ifPresent(piece -> add(Ground.REMAINDER, piece));
        said.agreed().remainder().at(t).ifPresent(piece -> add(Ground.REMAINDER, piece));
        addWaiting(said.main());
        addWaiting(said.agreed());
        said.wish(t).ifPresent(piece -> add(Ground.WISH, piece));
        addPower(Ground.HOST_FALLBACK, said.hostFallback());
        addPower(Ground.SITE_LIMIT, said.siteLimit());
        findings.sort(Comparator.comparing(Finding::ruled).reversed());
        return new Reasoning(
                t,
                direction,
                ruling.mode(),
                Optional.of(ruling.limit()),
                ruling.protectiveZero(),
                ruling.wish(),
                findings);
    }

    private void addZero(ZeroSpan zero) {
        Instant end = zero.until(said.policy());
        Optional<Instant> until = end.equals(Instant.MAX) ? Optional.empty() : Optional.of(end);
        boolean ruled = rules(Statement.zero(zero));
        findings.add(new Finding(
                Ground.PROTECTIVE_ZERO,
                Power.ZERO,
                Optional.of(zero.source()),
                Optional.empty(),
                Optional.empty(),
                Optional.of(zero.from()),
                until,
                Optional.empty(),
                ruled,
                ruled ? won() : lost(Ground.PROTECTIVE_ZERO, Power.ZERO)));
    }

    private void addLaid() {
        Optional<BlockPiece> piece = said.main().laid().at(t);
        piece.ifPresent(block -> add(ruling.mode() == Mode.LIVE ? Ground.FORECAST : Ground.EARLIER_FORECAST, block));
    }

    private void addNeighbours() {
        gap(said.gapOfThisSession(t), RulingFallback.gapOfLatestSession(said.main(), t))
                .ifPresent(this::addNeighbour);
        said.agreed().laid().gapAt(t, block -> true).ifPresent(this::addNeighbour);
    }

    private static Optional<Gap> gap(Optional<Gap> one, Optional<Gap> other) {
        return one.isPresent() ? one : other;
    }

    private void addNeighbour(Gap gap) {
        add(Ground.NEIGHBOUR, gap.bridged());
    }

    private void addWaiting(Book book) {
        for (Recorded message : book.waiting()) {
            message.blocks().at(t).ifPresent(piece -> add(Ground.RECORDED, piece));
        }
    }

    private void add(Ground ground, BlockPiece piece) {
        Block block = piece.block();
        boolean ruled = rules(Statement.of(ground, block));
        findings.add(new Finding(
                ground,
                block.power(),
                Optional.of(block.source()),
                Optional.of(block.capacity()),
                Optional.of(block.unit()),
                Optional.of(piece.start()),
                Optional.of(piece.end()),
                Optional.of(block.session()),
                ruled,
                ruled ? won() : lost(ground, block.power())));
    }

    private void addPower(Ground ground, Power power) {
        boolean ruled = rules(Statement.of(ground, power));
        findings.add(new Finding(
                ground,
                power,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ruled,
                ruled ? won() : lost(ground, power)));
    }

    /** Exactly one statement rules. */
    private boolean rules(Statement statement) {
        boolean first = !found && statement.equals(ruling.rules());
        found |= first;
        return first;
    }

    private String won() {
        return switch (ruling.rules().ground()) {
            case FORECAST -> "rules, the line is agreed and it covers this time";
            case AGREED_FALLBACK -> "rules, the utility's own fallback is obeyed as sent";
            case PROTECTIVE_ZERO -> "rules, the utility protects its network";
            case SITE_LIMIT -> "rules, nothing is above it";
            case HOST_FALLBACK, EARLIER_FORECAST, NEIGHBOUR, REMAINDER, RECORDED, WISH ->
                "rules, the smallest that counts in mode " + ruling.mode();
        };
    }

    private String lost(Ground ground, Power power) {
        Statement winner = ruling.rules();
        if (ground == Ground.WISH) {
            return "is a wish and binds nothing";
        }
        if (ground == Ground.SITE_LIMIT) {
            return "does not bind, the limit is not above it";
        }
        if (winner.ground() == Ground.PROTECTIVE_ZERO) {
            return "loses, a protective zero rules";
        }
        if (ruling.mode() == Mode.LIVE && ground != Ground.FORECAST) {
            return "does not count while a block of this session covers this time";
        }
        if (!power.isBelow(winner.power())) {
            return "loses, " + winner.toText() + " is not above it";
        }
        return "loses to " + winner.toText() + ", which comes before it";
    }
}
