package com.betterfleet.oscp.testkit.cp;

import java.net.URI;
import java.time.Duration;

/**
 * How a Capacity Provider exchanges tokens by Register. Tokens are presented as {@code Token ...}.
 *
 * @param initialToken the token that both sides know beforehand
 * @param baseUrl its own base URL, as it tells it to the FP
 * @param replyDelay how long it waits before it answers a Register with its own
 * @param voidsAtOnce whether an old token counts no longer as soon as a new one is sent, received or not; else it counts until the FP
 *     used the new one
 * @param correlates whether its reply names the Register it answers in X-Correlation-ID
 * @param withIds whether its Registers have an X-Request-ID
 * @param echoesId whether its reply has the X-Request-ID of the Register it answers
 * @param answersReplies whether it answers every Register, a reply to its own too
 */
public record RegistrationHabits(
        String initialToken,
        URI baseUrl,
        Duration replyDelay,
        boolean voidsAtOnce,
        boolean correlates,
        boolean withIds,
        boolean echoesId,
        boolean answersReplies) {

    /**
     * A provider that keeps to the standard: it answers after a second, correlates, and locks nobody out.
     *
     * @param initialToken the token that both sides know beforehand
     * @param baseUrl its own base URL, as it tells it to the FP
     * @return the habits
     */
    public static RegistrationHabits orderly(String initialToken, URI baseUrl) {
        return new RegistrationHabits(initialToken, baseUrl, Duration.ofSeconds(1), false, true, true, false, false);
    }

    /**
     * The same, but an old token counts no longer as soon as a new one is sent; no ids, no correlations, and every Register is answered.
     *
     * @return the habits
     */
    public RegistrationHabits forgetful() {
        return new RegistrationHabits(initialToken, baseUrl, replyDelay, true, false, false, false, true);
    }

    /**
     * The same, but it answers at once, and an old token counts no longer as soon as a new one is sent.
     *
     * @return the habits
     */
    public RegistrationHabits hasty() {
        return new RegistrationHabits(
                initialToken, baseUrl, Duration.ZERO, true, correlates, withIds, echoesId, answersReplies);
    }

    /**
     * The same, but its reply has the id of the Register it answers, and no correlation.
     *
     * @return the habits
     */
    public RegistrationHabits echoing() {
        return new RegistrationHabits(
                initialToken, baseUrl, replyDelay, voidsAtOnce, false, true, true, answersReplies);
    }
}
