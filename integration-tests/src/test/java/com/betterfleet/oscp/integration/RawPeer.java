package com.betterfleet.oscp.integration;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.InboundAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes, hangs up its sending half, and reads whatever is answered. */
final class RawPeer {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int MOST_READ = 200_000;
    private static final Pattern ANSWER = Pattern.compile(
            "HTTP/1\\.1 (\\d{3})[^\\r]*\\r\\n((?:[^\\r\\n]+\\r\\n)*+)\\r\\n([^\\r\\n]*?)(?=HTTP/1\\.1 \\d{3}|$)");

    private RawPeer() {}

    /** What the server said; empty where it hung up. */
    static String exchange(InetSocketAddress server, byte[] request) throws SocketTimeoutException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            write(socket, request);
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            for (int read = in.read(buffer); read >= 0 && said.size() < MOST_READ; read = in.read(buffer)) {
                said.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException hungUp) {
            return said.toString(StandardCharsets.ISO_8859_1);
        }
        return said.toString(StandardCharsets.ISO_8859_1);
    }

    /** A server may hang up before it has read all; what it said until then still counts. */
    private static void write(Socket socket, byte[] request) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            socket.shutdownOutput();
        } catch (IOException hungUp) {
            return;
        }
    }

    /** The answers that came from behind the web server: 204, and those in JSON. */
    static List<InboundAnswer> ours(String said) {
        List<InboundAnswer> ours = new ArrayList<>();
        Matcher answer = ANSWER.matcher(said);
        while (answer.find()) {
            boolean json = answer.group(2).toLowerCase(Locale.ROOT).contains("content-type: application/json");
            int status = Integer.parseInt(answer.group(1));
            if (json || status == 204) {
                ours.add(new InboundAnswer(status, headers(answer.group(2)), bytes(answer.group(3))));
            }
        }
        return ours;
    }

    private static List<Header> headers(String lines) {
        return lines.lines()
                .map(line -> line.split(": ", 2))
                .map(pair -> new Header(pair[0], pair[pair.length - 1]))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
