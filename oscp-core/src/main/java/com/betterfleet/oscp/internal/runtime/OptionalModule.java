package com.betterfleet.oscp.internal.runtime;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Optional;
import javax.annotation.Nullable;

/** {@link Optional} as a value or {@code null}: a component that is absent stays absent. */
final class OptionalModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    OptionalModule() {
        super("optional");
        addSerializer(Optional.class, new Writer(null));
        addDeserializer(Optional.class, new Reader(null));
    }

    @SuppressWarnings("rawtypes") // Jackson registers by raw class
    private static final class Writer extends StdSerializer<Optional> implements ContextualSerializer {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable JavaType content;

        Writer(@Nullable JavaType content) {
            super(Optional.class);
            this.content = content;
        }

        @Override
        public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property) {
            return property == null ? this : new Writer(property.getType().containedType(0));
        }

        @Override
        public void serialize(Optional value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            if (value.isEmpty()) {
                generator.writeNull();
            } else if (content != null && content.isContainerType()) {
                provider.findTypedValueSerializer(content, true, null).serialize(value.get(), generator, provider);
            } else {
                // By its own class: the static type of a sealed family is an interface without a component of its own.
                provider.findTypedValueSerializer(value.get().getClass(), true, null)
                        .serialize(value.get(), generator, provider);
            }
        }
    }

    @SuppressWarnings("rawtypes") // Jackson registers by raw class
    private static final class Reader extends StdDeserializer<Optional> implements ContextualDeserializer {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable JavaType content;

        Reader(@Nullable JavaType content) {
            super(Optional.class);
            this.content = content;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            JavaType type = property == null ? context.getContextualType() : property.getType();
            return new Reader(type.containedType(0));
        }

        @Override
        public Optional deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JavaType type = content == null ? context.constructType(Object.class) : content;
            Object value = context.readValue(parser, type);
            return Optional.ofNullable(value);
        }

        @Override
        public Optional getNullValue(DeserializationContext context) {
            return Optional.empty();
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Optional.empty();
        }
    }
}
