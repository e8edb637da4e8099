package com.betterfleet.oscp.internal.runtime;

import com.betterfleet.envelope.Power;
import com.betterfleet.oscp.forecast.Block;
import com.betterfleet.oscp.forecast.BlockPiece;
import com.betterfleet.oscp.forecast.Blocks;
import com.betterfleet.oscp.message.CapacityUnit;
import com.betterfleet.oscp.message.Phase;
import com.betterfleet.oscp.message.RequestId;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@link Blocks} in few characters, for they are most of what is stored and are written at each step: the messages they came
 * with, once each, and a text with a word for each piece.
 *
 * <pre>{@code
 * {"from":[["7f3a",3,12,false]],"pieces":"1772359200 1772360100 300000 300 KW ALL 0;..."}
 * }</pre>
 *
 * A piece is its start and end in seconds of the epoch, watts, the capacity, unit and phase on the wire, and the place of its
 * message among {@code from}: id, session, number of arrival, whether protective.
 */
final class BlocksModule extends SimpleModule {
    private static final long serialVersionUID = 1L;
    private static final int WORDS = 7;
    private static final int NANO_DIGITS = 9;

    BlocksModule() {
        super("blocks");
        addSerializer(Blocks.class, new Writer());
        addDeserializer(Blocks.class, new Reader());
    }

    /** The message a block came with. */
    private record From(RequestId source, long session, long arrival, boolean protective) {
        static From of(Block block) {
            return new From(block.source(), block.session(), block.arrival(), block.protective());
        }
    }

    private static final class Writer extends StdSerializer<Blocks> {
        private static final long serialVersionUID = 1L;

        Writer() {
            super(Blocks.class);
        }

        @Override
        public void serialize(Blocks blocks, JsonGenerator json, SerializerProvider provider) throws IOException {
            Map<From, Integer> from = new LinkedHashMap<>();
            StringBuilder pieces = new StringBuilder();
            for (BlockPiece piece : blocks.pieces()) {
                append(pieces, piece, from);
            }
            json.writeStartObject();
            json.writeArrayFieldStart("from");
            for (From message : from.keySet()) {
                write(message, json);
            }
            json.writeEndArray();
            json.writeStringField("pieces", pieces.toString());
            json.writeEndObject();
        }

        private static void append(StringBuilder pieces, BlockPiece piece, Map<From, Integer> from) {
            Block block = piece.block();
            Integer next = from.size();
            Integer known = from.putIfAbsent(From.of(block), next);
            if (pieces.length() > 0) {
                pieces.append(';');
            }
            append(pieces, piece.start()).append(' ');
            append(pieces, piece.end()).append(' ');
            pieces.append(block.power().watts()).append(' ');
            pieces.append(block.capacity()).append(' ');
            pieces.append(block.unit()).append(' ').append(block.phase()).append(' ');
            pieces.append(known == null ? next : known);
        }

        private static StringBuilder append(StringBuilder text, Instant at) {
            text.append(at.getEpochSecond());
            if (at.getNano() == 0) {
                return text;
            }
            String nanos = Integer.toString(at.getNano());
            return text.append('.')
                    .append("0".repeat(NANO_DIGITS - nanos.length()))
                    .append(nanos);
        }

        private static void write(From message, JsonGenerator json) throws IOException {
            json.writeStartArray();
            json.writeString(message.source().value());
            json.writeNumber(message.session());
            json.writeNumber(message.arrival());
            json.writeBoolean(message.protective());
            json.writeEndArray();
        }
    }

    private static final class Reader extends StdDeserializer<Blocks> {
        private static final long serialVersionUID = 1L;

        Reader() {
            super(Blocks.class);
        }

        /** What the codec reads before this does. */
        private record Form(List<List<Object>> from, String pieces) {
            @SuppressWarnings("UnusedMethod") // Jackson calls it
            Form {
                Objects.requireNonNull(from, "from");
                Objects.requireNonNull(pieces, "pieces");
            }
        }

        @Override
        public Blocks deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Form form = context.readValue(parser, Form.class);
            try {
                return blocks(form);
            } catch (IllegalArgumentException
                    | IndexOutOfBoundsException
                    | ClassCastException
                    | DateTimeException
                    | ArithmeticException wrong) {
                throw JsonMappingException.from(parser, "blocks are not written as they should be", wrong);
            }
        }

        private static Blocks blocks(Form form) {
            List<From> from = form.from().stream().map(Reader::message).toList();
            List<BlockPiece> pieces = new ArrayList<>();
            for (String piece :
                    form.pieces().isEmpty() ? new String[0] : form.pieces().split(";", -1)) {
                pieces.add(piece(piece.split(" ", -1), from));
            }
            return new Blocks(pieces);
        }

        private static From message(List<Object> four) {
            return new From(
                    new RequestId((String) four.get(0)),
                    ((Number) four.get(1)).longValue(),
                    ((Number) four.get(2)).longValue(),
                    (Boolean) four.get(3));
        }

        private static BlockPiece piece(String[] words, List<From> from) {
            if (words.length != WORDS) {
                throw new IllegalArgumentException("a piece has " + WORDS + " words, had " + words.length);
            }
            From message = from.get(Integer.parseInt(words[6]));
            Block block = new Block(
                    Power.watts(new BigDecimal(words[2])),
                    new BigDecimal(words[3]),
                    CapacityUnit.valueOf(words[4]),
                    Phase.valueOf(words[5]),
                    message.source(),
                    message.session(),
                    message.arrival(),
                    message.protective());
            return new BlockPiece(instant(words[0]), instant(words[1]), block);
        }

        private static Instant instant(String text) {
            int point = text.indexOf('.');
            return point < 0
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : Instant.ofEpochSecond(
                            Long.parseLong(text.substring(0, point)), Long.parseLong(text.substring(point + 1)));
        }
    }
}
