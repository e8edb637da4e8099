package com.betterfleet.oscp.testkit.sender;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Who a peer says it is over TLS. The keys are published with this class: they prove nothing to anybody else. */
enum Identity {
    /** Signed by itself, for 127.0.0.1 and localhost. */
    LOOPBACK("loopback.p12"),
    /** Signed by itself, for elsewhere.example. */
    ELSEWHERE("elsewhere.p12");

    private static final char[] PASSWORD = "published".toCharArray();

    private final String file;

    Identity(String file) {
        this.file = file;
    }

    /** For the peer itself. */
    SSLContext own() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(), PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("the identity " + this + " cannot be read", broken);
        }
    }

    /** For a sender that trusts this identity and no other. */
    SSLContext trusted() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore known = load();
            KeyStore certificates = KeyStore.getInstance("PKCS12");
            certificates.load(null, null);
            certificates.setCertificateEntry("peer", known.getCertificate("peer"));
            trust.init(certificates);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("the identity " + this + " cannot be read", broken);
        }
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        try (InputStream in = Objects.requireNonNull(Identity.class.getResourceAsStream(file), file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return store;
        }
    }
}
