package cloudjar.gateway.http;

import cloudjar.gateway.chain.Entry;
import cloudjar.gateway.chain.Received;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
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
    private final BodyLimits limits;
    private final int headerCountMax;

    EdgeHandler(Entry entry, ResponseSender sender, BodyLimits limits, int headerCountMax) {
        this.entry = entry;
        this.sender = sender;
        this.limits = limits;
        this.headerCountMax = headerCountMax;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpResponse answer;
        if (request.getHeaders().size() > headerCountMax) {
            answer = EarlyError.of(431, "too many header lines");
        } else {
            JettyRequest http = new JettyRequest(request, limits);
            answer = entry.handle(new Received(
                    http, request.isSecure() ? "https" : "http", http.authority(), Request.getRemoteAddr(request)));
        }
        try {
            sender.send(answer, request, response, callback);
        } catch (IOException e) {
            // Most often the client has gone. Where it is the content's source, an answer cut short is all that is
            // left.
            LOG.debug("an answer could not be sent whole", e);
            callback.failed(e);
        }
        return true;
    }
}
