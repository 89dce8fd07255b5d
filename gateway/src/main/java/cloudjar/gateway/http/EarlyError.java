package cloudjar.gateway.http;

import cloudjar.protocols.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what is wrong before there is a request that a protocol could answer: a request line or headers that are no
 * HTTP, or are too large. The body is the XML error that S3 and most AWS front ends use; clients of other protocols find
 * the code in {@code x-amzn-ErrorType}.
 */
final class EarlyError extends ErrorHandler {
    static HttpResponse of(int status, String message) {
        return new HttpResponse(status)
                .header("Content-Type", "application/xml")
                .header("x-amzn-ErrorType", code(status))
                .header("Connection", "close")
                .content(body(status, message));
    }

    private static String code(int status) {
        return switch (status) {
            case 408 -> "RequestTimeout";
            case 413 -> "RequestEntityTooLargeException";
            case 414 -> "RequestUriTooLong";
            case 431 -> "RequestHeaderSectionTooLarge";
            case 503 -> "ServiceUnavailable";
            default -> status < 500 ? "BadRequest" : "InternalFailure";
        };
    }

    private static byte[] body(int status, String message) {
        // What is said here was never sent by the client, but Jetty's reasons may quote it.
        String text = message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code(status) + "</Code><Message>" + text
                        + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Object reason = request.getAttribute(ERROR_MESSAGE);
        byte[] body = body(status, status >= 500 || reason == null ? "The request failed." : reason.toString());
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, "application/xml")
                .put("x-amzn-ErrorType", code(status))
                .put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
