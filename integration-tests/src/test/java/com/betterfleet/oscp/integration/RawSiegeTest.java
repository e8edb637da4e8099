package com.betterfleet.oscp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.betterfleet.oscp.http.EndpointBounds;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.JdkHttpAdapter;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Broken HTTP over real sockets, at the JDK's web server (architecture.md decision 17). Much of it that server answers by
 * itself, or not at all; what reaches us is judged, and after each attempt an honest peer is served.
 */
class RawSiegeTest {
    private static final SiegeSettings SETTINGS = SiegeSettings.fromProperties();
    private static final int MOST = EndpointBounds.STANDARD.maxBody();

    private BesiegedDepot besieged;
    private WatchedServer server;
    private Judge judge;

    @BeforeEach
    void besiege() {
        besieged = new BesiegedDepot().besieged();
        server = new WatchedServer(
                "/oscp/fp/2.0", JdkHttpAdapter.of(besieged.depot.fp().endpoint()));
        judge = new Judge(besieged);
    }

    @AfterEach
    void leave() {
        server.close();
        besieged.close();
    }

    @Test
    void noBytesOnTheWireDoAnyHarm() throws IOException {
        WireForge forge = new WireForge(SETTINGS.seed());
        Set<Integer> seen = new HashSet<>();
        for (int number = 0; number < SETTINGS.part(25); number++) {
            byte[] sent = forge.bytes(number);
            attack(sent, "wire request " + number + " of seed " + SETTINGS.seed() + ", base64 of " + shown(sent), seen);
        }
        assertThat(seen).as("statuses of ours").contains(204, 400, 401, 404, 405, 413, 415);
    }

    @Test
    void aBodyOfFiveMegabytesIsReadNoFurtherThanToTheBound() throws IOException {
        byte[] body = new byte[5_000_000];
        Arrays.fill(body, (byte) ' ');
        Set<Integer> seen = new HashSet<>();
        assertThat(attack(WireForge.announced("/nz/heartbeat", body), "5 MB, announced", seen))
                .as("bytes read of a body that says how long it is")
                .isZero();
        assertThat(attack(WireForge.inChunks("/nz/heartbeat", body), "5 MB in chunks", seen))
                .as("bytes read of a body that does not")
                .isEqualTo(MOST + 1L);
    }

    /** Sends bytes, and judges what comes of it; answers how many bytes of a body were read. */
    private long attack(byte[] bytes, String what, Set<Integer> seen) throws IOException {
        boolean taken = false;
        boolean toHead = new String(bytes, StandardCharsets.ISO_8859_1).contains("HEAD /");
        for (InboundAnswer answer : RawPeer.ours(said(bytes, what))) {
            seen.add(answer.status());
            taken |= answer.status() == 204;
            Judge.raw(answer, toHead).ifPresent(wrong -> {
                throw new AssertionError(wrong + "\n" + what);
            });
        }
        assertThat(server.settled()).as(what).isEmpty();
        judge.afterwards(taken, what);
        long read = server.mostRead();
        assertThat(read).as("bytes read of one body of " + what).isLessThanOrEqualTo(MOST + 1L);
        assertThat(said(WireForge.honest(), what))
                .as("an honest heartbeat after " + what)
                .startsWith("HTTP/1.1 204");
        server.settled();
        judge.afterwards(true, what);
        server.mostRead();
        return read;
    }

    private String said(byte[] bytes, String what) {
        try {
            return RawPeer.exchange(server.address(), bytes);
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("neither answered nor hung up\n" + what, silent);
        }
    }

    /** Bounded, and with the secrets masked that every credential of a siege holds. */
    private static String shown(byte[] sent) {
        String head = new String(sent, 0, Math.min(sent.length, 1_500), StandardCharsets.ISO_8859_1);
        String masked = head.replaceAll("[^ :,\"\\r\\n]*" + BesiegedDepot.MARK + "[^ ,\"\\r\\n]*", "***");
        return sent.length + " bytes: "
                + Base64.getEncoder().encodeToString(masked.getBytes(StandardCharsets.ISO_8859_1));
    }
}
