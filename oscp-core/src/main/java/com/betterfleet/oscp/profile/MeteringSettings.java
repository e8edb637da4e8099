package com.betterfleet.oscp.profile;

import com.betterfleet.envelope.Direction;
import com.betterfleet.oscp.message.Action;
import com.betterfleet.oscp.message.AssetCategory;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.EnergyType;
import com.betterfleet.oscp.message.EnergyUnit;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The settings in common that change what is measured and how it is reported. */
final class MeteringSettings {
    static final Set<String> NAMES = Set.of(
            "settling",
            "measurement-message",
            "assets",
            "energy-direction",
            "energy-unit",
            "energy-type",
            "instantaneous",
            "instantaneous-unit",
            "asset-category");

    private static final Map<String, Set<Direction>> BOTH = Map.of("both", Set.of(Direction.values()));

    private final SettingReader read;

    MeteringSettings(SettingReader read) {
        this.read = read;
    }

    MeteringRules over(MeteringRules rules, Set<Action> messages) {
        return new MeteringRules(over(rules.windows()), over(rules.report(), messages));
    }

    private WindowRules over(WindowRules rules) {
        return new WindowRules(
                rules.length(),
                read.seconds("settling", rules.settling(), Duration.ZERO, rules.settleMax()),
                rules.settleMax(),
                rules.interpolateMax(),
                rules.backlog(),
                rules.mostWaiting());
    }

    private ReportRules over(ReportRules rules, Set<Action> messages) {
        return new ReportRules(
                message(rules.action(), messages),
                read.word("assets", AssetGrouping.class, rules.assets()),
                read.words("energy-direction", Direction.class, BOTH, rules.directions()),
                read.word("energy-unit", EnergyUnit.class, rules.energyUnit()),
                orNone("energy-type", EnergyType.class, rules.energyType()),
                power(rules.power()),
                read.word("asset-category", AssetCategory.class, rules.category()),
                rules.mostBytes());
    }

    private Action message(Action otherwise, Set<Action> messages) {
        Map<String, Action> words =
                messages.stream().collect(Collectors.toMap(MeteringSettings::word, Function.identity()));
        return read.value(
                "measurement-message",
                otherwise,
                text -> Optional.ofNullable(words.get(text.toLowerCase(Locale.ROOT))),
                words.keySet().stream().sorted().collect(Collectors.joining(" or ")));
    }

    private static String word(Action action) {
        return action == Action.UPDATE_ASSET_MEASUREMENTS ? "asset" : "group";
    }

    private Optional<PowerReport> power(Optional<PowerReport> otherwise) {
        PowerReport.Kind kind = read.word(
                "instantaneous",
                PowerReport.Kind.class,
                otherwise.map(PowerReport::kind).orElse(PowerReport.Kind.MEAN));
        return orNone("instantaneous-unit", PowerUnit.class, otherwise.map(PowerUnit::of))
                .map(unit -> new PowerReport(unit.unit, kind));
    }

    private <E extends Enum<E>> Optional<E> orNone(String name, Class<E> type, Optional<E> otherwise) {
        Set<E> word = read.value(
                name,
                otherwise.map(Set::of).orElseGet(Set::of),
                text -> text.equalsIgnoreCase("none")
                        ? Optional.of(Set.of())
                        : SettingReader.find(type, text).map(Set::of),
                "none or one of " + Arrays.toString(type.getEnumConstants()));
        return word.stream().findFirst();
    }

    /** The units that a power can have. */
    private enum PowerUnit {
        W(CapacityUnit.W),
        KW(CapacityUnit.KW);

        private final CapacityUnit unit;

        PowerUnit(CapacityUnit unit) {
            this.unit = unit;
        }

        static PowerUnit of(PowerReport report) {
            return report.unit() == CapacityUnit.W ? W : KW;
        }
    }
}
