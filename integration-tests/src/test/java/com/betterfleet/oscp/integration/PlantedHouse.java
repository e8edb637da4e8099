package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Sources that are written, compiled and imported for one test, and belong to no module. */
final class PlantedHouse {
    private final Path sources;
    private final Path classes;
    private final List<String> files = new ArrayList<>();

    PlantedHouse(Path directory) throws IOException {
        sources = Files.createDirectory(directory.resolve("planted-sources"));
        classes = Files.createDirectory(directory.resolve("planted-classes"));
    }

    void plant(String packageName, String head, String body) throws IOException {
        Path home = Files.createDirectories(sources.resolve(packageName.replace('.', '/')));
        Path file = home.resolve(head.split(" ", 2)[0] + ".java");
        Files.writeString(file, "package " + packageName + "; public class " + head + " { " + body + " }");
        files.add(file.toString());
    }

    JavaClasses built() {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-cp", classes.toString()));
        arguments.addAll(List.of("-d", classes.toString()));
        arguments.addAll(files);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, complaints, complaints, arguments.toArray(String[]::new));
        assertThat(status).as(complaints.toString(StandardCharsets.UTF_8)).isZero();
        return new ClassFileImporter().importPath(classes);
    }
}
