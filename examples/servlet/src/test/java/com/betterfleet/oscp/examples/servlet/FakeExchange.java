package com.betterfleet.oscp.examples.servlet;

import com.betterfleet.oscp.http.Header;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One request and its response as a container hands them over; whatever the servlet should not need is not there. */
final class FakeExchange {
    String method = "POST";
    String uri = "/host/oscp/fp/2.0/nz/heartbeat";
    String contextPath = "/host";
    String servletPath = "/oscp/fp/2.0";
    long announced = -1;
    InputStream body = InputStream.nullInputStream();
    final List<Header> sent = new ArrayList<>();

    int status;
    int contentLength = -1;
    final List<String> answered = new ArrayList<>();
    final ByteArrayOutputStream answer = new ByteArrayOutputStream();

    HttpServletRequest request() {
        return proxy(HttpServletRequest.class, (proxy, called, arguments) -> switch (called.getName()) {
            case "getMethod" -> method;
            case "getRequestURI" -> uri;
            case "getContextPath" -> contextPath;
            case "getServletPath" -> servletPath;
            case "getContentLengthLong" -> announced;
            case "getInputStream" -> new Input(body);
            case "getHeaderNames" ->
                Collections.enumeration(
                        sent.stream().map(Header::name).distinct().toList());
            case "getHeaders" ->
                Collections.enumeration(sent.stream()
                        .filter(header -> header.isNamed((String) arguments[0]))
                        .map(Header::value)
                        .toList());
            default -> throw new UnsupportedOperationException(called.getName());
        });
    }

    HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (proxy, called, arguments) -> {
            switch (called.getName()) {
                case "setStatus" -> status = (int) arguments[0];
                case "setContentLength" -> contentLength = (int) arguments[0];
                case "addHeader" -> answered.add(arguments[0] + ": " + arguments[1]);
                case "getOutputStream" -> {
                    return new Output(answer);
                }
                default -> throw new UnsupportedOperationException(called.getName());
            }
            return null;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static final class Input extends ServletInputStream {
        private final InputStream in;

        Input(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            return in.read(bytes, from, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("setReadListener");
        }
    }

    private static final class Output extends ServletOutputStream {
        private final ByteArrayOutputStream out;

        Output(ByteArrayOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) {
            out.write(value);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("setWriteListener");
        }
    }
}
