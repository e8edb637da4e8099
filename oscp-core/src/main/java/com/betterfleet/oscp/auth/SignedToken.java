package com.betterfleet.oscp.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;

/** A JWT as somebody presented it (RFC 7519): read, but not believed before {@link #signedBy}. */
final class SignedToken {
    private static final int LONGEST = 16 << 10;

    private final SignedJWT jwt;
    private final JWTClaimsSet claims;

    private SignedToken(SignedJWT jwt, JWTClaimsSet claims) {
        this.jwt = jwt;
        this.claims = claims;
    }

    /** The token, if it is one, is signed with one of these algorithms, and asks for no extension of JWS ({@code crit}). */
    static Optional<SignedToken> read(String presented, Set<String> algorithms) {
        if (presented.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(presented);
            JWSHeader header = jwt.getHeader();
            boolean plain = header.getCriticalParams() == null && header.isBase64URLEncodePayload();
            return plain && algorithms.contains(header.getAlgorithm().getName())
                    ? Optional.of(new SignedToken(jwt, jwt.getJWTClaimsSet()))
                    : Optional.empty();
        } catch (ParseException | RuntimeException noToken) {
            return Optional.empty();
        }
    }

    JWSHeader header() {
        return jwt.getHeader();
    }

    boolean signedBy(JWSVerifier key) {
        try {
            return jwt.verify(key);
        } catch (JOSEException | RuntimeException unfit) {
            return false;
        }
    }

    /** Whether it says exactly this of whom it is from, for and about. */
    boolean says(String issuer, String audience, String subject) {
        return issuer.equals(claims.getIssuer())
                && claims.getAudience().contains(audience)
                && subject.equals(claims.getSubject());
    }

    /** Whether it is in force: it must say when it expires, and may say from when on it counts and when it was issued. */
    boolean inForce(Instant now, Duration skew) {
        Date expires = claims.getExpirationTime();
        return expires != null
                && now.isBefore(expires.toInstant().plus(skew))
                && !isAhead(claims.getNotBeforeTime(), now, skew)
                && !isAhead(claims.getIssueTime(), now, skew);
    }

    private static boolean isAhead(@Nullable Date date, Instant now, Duration skew) {
        return date != null && date.toInstant().minus(skew).isAfter(now);
    }
}
