package com.betterfleet.oscp.examples.vectordepot.serve;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@code vector-depot serve --config FILE}: serves until the process is told to end. */
public final class Serve {
    /**
     * Properties of the process that are set unless it was started with others: warnings on stderr, no endless requests, and
     * a peer that sends too much may read its answer.
     */
    private static final Map<String, String> PROCESS = Map.of(
            "org.slf4j.simpleLogger.defaultLogLevel", "warn",
            "sun.net.httpserver.drainAmount", "8388608",
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "30");

    private Serve() {}

    /**
     * Serves, or prints what there is to configure with {@code --help}. It returns only where it does not serve: a process
     * that serves ends by a signal, closes within a few seconds, and has the exit status of that signal (143 for SIGTERM).
     *
     * @param arguments {@code --config FILE}, or {@code --help}
     * @param out takes one JSON line for each event, and nothing else
     * @param err takes one line if something is missing or wrong
     * @return the exit status: 0 after help, 2 if something is missing or wrong
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.equals(List.of("--help"))) {
            out.print(help());
            return 0;
        }
        if (arguments.size() != 2 || !arguments.get(0).equals("--config")) {
            err.println("usage: vector-depot serve --config FILE, or vector-depot serve --help");
            return 2;
        }
        DepotService service;
        PROCESS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        try {
            service = DepotService.start(ServeConfig.of(PropertyFile.read(Path.of(arguments.get(1)))), out::println);
        } catch (IllegalArgumentException refused) {
            err.println("vector-depot serve: " + arguments.get(1) + ": " + inOneLine(refused));
            return 2;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "vector-depot-close"));
        return forEver();
    }

    private static int forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static String inOneLine(IllegalArgumentException refused) {
        return ServeSettings.inWordsOfTheFile(String.valueOf(refused.getMessage()))
                .replaceAll("\\R", " ");
    }

    private static String help() {
        StringBuilder help = new StringBuilder();
        line(help, "vector-depot serve --config FILE");
        line(help, "");
        line(
                help,
                "FILE holds properties (UTF-8, name=value, each name once); capital letters in a name are yours to choose:");
        for (Known known : Known.ALL) {
            line(help, "");
            line(help, String.format(Locale.ROOT, "  %-27s (default: %s)", known.name(), known.otherwise()));
            line(help, "      " + known.meaning() + ", for example " + known.example());
        }
        line(help, "");
        line(help, "Credentials: token.initial alone (Register), or one of token.present and oauth.* (out)");
        line(help, "with one of token.expect and oauth.issuer.* (in).");
        return help.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
