package com.betterfleet.oscp.connection;

import com.betterfleet.oscp.configuration.ConnectionId;
import com.betterfleet.oscp.configuration.ConnectionSettings;
import com.betterfleet.oscp.configuration.Credentials;
import com.betterfleet.oscp.configuration.SecretRef;
import com.betterfleet.oscp.message.RequestId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Register has brought about so far: which token we present, which we expect, and the Register of ours that is under
 * way. Tokens are named, never held: their values are in the host's vault. Immutable.
 *
 * @param terms what the configuration began it with; empty where credentials are agreed and nothing is exchanged
 * @param present the token that the peer gave us to present; empty before, the initial one is then presented
 * @param spares tokens that the peer gave us before that one, a few, newest first: presented in its place when the peer
 *     refuses it, for the peer's Registers may have overtaken one another; none once it took one
 * @param expected the tokens of which the peer must present one: the newest last, and before it the one that it replaces
 *     for as long as the peer has not used the newest
 * @param baseUrl the base URL that the peer gave us; empty before, the configured one then counts
 * @param ours our own Register, if one is under way
 * @param ids the ids of our last Registers, newest last, so that a late reply to one is known for what it is
 * @param registeredAt since when both sides have each other's token
 */
public record TokenExchange(
        Optional<Terms> terms,
        Optional<SecretRef> present,
        List<SecretRef> spares,
        List<SecretRef> expected,
        Optional<URI> baseUrl,
        Optional<OwnRegister> ours,
        List<RequestId> ids,
        Optional<Instant> registeredAt) {
    /** Where credentials are agreed: nothing is exchanged. */
    public static final TokenExchange NONE = begun(Optional.empty());

    private static final int REMEMBERED = 16;
    private static final int SPARES = 3;

    /**
     * The part of the configuration that the exchange stands on; another initial token or URL of ours begins it anew.
     *
     * @param initialToken the name of the token that both sides know beforehand
     * @param fpBaseUrl our base URL as the peer reaches it
     * @param cpBaseUrl the peer's base URL as configured
     */
    public record Terms(SecretRef initialToken, URI fpBaseUrl, URI cpBaseUrl) {
        boolean restartedBy(Terms other) {
            return !initialToken.equals(other.initialToken) || !fpBaseUrl.equals(other.fpBaseUrl);
        }
    }

    /**
     * Copies the lists.
     *
     * @param terms what the configuration began it with; empty where credentials are agreed and nothing is exchanged
     * @param present the token that the peer gave us to present; empty before
     * @param spares tokens that the peer gave us before that one, newest first
     * @param expected the tokens of which the peer must present one, newest last
     * @param baseUrl the base URL that the peer gave us; empty before
     * @param ours our own Register, if one is under way
     * @param ids the ids of our last Registers, newest last
     * @param registeredAt since when both sides have each other's token
     */
    public TokenExchange {
        spares = List.copyOf(spares);
        expected = List.copyOf(expected);
        ids = List.copyOf(ids);
    }

    static TokenExchange of(ConnectionSettings settings) {
        return begun(terms(settings));
    }

    static Optional<Terms> terms(ConnectionSettings settings) {
        return settings.credentials() instanceof Credentials.Exchanged exchanged
                ? Optional.of(new Terms(exchanged.initialToken(), exchanged.fpBaseUrl(), settings.cpBaseUrl()))
                : Optional.empty();
    }

    private static TokenExchange begun(Optional<Terms> terms) {
        return new TokenExchange(
                terms,
                Optional.empty(),
                List.of(),
                terms.map(Terms::initialToken).map(List::of).orElse(List.of()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /**
     * The name that a token of ours or of the peer has in the vault.
     *
     * @param connection the connection
     * @param id an id never used before
     * @return {@code oscp/{connection}/{id}}
     */
    public static SecretRef name(ConnectionId connection, RequestId id) {
        return SecretRef.of(prefix(connection) + id.value());
    }

    /**
     * What all such names of a connection begin with.
     *
     * @param connection the connection
     * @return {@code oscp/{connection}/}
     */
    public static String prefix(ConnectionId connection) {
        return "oscp/" + connection.value() + "/";
    }

    /**
     * The token that we present.
     *
     * @return the peer's, before it gave us one the initial token; empty where credentials are agreed
     */
    public Optional<SecretRef> presented() {
        return present.or(() -> terms.map(Terms::initialToken));
    }

    /**
     * Every secret that must be in the vault, the host's initial token included.
     *
     * @return their names
     */
    public Set<SecretRef> secrets() {
        Set<SecretRef> all = new HashSet<>(expected);
        present.ifPresent(all::add);
        all.addAll(spares);
        ours.map(OwnRegister::token).ifPresent(all::add);
        ours.flatMap(OwnRegister::presents).ifPresent(all::add);
        terms.map(Terms::initialToken).ifPresent(all::add);
        return all;
    }

    /**
     * Whether a message that presents a token tells something new: that the peer has the newest, or our reply.
     *
     * @param token the token
     * @return whether {@link LinkInput.CredentialUsed} would change anything
     */
    public boolean provedBy(SecretRef token) {
        return isNewest(token) && (unproved() || delivered(token));
    }

    /** Whether a token is one of those that the peer may present. */
    boolean expects(SecretRef token) {
        return expected.contains(token);
    }

    boolean used() {
        return terms.isPresent();
    }

    /** Whether a token has been issued that the peer has not used yet; the one before it is then expected too. */
    boolean unproved() {
        return expected.size() > 1;
    }

    boolean isNewest(SecretRef token) {
        return newest().equals(Optional.of(token));
    }

    /** Whether a reply of ours has left that the peer must have, for it presents what was in it. */
    boolean delivered(SecretRef token) {
        return ours.filter(one -> one.reply() && one.left())
                .filter(one -> one.token().equals(token))
                .isPresent();
    }

    private Optional<SecretRef> newest() {
        return expected.isEmpty() ? Optional.empty() : Optional.of(expected.get(expected.size() - 1));
    }

    /** The token to put into a Register of ours: one that was issued and not used yet, else a new one. */
    SecretRef issue(SecretRef fresh) {
        return newest().filter(token -> unproved()).orElse(fresh);
    }

    /** With a Register of ours under way; its token is expected from now on, and its id remembered. */
    TokenExchange sending(OwnRegister register) {
        List<SecretRef> tokens = expected.contains(register.token()) ? expected : append(expected, register.token(), 2);
        return new TokenExchange(
                terms,
                present,
                spares,
                tokens,
                baseUrl,
                Optional.of(register),
                append(ids, register.id(), REMEMBERED),
                registeredAt);
    }

    private static <T> List<T> append(List<T> list, T last, int most) {
        List<T> all = Stream.concat(list.stream(), Stream.of(last)).toList();
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    TokenExchange ours(Optional<OwnRegister> next) {
        return new TokenExchange(terms, present, spares, expected, baseUrl, next, ids, registeredAt);
    }

    /** What the peer's Register said: from now on that token is presented, there. */
    TokenExchange given(SecretRef token, URI url) {
        List<SecretRef> before =
                Stream.concat(present.stream(), spares.stream()).limit(SPARES).toList();
        return new TokenExchange(
                terms, Optional.of(token), before, expected, Optional.of(url), ours, ids, registeredAt);
    }

    /** The peer refused what we present: the one before is tried, in the end this one again. There must be one. */
    TokenExchange refused() {
        List<SecretRef> others = append(spares.subList(1, spares.size()), present.orElseThrow(), SPARES);
        return new TokenExchange(terms, Optional.of(spares.get(0)), others, expected, baseUrl, ours, ids, registeredAt);
    }

    /** The peer took what we present. */
    TokenExchange taken() {
        return spares.isEmpty()
                ? this
                : new TokenExchange(terms, present, List.of(), expected, baseUrl, ours, ids, registeredAt);
    }

    /** The peer presented a token; if it is the newest, the one before it is expected no longer. */
    TokenExchange proved(SecretRef token) {
        return isNewest(token)
                ? new TokenExchange(terms, present, spares, List.of(token), baseUrl, ours, ids, registeredAt)
                : this;
    }

    TokenExchange registered(Optional<Instant> at) {
        return new TokenExchange(terms, present, spares, expected, baseUrl, ours, ids, at);
    }

    TokenExchange done(Instant at) {
        return ours(Optional.empty()).registered(Optional.of(at));
    }

    TokenExchange ended() {
        return begun(terms);
    }

    /** By the configuration as it is now: begun anew if that changed what it stands on, else with the tokens it has. */
    TokenExchange under(Optional<Terms> now) {
        if (terms.equals(now)) {
            return this;
        }
        boolean anew = terms.isEmpty() || now.isEmpty() || terms.get().restartedBy(now.get());
        return anew
                ? begun(now)
                : new TokenExchange(now, present, spares, expected, Optional.empty(), ours, ids, registeredAt);
    }

    /**
     * The same, but for the token that we present.
     *
     * @param token its name
     * @return an exchange to address one message by
     */
    public TokenExchange presenting(SecretRef token) {
        return new TokenExchange(terms, Optional.of(token), spares, expected, baseUrl, ours, ids, registeredAt);
    }

    TokenExchange shifted(Duration step) {
        return ours(ours.map(one -> one.with(one.phase(), Times.plus(one.due(), step))))
                .registered(registeredAt.map(at -> Times.plus(at, step)));
    }

    TokenExchange dueBy(Instant last) {
        return ours(ours.map(one -> one.with(one.phase(), Times.earlier(one.due(), last))));
    }
}
