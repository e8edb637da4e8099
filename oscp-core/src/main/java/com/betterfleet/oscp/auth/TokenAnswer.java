package com.betterfleet.oscp.auth;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundAnswer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers of our token endpoint (RFC 6749, 5.1 and 5.2), which nobody may cache. */
final class TokenAnswer {
    private static final JsonMapper JSON = new JsonMapper();

    private TokenAnswer() {}

    static InboundAnswer token(String token) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("access_token", token);
        fields.put("token_type", "Bearer");
        fields.put("expires_in", AccessTokens.LIFE.toSeconds());
        return answer(200, fields);
    }

    static InboundAnswer nothingHere() {
        return error(404, "invalid_request", "there is nothing at this path");
    }

    static InboundAnswer malformed(String why) {
        return error(400, "invalid_request", why);
    }

    static InboundAnswer tooLarge(int most) {
        return error(413, "invalid_request", "the body is larger than " + most + " bytes");
    }

    static InboundAnswer notPost() {
        return error(405, "invalid_request", "a token is asked for by POST", new Header("Allow", "POST"));
    }

    static InboundAnswer unknownGrant() {
        return error(400, "unsupported_grant_type", "grant_type must be client_credentials");
    }

    static InboundAnswer unknownClient() {
        return error(
                401,
                "invalid_client",
                "client credentials are missing or wrong",
                new Header("WWW-Authenticate", "Basic realm=\"oscp\""));
    }

    static InboundAnswer unavailable() {
        return error(503, "temporarily_unavailable", "no token can be given now");
    }

    private static InboundAnswer error(int status, String code, String why, Header... more) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("error", code);
        fields.put("error_description", why);
        return answer(status, fields, more);
    }

    private static InboundAnswer answer(int status, Map<String, Object> fields, Header... more) {
        List<Header> headers = new ArrayList<>(List.of(
                new Header("Content-Type", "application/json"),
                new Header("Cache-Control", "no-store"),
                new Header("Pragma", "no-cache")));
        headers.addAll(List.of(more));
        try {
            return new InboundAnswer(
                    status, headers, JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and a number as JSON", impossible);
        }
    }
}
