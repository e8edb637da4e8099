package com.betterfleet.oscp.examples.servlet;

import com.betterfleet.oscp.http.Header;
import com.betterfleet.oscp.http.HttpEndpoint;
import com.betterfleet.oscp.http.InboundAnswer;
import com.betterfleet.oscp.http.InboundRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * Mounts an endpoint of the library in a servlet container:
 *
 * <pre>{@code
 * context.addServlet("oscp", new OscpServlet(fp.endpoint())).addMapping("/oscp/fp/2.0/*");
 * }</pre>
 *
 * <p>A request blocks its thread until its effect is committed. A body is read up to one byte beyond the endpoint's bound, and
 * not at all where its announced length is larger. No filter in front may read the body or decode the path.
 */
public final class OscpServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;

    private final transient HttpEndpoint endpoint;

    /**
     * A servlet.
     *
     * @param endpoint answers the requests, of every method
     */
    public OscpServlet(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body;
        try {
            body = announcesTooMuch(request) ? new byte[0] : read(request);
        } catch (IOException brokenByThePeer) {
            response.setStatus(BAD_REQUEST);
            return;
        }
        boolean tooLarge =
                announcesTooMuch(request) || body.length > endpoint.bounds().maxBody();
        write(
                endpoint.handle(
                        new InboundRequest(request.getMethod(), pathBelow(request), headers(request), body, tooLarge)),
                request.getMethod().equals("HEAD"),
                response);
    }

    private boolean announcesTooMuch(HttpServletRequest request) {
        return request.getContentLengthLong() > endpoint.bounds().maxBody();
    }

    private byte[] read(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(endpoint.bounds().maxBody() + 1);
    }

    /** As it was sent: a container decodes {@code getPathInfo}, and then {@code %2F} would part segments. */
    private static String pathBelow(HttpServletRequest request) {
        String mount = request.getContextPath() + request.getServletPath();
        String path = request.getRequestURI();
        return path.startsWith(mount) ? path.substring(mount.length()) : "";
    }

    private static List<Header> headers(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .flatMap(name ->
                        Collections.list(request.getHeaders(name)).stream().map(value -> new Header(name, value)))
                .toList();
    }

    private static void write(InboundAnswer answer, boolean head, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(header -> response.addHeader(header.name(), header.value()));
        if (answer.body().length > 0 && !head) {
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }
}
