package cloudjar.server.admin;

import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.io.InputStream;

/** A page of the admin API that takes a body of any size. Safe for any number of threads. */
@FunctionalInterface
interface ContentPage {
    /**
     * Answers a request that the guard let in.
     *
     * @param request what its head says
     * @param body to be read once
     * @throws AdminException where the request cannot be answered with success
     */
    HttpResponse answer(AdminRequest request, InputStream body) throws IOException;
}
