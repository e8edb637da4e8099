package com.betterfleet.oscp.examples.vectordepot.serve;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import javax.annotation.Nullable;

/** Reads a file of properties: UTF-8, in the format of {@link Properties}, each name once. */
final class PropertyFile {
    private PropertyFile() {}

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException in one line, if it cannot be read, is malformed or has a name twice
     */
    static Values read(Path file) {
        Once properties = new Once();
        try {
            properties.load(new StringReader(withoutMark(Files.readString(file))));
        } catch (NoSuchFileException absent) {
            throw new IllegalArgumentException("there is no such file", absent);
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("the file is not UTF-8 text", notUtf8);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file cannot be read", unreadable);
        }
        return Values.of(properties);
    }

    /** Some editors begin a file with a byte order mark, which is no part of the first name. */
    private static String withoutMark(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /** Properties that take a name only once. */
    private static final class Once extends Properties {
        @Override
        public synchronized @Nullable Object put(Object name, Object value) {
            Object before = super.put(name, value);
            if (before != null) {
                throw new IllegalArgumentException(name + " is there twice");
            }
            return null;
        }
    }
}
