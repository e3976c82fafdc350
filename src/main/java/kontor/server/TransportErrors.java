package kontor.server;

import kontor.core.Ids;
import kontor.http.Failure;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty answers by itself (a malformed request line, headers too large) in our envelope.
 *
 * @param largestHeaders bytes that the headers of a request may have
 */
record TransportErrors(int largestHeaders, Answering answering) implements Request.Handler {

    /** Sends a no that belongs to no operation. */
    interface Answering {
        void send(Request request, Response response, Callback callback, Failure failure);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int said = response.getStatus();
        // Versions and codings of others are the sender's mistake too.
        int status = said < 400 ? 500 : said == 501 || said == 505 ? 400 : said;
        var requestId = Ids.next();
        String message =
                switch (status) {
                    case 503 -> "shutting down; try again";
                    case 431 -> "the request headers are larger than " + largestHeaders + " bytes";
                    case 414 -> "the address is too long";
                    default -> status < 500 ? unreadable(request) : Failure.unexpected(requestId);
                };
        String code =
                status == 503
                        ? "unavailable"
                        : status < 500 ? "malformed_request" : "internal_error";
        // Where this request ends, and whether more of it follows, nobody knows.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        answering.send(request, response, callback, Failure.of(status, code, message, requestId));
        return true;
    }

    /** Whoever asks for a tunnel sends bytes through it next, which are no requests. */
    static boolean isTunnel(Request request) {
        return HttpMethod.CONNECT.is(request.getMethod());
    }

    private static String unreadable(Request request) {
        if (isTunnel(request)) {
            return "this is no proxy, and opens no tunnel";
        }
        String path = request.getHttpURI().getPath();
        return path != null && path.contains("//")
                ? "the path has two slashes in a row; leave one out"
                : "the request cannot be read as HTTP/1.1";
    }
}
