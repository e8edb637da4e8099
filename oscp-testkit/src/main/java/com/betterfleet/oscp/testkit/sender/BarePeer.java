package com.betterfleet.oscp.testkit.sender;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer below HTTP on loopback: a script says what it does with each connection. */
final class BarePeer implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch hungUp = new CountDownLatch(1);

    /** What the peer does with one connection, which is closed when the script ends. */
    interface Script {
        void play(Conversation conversation) throws IOException;
    }

    private BarePeer(ServerSocket listener) {
        this.listener = listener;
    }

    static BarePeer playing(Script script) {
        BarePeer peer = new BarePeer(listener(50));
        thread(() -> peer.serve(script));
        return peer;
    }

    /** A peer whose queue of connections is full, so that another one is neither accepted nor refused where the system allows. */
    static BarePeer tooBusyToAccept() {
        BarePeer peer = new BarePeer(listener(1));
        boolean full = false;
        for (int i = 0; i < 20 && !full; i++) {
            Socket socket = new Socket();
            peer.sockets.add(socket);
            full = !connects(socket, peer);
        }
        return peer;
    }

    private static boolean connects(Socket socket, BarePeer peer) {
        try {
            socket.connect(peer.listener.getLocalSocketAddress(), 30);
            return true;
        } catch (IOException full) {
            return false;
        }
    }

    private static ServerSocket listener(int queue) {
        try {
            return new ServerSocket(0, queue, InetAddress.getLoopbackAddress());
        } catch (IOException taken) {
            throw new UncheckedIOException("no port of the loopback address is free", taken);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/x");
    }

    /** How many requests have arrived whole. */
    int requests() {
        return requests.get();
    }

    /** Whether the other side closed a connection on which it was waiting for more. */
    boolean wasLetGo(Duration within) throws InterruptedException {
        return hungUp.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void serve(Script script) {
        try {
            while (true) {
                Socket socket = listener.accept();
                sockets.add(socket);
                thread(() -> play(script, socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            script.play(new Conversation(socket));
        } catch (IOException gone) {
            hungUp.countDown();
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "bare peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One connection, as a script sees it. */
    final class Conversation {
        private final Socket socket;
        private final InputStream in;

        private Conversation(Socket socket) throws IOException {
            this.socket = socket;
            this.in = socket.getInputStream();
        }

        /** Reads one request to its end and says the how many-th it was; a connection closed before that ends the script. */
        int request() throws IOException {
            String head = upTo("\r\n\r\n");
            if (head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
                upTo("0\r\n\r\n");
            }
            for (int left = length(head); left > 0; left--) {
                next();
            }
            return requests.incrementAndGet();
        }

        private String upTo(String end) throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.indexOf(end) < 0) {
                text.append((char) next());
            }
            return text.toString();
        }

        private int next() throws IOException {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed by the other side");
            }
            return next;
        }

        private static int length(String head) {
            return head.lines()
                    .map(line -> line.toLowerCase(Locale.ROOT))
                    .filter(line -> line.startsWith("content-length:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring("content-length:".length()).strip()))
                    .findFirst()
                    .orElse(0);
        }

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Says nothing until the other side hangs up. */
        void awaitHangUp() throws IOException {
            while (!hearsTheEndWithin(0)) {}
        }

        /** Says something again and again, every so many milliseconds, until the other side hangs up. */
        void repeat(String text, int millis) throws IOException {
            while (!hearsTheEndWithin(millis)) {
                say(text);
            }
        }

        private boolean hearsTheEndWithin(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                if (in.read() >= 0) {
                    return false;
                }
                hungUp.countDown();
                return true;
            } catch (SocketTimeoutException stillThere) {
                return false;
            }
        }

        /** Ends the connection the hard way. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
