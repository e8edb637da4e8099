package com.betterfleet.oscp.examples.vectordepot.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Every property is documented where it is looked for: in docs/serve.md and in the help. */
class KnownTest {
    private static String help() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        assertThat(Serve.run(List.of("--help"), stream, stream)).isZero();
        return out.toString(UTF_8);
    }

    @Test
    void theTableOfTheDocumentationIsTheTableOfTheCode() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../../docs/serve.md")).stream()
                .dropWhile(line -> !line.startsWith("| property"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(Known.ALL.stream()
                        .map(known -> "| `" + known.name() + "` | " + known.otherwise() + " | " + known.meaning()
                                + " | `" + known.example() + "` |")
                        .toList());
    }

    @Test
    void theHelpNamesThemAll() {
        assertThat(help()).contains("vector-depot serve --config FILE");
        for (Known known : Known.ALL) {
            assertThat(help()).contains("  " + known.name() + " ", "default: " + known.otherwise(), known.meaning());
        }
    }

    @Test
    void anythingElseIsExplainedInOneLine() {
        for (List<String> arguments :
                List.of(List.<String>of(), List.of("--config"), List.of("file"), List.of("--config", "a", "b"))) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            assertThat(Serve.run(arguments, System.out, new PrintStream(err, true, UTF_8)))
                    .isEqualTo(2);
            assertThat(err.toString(UTF_8))
                    .isEqualToIgnoringNewLines("usage: vector-depot serve --config FILE, or vector-depot serve --help");
        }
    }

    @Property(tries = 200)
    void distanceIsAMetric(
            @ForAll @AlphaChars @StringLength(max = 6) String a,
            @ForAll @AlphaChars @StringLength(max = 6) String b,
            @ForAll @AlphaChars @StringLength(max = 6) String c) {
        assertThat(Distance.between(a, b)).isEqualTo(Distance.between(b, a));
        assertThat(Distance.between(a, b) == 0).isEqualTo(a.equals(b));
        assertThat(Distance.between(a, c)).isLessThanOrEqualTo(Distance.between(a, b) + Distance.between(b, c));
        assertThat(Distance.between(a, "")).isEqualTo(a.length());
    }
}
