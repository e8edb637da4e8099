package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.configuration.ProfileSettings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes records in which every component says something, whatever components they have today or will get. */
final class Populated {
    private static final int TRIES = 2_000;

    private final Random random;

    Populated(long seed) {
        random = new Random(seed);
    }

    <T> T a(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isEnum()) {
            return oneOf(raw.getEnumConstants());
        }
        if (raw.isSealed()) {
            return value(oneOf(raw.getPermittedSubclasses()));
        }
        return raw.isRecord() && raw != ProfileSettings.class && raw != Power.class ? madeOf(raw) : plain(raw);
    }

    private Object container(Class<?> raw, Type[] of) {
        int size = 1 + random.nextInt(2);
        if (raw == Optional.class) {
            return random.nextInt(5) == 0 ? Optional.empty() : Optional.of(value(of[0]));
        }
        if (raw == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            IntStream.range(0, size).forEach(i -> map.put(value(of[0]), value(of[1])));
            return map;
        }
        List<Object> list = new ArrayList<>();
        IntStream.range(0, size).forEach(i -> list.add(value(of[0])));
        return raw == List.class ? list : new HashSet<>(list);
    }

    private Object plain(Class<?> raw) {
        if (raw == String.class) {
            return random.nextInt(8) == 0 ? "ES256" : "a" + random.nextInt(1_000);
        }
        if (raw == Instant.class) {
            return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000), random.nextInt(1_000_000_000));
        }
        if (raw == Duration.class) {
            return Duration.ofMillis(1 + random.nextInt(60_000));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return random.nextBoolean();
        }
        if (raw == int.class || raw == Integer.class) {
            return 1 + random.nextInt(3);
        }
        if (raw == long.class || raw == Long.class) {
            return 1 + random.nextLong(1L << 53);
        }
        if (raw == BigDecimal.class) {
            return BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(4));
        }
        if (raw == Power.class) {
            return Power.watts(BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(4)));
        }
        if (raw == URI.class) {
            return URI.create("https://derms" + random.nextInt(100) + ".example/oscp");
        }
        if (raw == ProfileSettings.class) {
            return ProfileSettings.NONE.with("settling", Integer.toString(random.nextInt(100)));
        }
        throw new AssertionError("Populated cannot make a " + raw);
    }

    /** Records check themselves; values that do not fit together are drawn again. */
    private Object madeOf(Class<?> raw) {
        Throwable last = null;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return made(raw);
            } catch (InvocationTargetException refused) {
                last = refused.getCause();
            } catch (ReflectiveOperationException impossible) {
                throw new LinkageError("a record without its constructor", impossible);
            }
        }
        throw new AssertionError("no values were good enough for a " + raw, last);
    }

    private Object made(Class<?> raw) throws ReflectiveOperationException {
        RecordComponent[] components = raw.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = raw.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(Arrays.stream(components)
                .map(component -> value(component.getGenericType()))
                .toArray());
    }

    private <T> T oneOf(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
