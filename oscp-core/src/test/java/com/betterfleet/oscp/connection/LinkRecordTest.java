package com.betterfleet.oscp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.betterfleet.oscp.event.LinkState;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The record is plain data, so that it can be stored component by component and a restart goes on from it alone. */
class LinkRecordTest {
    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            long.class,
            int.class,
            boolean.class,
            Instant.class,
            Duration.class,
            BigDecimal.class,
            URI.class);
    private static final Set<Class<?>> CONTAINERS = Set.of(Optional.class, List.class, Set.class);

    private static void assertPlain(Type type, String path, Set<Type> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof ParameterizedType generic) {
            assertThat(CONTAINERS).as(path).contains((Class<?>) generic.getRawType());
            assertPlain(generic.getActualTypeArguments()[0], path, seen);
            return;
        }
        Class<?> raw = (Class<?>) type;
        if (!raw.isRecord()) {
            assertThat(raw.isEnum() || PLAIN.contains(raw))
                    .as("%s is %s", path, raw)
                    .isTrue();
            return;
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            assertPlain(component.getGenericType(), path + "." + component.getName(), seen);
        }
    }

    @Test
    void itIsMadeOfPlainDataOnly() {
        assertPlain(LinkRecord.class, "link", new HashSet<>());
    }

    @Test
    void aNewLinkIsRegisteredWithoutASessionAndRuleI18sFallback() {
        LinkRecord link = LinkBench.vectorLike().link;
        assertThat(link.state()).isEqualTo(LinkState.REGISTERED);
        assertThat(link.session()).isZero();
        assertThat(link.offlineAt()).isEmpty();
        assertThat(link.agreedMeasurement()).isEmpty();
    }

    @Test
    void aNegativeSessionIsRefused() {
        LinkRecord link = LinkBench.online().link;
        assertThatThrownBy(() -> link.session(-1))
                .hasMessageContaining("session")
                .hasMessageContaining("-1");
    }

    @Test
    void jitterOutsideItsRangeIsRefused() {
        LinkBench bench = LinkBench.vectorLike();
        bench.jitter = 1;
        assertThatThrownBy(() -> bench.at(0, new LinkInput.Due())).hasMessageContaining("[0, 1)");
    }
}
