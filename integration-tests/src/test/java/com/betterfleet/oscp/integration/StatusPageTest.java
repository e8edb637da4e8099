package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of the status: an example that a provider gave, and the fields as the schema describes them. */
class StatusPageTest {
    private static final Path PAGE = Path.of("..", "docs", "status.md");
    /** What follows is written by this test. */
    private static final String GENERATED = "## An example\n";

    @Test
    void theExampleIsWhatAProviderSaysAndTheFieldsAreThoseOfTheSchema() throws IOException {
        String page = Files.readString(PAGE);
        String head = page.substring(0, page.indexOf(GENERATED));
        String wanted = head + GENERATED + "\n```json\n" + example() + "\n```\n\n## Fields\n" + fields();
        if (Boolean.getBoolean("status.page.write")) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale; its head says how to write it anew", PAGE)
                .isEqualTo(wanted);
    }

    private static String example() throws JsonProcessingException {
        try (Depot depot = new Depot().live("500")) {
            depot.cp.answer("update_asset_measurements", 401);
            depot.run(Duration.ofMinutes(20));
            JsonNode status = StatusSchema.tree(depot.fp().status().toJson());
            return StatusSchema.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(status);
        }
    }

    private static String fields() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, JsonNode> definition :
                StatusSchema.TREE.get("$defs").properties()) {
            JsonNode fields = definition.getValue().path("properties");
            if (!fields.isEmpty()) {
                text.append("\n### ").append(definition.getKey()).append("\n\n| field | says |\n|---|---|\n");
                fields.properties()
                        .forEach(field -> text.append("| `")
                                .append(field.getKey())
                                .append("` | ")
                                .append(field.getValue().get("description").textValue())
                                .append(" |\n"));
            }
        }
        text.append("\n### words and numbers\n\n| kind | says |\n|---|---|\n");
        for (Map.Entry<String, JsonNode> definition :
                StatusSchema.TREE.get("$defs").properties()) {
            if (!definition.getValue().has("properties")) {
                text.append("| ")
                        .append(definition.getKey())
                        .append(" | ")
                        .append(definition.getValue().get("description").textValue())
                        .append(" |\n");
            }
        }
        return text.toString();
    }
}
