package com.betterfleet.oscp.internal.runtime;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.annotation.Nullable;

/** Teaches Jackson our sealed interfaces: each value carries the simple name of its record, nothing else is trusted. */
final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;
    private static final JsonTypeInfo.Value BY_NAME =
            JsonTypeInfo.Value.from(ByName.class.getAnnotation(JsonTypeInfo.class));

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    private interface ByName {}

    @Override
    @Nullable
    public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return family(annotated.getRawType()).isEmpty() ? super.findPolymorphicTypeInfo(config, annotated) : BY_NAME;
    }

    @Override
    @Nullable
    public List<NamedType> findSubtypes(Annotated annotated) {
        List<Class<?>> family = family(annotated.getRawType());
        if (family.isEmpty()) {
            return super.findSubtypes(annotated);
        }
        return family.stream()
                .map(type -> new NamedType(type, type.getSimpleName()))
                .toList();
    }

    @Override
    @Nullable
    public String findTypeName(AnnotatedClass type) {
        return family(type.getRawType()).isEmpty()
                ? super.findTypeName(type)
                : type.getRawType().getSimpleName();
    }

    /** The records of the sealed family that a type is or belongs to; empty for every other type. */
    private static List<Class<?>> family(Class<?> type) {
        if (type.isSealed() && type.isInterface()) {
            return records(type);
        }
        return Arrays.stream(type.getInterfaces())
                .filter(Class::isSealed)
                .findFirst()
                .map(SealedTypes::records)
                .orElse(List.of());
    }

    private static List<Class<?>> records(Class<?> family) {
        List<Class<?>> found = new ArrayList<>();
        for (Class<?> member : family.getPermittedSubclasses()) {
            if (member.isSealed()) {
                found.addAll(records(member));
            } else {
                found.add(member);
            }
        }
        return found;
    }
}
