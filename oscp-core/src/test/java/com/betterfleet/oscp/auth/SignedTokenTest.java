package com.betterfleet.oscp.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A key that breaks on a token proves nothing, whatever it breaks with. */
class SignedTokenTest {
    @Test
    void aKeyThatCannotBeUsedProvesNothing() throws JOSEException {
        String jwt =
                Issuer.sign(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(Issuer.RSA), Issuer.claims(c -> c));
        SignedToken token = SignedToken.read(jwt, Set.of("RS256")).orElseThrow();

        assertThat(token.signedBy(new Unusable())).isFalse();
    }

    private static final class Unusable implements JWSVerifier {
        @Override
        public boolean verify(JWSHeader header, byte[] content, Base64URL signature) throws JOSEException {
            throw new JOSEException("no provider for this algorithm");
        }

        @Override
        public Set<JWSAlgorithm> supportedJWSAlgorithms() {
            return Set.of(JWSAlgorithm.RS256);
        }

        @Override
        public JCAContext getJCAContext() {
            return new JCAContext();
        }
    }
}
