package com.betterfleet.oscp.limit;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.GroupBinding;
import com.betterfleet.oscp.configuration.OverlapPolicy;
import com.betterfleet.oscp.configuration.ReplaceExtent;
import com.betterfleet.oscp.configuration.ZeroAfterHorizon;
import com.betterfleet.oscp.event.LinkState;
import com.betterfleet.oscp.forecast.Forecasts;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.ForecastType;
import com.betterfleet.oscp.message.ForecastedBlock;
import com.betterfleet.oscp.profile.ForecastRules;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up a story out of a number, the same one each time: one in twenty is of full size. */
final class StoryTeller {
    private static final int FULL_SIZE = 20;
    private static final int FLOODED = 40;
    private static final int MOST_BLOCKS = 12;
    private static final List<Duration> WAITS = List.of(
            Duration.ZERO,
            Duration.ofMillis(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1));
    private static final List<LinkState> FIRST =
            List.of(LinkState.ONLINE, LinkState.ONLINE, LinkState.ONLINE, LinkState.REGISTERED, LinkState.OFFLINE);

    private static final Set<LinkState> AGREEING = Set.of(LinkState.HANDSHAKING, LinkState.ONLINE);
    private static final List<LinkState> NOT_AGREED = List.of(
            LinkState.SUSPENDED,
            LinkState.DISABLED,
            LinkState.REGISTERED,
            LinkState.UNREGISTERED,
            LinkState.REGISTERING);

    private final Random random;
    private final boolean full;
    private final BlockMaker blocks;
    private final ForecastRules rules;
    private final List<Story.Event> events = new ArrayList<>();
    private GroupBinding binding;
    private LinkState state;
    private Instant now = Forecasts.START;
    private int left = MOST_BLOCKS;

    private StoryTeller(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.full = random.nextInt(FULL_SIZE) == 0;
        this.rules = rules();
        boolean supplied = random.nextInt(10) > 0;
        GroupBinding.Builder builder = builder();
        if (supplied) {
            builder.supply(new BigDecimal(one("230", "230", "240.5")), 1 + random.nextInt(3));
        }
        this.binding = builder.build();
        this.state = one(FIRST);
        this.blocks = new BlockMaker(random, rules, binding);
    }

    static Story story(long seed) {
        return new StoryTeller(seed).tell();
    }

    private Story tell() {
        GroupBinding first = binding;
        LinkState start = state;
        int most = full ? 8 : 14;
        int length = 2 + random.nextInt(most);
        if (random.nextInt(FLOODED) == 0) {
            flood();
        }
        int more = events.size() + length;
        while (events.size() < more) {
            happen(random.nextInt(100));
        }
        return new Story(rules, first, start, List.copyOf(events));
    }

    /** More forecasts in one handshake than are kept one by one. */
    private void flood() {
        link(LinkState.OFFLINE);
        link(LinkState.HANDSHAKING);
        ForecastType same = type();
        int messages = 8 + random.nextInt(6);
        for (int i = 0; i < messages; i++) {
            left = 2;
            tellForecast(random.nextInt(8) == 0 ? type() : same);
        }
        link(LinkState.ONLINE);
        left = MOST_BLOCKS / 2;
    }

    private void happen(int die) {
        if (die < 60) {
            tellForecast(type());
        } else if (die < 64) {
            add(new Story.ToldAgain(type()));
        } else if (die < 82) {
            changeLink();
        } else if (die < 86) {
            add(new Story.Input(new LimitInput.OverrideZero()));
        } else if (die < 91) {
            edit();
        } else if (die < 93) {
            add(new Story.Input(new LimitInput.Restarted()));
        } else if (die < 95) {
            add(new Story.Input(new LimitInput.ResendLimit()));
        } else if (die < 96) {
            add(new Story.Input(new LimitInput.Unbind()));
        } else if (die < 98) {
            add(Duration.ofHours(one(12, 25, 49)), new Story.Input(new LimitInput.Due()));
        } else {
            add(new Story.Input(new LimitInput.Due()));
        }
    }

    private void tellForecast(ForecastType type) {
        boolean whole = full && random.nextInt(4) > 0;
        if (!whole && left <= 0) {
            add(new Story.Input(new LimitInput.Due()));
            return;
        }
        Duration wait = one(WAITS);
        List<ForecastedBlock> said = whole ? blocks.whole(now.plus(wait)) : blocks.some(now.plus(wait), left);
        left -= said.size();
        add(wait, new Story.Told("r" + events.size(), Forecasts.message(type, said.toArray(ForecastedBlock[]::new))));
    }

    private ForecastType type() {
        int die = random.nextInt(20);
        if (die < 9) {
            return ForecastType.CONSUMPTION;
        }
        if (die < 13) {
            return ForecastType.FALLBACK_CONSUMPTION;
        }
        return die < 16 ? ForecastType.GENERATION : die < 18 ? ForecastType.FALLBACK_GENERATION : ForecastType.OPTIMUM;
    }

    private void changeLink() {
        boolean online = state == LinkState.ONLINE;
        link(
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> LinkState.OFFLINE;
                    case 3, 4 -> online ? LinkState.OFFLINE : LinkState.HANDSHAKING;
                    case 5, 6, 7, 8 -> LinkState.ONLINE;
                    default -> one(NOT_AGREED);
                });
    }

    /** The first step from any other state into these two is a handshake. */
    private void link(LinkState next) {
        add(new Story.Linked(next, AGREEING.contains(next) && !AGREEING.contains(state)));
        state = next;
    }

    private void edit() {
        GroupBinding.Builder edited = builder();
        if (binding.volts().isPresent()) {
            edited.supply(binding.volts().get(), binding.phases().orElseThrow());
        }
        binding = edited.zeroAfterHorizon(binding.zeroAfterHorizon()).build();
        add(new Story.Edited(binding));
    }

    private void add(Story.Happening what) {
        add(one(WAITS), what);
    }

    private void add(Duration wait, Story.Happening what) {
        events.add(new Story.Event(wait, what));
        now = now.plus(wait);
    }

    private ForecastRules rules() {
        Set<CapacityUnit> all = Set.of(CapacityUnit.values());
        return new ForecastRules(
                Set.of(ForecastType.values()),
                one(all, all, all, Set.of(CapacityUnit.KW, CapacityUnit.W)),
                random.nextInt(5) > 0,
                one(ReplaceExtent.values()),
                OverlapPolicy.MIN,
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                Duration.ofHours(24),
                Duration.ofMinutes(30));
    }

    private GroupBinding.Builder builder() {
        GroupBinding.Builder builder = GroupBinding.of("AKL01")
                .scope("mg-7", "grid")
                .siteLimit(Power.kilowatts(one("900", "900", "900", "100", "0")))
                .fallback(Power.kilowatts(one("120", "120", "0", "40.5", "1000")))
                .zeroAfterHorizon(one(ZeroAfterHorizon.values()));
        if (random.nextInt(3) > 0) {
            builder.exportSiteLimit(Power.kilowatts(one("300", "80"))).exportFallback(Power.kilowatts(one("30", "0")));
        }
        if (random.nextBoolean()) {
            builder.gapTolerance(one(BlockMaker.TOLERANCES));
        }
        return builder;
    }

    @SafeVarargs
    private final <T> T one(T... several) {
        return several[random.nextInt(several.length)];
    }

    private <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
