/**
 * Between bytes and {@link com.betterfleet.oscp.message.OscpMessage}s: tolerant in, strict out.
 *
 * <p>{@link com.betterfleet.oscp.json.OscpCodec} reads a body into a {@link
 * com.betterfleet.oscp.json.DecodeResult}: either the message together with the {@linkplain
 * com.betterfleet.oscp.json.Tolerance tolerances} that were needed to take it, or every {@link
 * com.betterfleet.oscp.json.Violation} of the body at once. A bad body is an expected answer and never an exception.
 *
 * <pre>{@code
 * OscpCodec codec = OscpCodec.of(Tolerance.all(), Optional.empty());
 * DecodeResult<Heartbeat> result = codec.decode(Heartbeat.class, body);
 * if (result instanceof DecodeResult.Refused<Heartbeat> refused) {
 *     return badRequest(codec.encodeError(refused.message()));
 * }
 * }</pre>
 *
 * <p>Refused whatever is tolerated: negative, infinite and absurd numbers ({@code 1e400}, which is never expanded),
 * {@code end_time} not after {@code start_time}, missing required properties, unknown words, empty lists, a property
 * given twice, anything after the object, a byte order mark, bytes that are not UTF-8, half surrogate pairs in texts,
 * objects nested deeper than 16. A JSON text may be at most 20,000 characters long, a number 200, a name 256; bounding
 * the body as a whole is for whoever reads it from the network.
 *
 * <p>What is written is the strictest form: times in UTC with {@code Z} and exactly three fraction digits, numbers
 * without exponent and without trailing zeros, absent properties left out, {@code required_behaviour} nested.
 *
 * <p>No type of the JSON library shows in any signature. Codecs are immutable and thread-safe.
 */
@ParametersAreNonnullByDefault
package com.betterfleet.oscp.json;

import javax.annotation.ParametersAreNonnullByDefault;
