package cloudjar.gateway.chain;

import cloudjar.protocols.HttpResponse;

/** Where a received request goes in and its answer comes out, whatever happens: it throws nothing. */
@FunctionalInterface
public interface Entry {
    /** Answers the request; safe for any number of threads. */
    HttpResponse handle(Received received);
}
