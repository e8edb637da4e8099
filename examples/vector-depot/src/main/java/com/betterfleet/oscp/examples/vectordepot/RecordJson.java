package com.betterfleet.oscp.examples.vectordepot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.annotation.Nullable;

/** Turns the library's public records into plain maps and lists, component by component, so that a line can be read back. */
public final class RecordJson {
    private RecordJson() {}

    /**
     * A value as maps, lists, texts, booleans and whole numbers. Exact decimals become text; a member of a sealed family says
     * which one it {@code is}.
     *
     * @param value a record, a collection or anything that a component holds
     * @return the plain value
     */
    public static @Nullable Object of(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value;
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(RecordJson::of).orElse(null);
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(RecordJson::of).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((key, element) -> entries.put(key.toString(), of(element)));
            return entries;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof Record record ? components(record) : value.toString();
    }

    private static Object components(Record record) {
        RecordComponent[] parts = record.getClass().getRecordComponents();
        boolean member = record.getClass().getInterfaces().length > 0
                && record.getClass().getInterfaces()[0].isSealed();
        if (!member && parts.length == 1 && parts[0].getType() == String.class) {
            return String.valueOf(read(record, parts[0]));
        }
        Map<String, Object> map = new LinkedHashMap<>();
        if (member) {
            map.put("is", record.getClass().getSimpleName());
        }
        for (RecordComponent part : parts) {
            map.put(part.getName(), of(read(record, part)));
        }
        return map;
    }

    private static @Nullable Object read(Record record, RecordComponent part) {
        try {
            return part.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("component " + part.getName() + " of a public record", impossible);
        }
    }
}
