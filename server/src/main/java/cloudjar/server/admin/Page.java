package cloudjar.server.admin;

import cloudjar.protocols.HttpResponse;
import java.io.IOException;

/** One page of the admin API. Safe for any number of threads. */
@FunctionalInterface
interface Page {
    /**
     * Answers a request that the guard let in.
     *
     * @throws AdminException where the request cannot be answered with success
     */
    HttpResponse answer(AdminRequest request) throws IOException;
}
