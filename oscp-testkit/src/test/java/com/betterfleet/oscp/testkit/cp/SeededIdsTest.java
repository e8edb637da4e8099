package com.betterfleet.oscp.testkit.cp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Request ids that are the same from run to run. */
class SeededIdsTest {

    @Test
    void theSameSeedGivesTheSameRandomLookingUuids() {
        List<String> ids = row(3);

        assertThat(ids).isEqualTo(row(3)).doesNotHaveDuplicates().isNotEqualTo(row(4));
        assertThat(ids).allSatisfy(id -> {
            assertThat(UUID.fromString(id).version()).isEqualTo(4);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        });
    }

    private static List<String> row(long seed) {
        Supplier<String> ids = SeededIds.of(seed);
        return Stream.generate(ids).limit(100).toList();
    }
}
