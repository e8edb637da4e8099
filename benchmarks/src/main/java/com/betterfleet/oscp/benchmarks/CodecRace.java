package com.betterfleet.oscp.benchmarks;

import com.betterfleet.oscp.json.OscpCodec;
import com.betterfleet.oscp.message.OscpMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The codec against the token floor, and against databind, on the same documents in one run. */
final class CodecRace {
    private static final int WARM_UP_ROUNDS = 100;
    private static final int ROUNDS = 200;
    private static final List<String> CANDIDATES = List.of("tokens alone", "databind records", "this library");
    private static final int OURS = CANDIDATES.indexOf("this library");
    private static final OscpCodec CODEC = OscpCodec.strict();

    /** One task, and how each candidate does it. */
    private record Contest(String task, List<Race.Work> works) {}

    private final List<Contest> contests = new ArrayList<>();
    private final Race race;

    private CodecRace() throws IOException {
        enter("forecast", Samples.forecast(), new Databind(Databind.Forecast.class));
        enter("measurement", Samples.measurement(), new Databind(Databind.Measurements.class));
        this.race = new Race(
                contests.stream().flatMap(contest -> contest.works().stream()).toList());
    }

    /** Runs the race and prints the table of all candidates; answers the library's own figures. */
    static Map<String, Number> run() throws IOException {
        CodecRace codec = new CodecRace();
        codec.race.warmUp(WARM_UP_ROUNDS);
        codec.race.run(ROUNDS);
        codec.printTable();
        return codec.figures();
    }

    private void enter(String document, OscpMessage message, Databind records) throws IOException {
        byte[] body = CODEC.encode(message);
        TokenFloor tokens = new TokenFloor(body);
        Object plain = records.read(body);
        contests.add(new Contest(
                document + "Parse",
                List.of(tokens::read, () -> records.read(body), () -> CODEC.decode(message.action(), body))));
        contests.add(new Contest(
                document + "Write", List.of(tokens::write, () -> records.write(plain), () -> CODEC.encode(message))));
    }

    private Map<String, Number> figures() throws IOException {
        Map<String, Number> figures = new TreeMap<>();
        for (int i = 0; i < contests.size(); i++) {
            figures.put(contests.get(i).task(), ratio(i, OURS));
        }
        figures.put("forecastParseBytes", race.bytes(OURS));
        return figures;
    }

    private void printTable() throws IOException {
        System.out.printf(Locale.ROOT, "%-18s%-18s%12s%10s%14s%n", "", "", "us a call", "x floor", "bytes a call");
        for (int i = 0; i < contests.size(); i++) {
            for (int who = 0; who < CANDIDATES.size(); who++) {
                System.out.printf(
                        Locale.ROOT,
                        "%-18s%-18s%12.2f%10.2f%14d%n",
                        contests.get(i).task(),
                        CANDIDATES.get(who),
                        race.nanos(runner(i, who)) / 1000,
                        ratio(i, who),
                        race.bytes(runner(i, who)));
            }
        }
    }

    private double ratio(int contest, int who) {
        return race.ratio(runner(contest, who), runner(contest, 0));
    }

    private static int runner(int contest, int who) {
        return contest * CANDIDATES.size() + who;
    }
}
