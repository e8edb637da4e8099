package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the sources show: class files keep neither comments nor the packages that nobody annotated. */
class SourceTreeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final List<String> PARTNERS = List.of("vector");
    private static final List<String> NAMELESS = List.of("oscp-envelope-spi", "oscp-core", "oscp-testkit");

    @Test
    void everyPackageSaysThatItsParametersAreNeverNull() {
        List<Path> packages = modules()
                .flatMap(SourceTreeTest::sources)
                .map(Path::getParent)
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty();
        assertThat(packages.stream().filter(directory -> !saysSo(directory.resolve("package-info.java"))))
                .as("packages without a package-info.java with @ParametersAreNonnullByDefault")
                .isEmpty();
    }

    @Test
    void coreEnvelopeAndTestKitNameNoPartnerInTheirCode() {
        List<Path> sources = NAMELESS.stream()
                .map(ROOT::resolve)
                .flatMap(SourceTreeTest::sources)
                .toList();
        assertThat(sources).isNotEmpty();
        assertThat(sources.stream().filter(source -> PARTNERS.stream().anyMatch(codeOf(source)::contains)))
                .as("sources whose code names a partner: what is true of one belongs into its profile module")
                .isEmpty();
    }

    @Test
    void everyModuleWithSourcesIsSeenByTheArchitectureTest() {
        assertThat(modules().filter(module -> sources(module).findAny().isPresent()))
                .as("modules with sources; one that is missed here needs to be a dependency of integration-tests")
                .isNotEmpty()
                .allMatch(module -> OurClasses.ALL.stream().anyMatch(type -> isFrom(module, type)));
    }

    private static boolean isFrom(Path module, JavaClass type) {
        return type.getSource().orElseThrow().getUri().toString().contains(module.resolve("target") + "/");
    }

    private static boolean saysSo(Path packageInfo) {
        return Files.exists(packageInfo) && read(packageInfo).contains("@ParametersAreNonnullByDefault");
    }

    private static Stream<Path> modules() {
        return walk(ROOT, 3).filter(path -> path.endsWith("pom.xml")).map(Path::getParent);
    }

    private static Stream<Path> sources(Path module) {
        Path main = module.resolve("src/main/java");
        return Files.isDirectory(main)
                ? walk(main, Integer.MAX_VALUE).filter(path -> path.toString().endsWith(".java"))
                : Stream.empty();
    }

    private static Stream<Path> walk(Path directory, int depth) {
        try (Stream<Path> paths = Files.walk(directory, depth)) {
            return paths.toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String codeOf(Path source) {
        return COMMENT.matcher(read(source)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
