package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.HttpSender;
import com.betterfleet.oscp.http.JdkHttpSender;
import com.betterfleet.oscp.testkit.sender.HttpSenderContract;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The library's own sender passes the published suite. */
class JdkHttpSenderContractTest extends HttpSenderContract {
    private static final HttpSender SENDER = JdkHttpSender.create(Duration.ofSeconds(5));

    @Override
    protected HttpSender sender() {
        return SENDER;
    }

    @Override
    protected Optional<HttpSender> senderTrusting(SSLContext context) {
        return Optional.of(
                JdkHttpSender.of(HttpClient.newBuilder().sslContext(context).build()));
    }
}
