package com.betterfleet.oscp.testkit.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the server handlers that are at work, so that the driver can wait until they have returned, not only answered. */
final class HandlerGate {

    private static final long PATIENCE_SECONDS = 60;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int active;

    HttpHandler tracked(HttpHandler handler) {
        return exchange -> handle(handler, exchange);
    }

    private void handle(HttpHandler handler, HttpExchange exchange) throws IOException {
        change(+1);
        try {
            // A kept-alive connection could die between two calls by the machine's clock, which no run should depend
            // on.
            exchange.getResponseHeaders().set("Connection", "close");
            handler.handle(exchange);
        } finally {
            change(-1);
        }
    }

    void awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (active > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
            if (active > 0) {
                throw new IllegalStateException(
                        "a server handler answered but did not return within " + PATIENCE_SECONDS + " s");
            }
        } finally {
            lock.unlock();
        }
    }

    private void change(int by) {
        lock.lock();
        try {
            active += by;
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
