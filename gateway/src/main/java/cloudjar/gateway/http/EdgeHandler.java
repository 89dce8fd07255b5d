package cloudjar.gateway.http;

import cloudjar.gateway.chain.Entry;
import cloudjar.gateway.chain.Received;
import cloudjar.gateway.http.WaitingCalls.InFlight;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries each request from Jetty to the chain and its answer back, on the request's own virtual thread. */
final class EdgeHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeHandler.class);

    private final Entry entry;
    private final ResponseSender sender;
    private final WaitingCalls calls;
    private final BodyLimits limits;
    private final int headerCountMax;

    EdgeHandler(Entry entry, ResponseSender sender, WaitingCalls calls, BodyLimits limits, int headerCountMax) {
        this.entry = entry;
        this.sender = sender;
        this.calls = calls;
        this.limits = limits;
        this.headerCountMax = headerCountMax;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        JettyRequest http = new JettyRequest(request, limits);
        HttpResponse answer = request.getHeaders().size() > headerCountMax
                ? EarlyError.of(431, "too many header lines")
                : answer(http, request);
        try {
            if (http.hasLeftovers()) {
                sendBeforeAll(answer, http, request, response);
                callback.succeeded();
            } else {
                sender.send(answer, request, response, callback);
            }
        } catch (IOException e) {
            // Most often the client has gone. Where it is the content's source, an answer cut short is all that is
            // left.
            LOG.debug("an answer could not be sent whole", e);
            callback.failed(e);
        }
        return true;
    }

    private HttpResponse answer(JettyRequest http, Request request) {
        InFlight call = calls.begin(request);
        try {
            return entry.handle(new Received(
                    http, request.isSecure() ? "https" : "http", http.authority(), Request.getRemoteAddr(request)));
        } finally {
            calls.end(call);
        }
    }

    /**
     * Answers a client that is still sending: it reads the answer only when it has sent all. Closing the connection before
     * would make its side throw the answer away.
     */
    private void sendBeforeAll(HttpResponse answer, JettyRequest http, Request request, Response response)
            throws IOException {
        Callback.Completable sent = new Callback.Completable();
        sender.send(answer, request, response, sent);
        try {
            sent.join();
        } catch (CompletionException e) {
            throw new IOException("the answer could not be sent", e.getCause());
        }
        http.drain();
    }
}
