package com.betterfleet.oscp.examples.vectordepot.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** What someone can do to a journal: change it, and make the chain of hashes anew so that it holds. */
record Forgery(List<String> lines) {
    private static final Pattern CHAIN = Pattern.compile(",\"before\":\"[0-9a-f]*\"(,\"sha256\":\"[0-9a-f]*\")?}$");
    private static final Pattern AT = Pattern.compile("\\{\"at\":\"([^\"]*)\".*");

    Forgery {
        lines = List.copyOf(lines);
    }

    static Forgery of(Path file) {
        try {
            return new Forgery(Files.readAllLines(file, UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Path write(Path file) {
        try {
            return Files.write(file, lines, UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    String line(int number) {
        return lines.get(number - 1);
    }

    /** The numbers of the lines in which a text stands. */
    List<Integer> with(String text) {
        return IntStream.rangeClosed(1, lines.size())
                .filter(number -> line(number).contains(text))
                .boxed()
                .toList();
    }

    /** The same line with another text. */
    Forgery replaced(int number, String line) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(number - 1, line);
        return new Forgery(changed);
    }

    /** With a line told twice, and counted so. */
    Forgery withAnother(int number) {
        List<String> more = new ArrayList<>(lines);
        more.add(number, line(number));
        return new Forgery(more).counted();
    }

    /** With a last line that says how many lines there are now. */
    Forgery counted() {
        int last = lines.size();
        return replaced(last, line(last).replaceFirst("\"lines\":\\d+", "\"lines\":" + last));
    }

    Forgery without(int number) {
        List<String> changed = new ArrayList<>(lines);
        changed.remove(number - 1);
        return new Forgery(changed);
    }

    /** The beginning of a journal, ended as a journal ends. */
    Forgery until(String instant) {
        List<String> kept = new ArrayList<>(lines.stream()
                .takeWhile(line -> at(line).compareTo(instant) < 0)
                .toList());
        String last = at(kept.get(kept.size() - 1));
        kept.add("{\"at\":\"" + last + "\",\"kind\":\"end\",\"lines\":" + (kept.size() + 1) + ",\"before\":\"\"}");
        return new Forgery(kept).chained();
    }

    /** The chain made anew, over whatever the lines say now. */
    Forgery chained() {
        List<String> chained = new ArrayList<>();
        String before = "";
        for (String line : lines) {
            String content = content(line);
            String plain = content + ",\"before\":\"" + before + "\"}";
            boolean end = content.contains("\"kind\":\"end\"");
            String whole =
                    end ? content + ",\"before\":\"" + before + "\",\"sha256\":\"" + sha256(plain) + "\"}" : plain;
            chained.add(whole);
            before = sha256(whole);
        }
        return new Forgery(chained);
    }

    /** A line with one digit changed: any of those in what it says. */
    static String anotherDigit(String line, RandomGenerator random) {
        return anotherDigit(line, 0, content(line).length(), random);
    }

    /** A line with one digit changed, of those from one place up to and without another. */
    static String anotherDigit(String line, int from, int to, RandomGenerator random) {
        int[] digits = IntStream.range(from, to)
                .filter(at -> Character.isDigit(line.charAt(at)))
                .toArray();
        int at = digits[random.nextInt(digits.length)];
        int other = (line.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
        return line.substring(0, at) + other + line.substring(at + 1);
    }

    static String content(String line) {
        return CHAIN.matcher(line).replaceFirst("");
    }

    private static String at(String line) {
        Matcher at = AT.matcher(line);
        return at.matches() ? at.group(1) : "";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
