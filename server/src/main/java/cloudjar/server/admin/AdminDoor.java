package cloudjar.server.admin;

import cloudjar.gateway.SideDoor;
import cloudjar.kernel.store.StoreFailedException;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin API's entrance: finds the page of a path, has the guard look at the request, and answers. */
public final class AdminDoor implements SideDoor {
    private static final Logger LOG = LoggerFactory.getLogger(AdminDoor.class);
    private static final int UNAVAILABLE = 503;

    /** Where AWS's command line sends a browser, behind the endpoint of OpenID Connect: the one path of ours that AWS names. */
    static final String AUTHORIZE = "/authorize";

    /**
     * @param open whether it tells anyone, token or not: what probes and test set-ups ask before they know any token
     */
    private record Entry(Reader reader, boolean open) {}

    /** Reads a request as its page wants it, and has that answer. */
    @FunctionalInterface
    private interface Reader {
        HttpResponse answer(HttpRequest request, Visitor visitor, String path, String rest) throws IOException;

        static Reader of(Page page) {
            return (request, visitor, path, rest) -> page.answer(AdminRequest.read(request, visitor, path, rest));
        }
    }

    private final AdminGuard guard;
    private final Map<String, Entry> pages = new LinkedHashMap<>();

    AdminDoor(AdminGuard guard) {
        this.guard = guard;
    }

    /** Adds a page at a path and below it. */
    AdminDoor page(String path, Page page) {
        pages.put(path, new Entry(Reader.of(page), false));
        return this;
    }

    /** Adds a page that takes bodies of any size. */
    AdminDoor contentPage(String path, ContentPage page) {
        Reader reader = (request, visitor, itsPath, rest) ->
                page.answer(AdminRequest.readHead(request, visitor, itsPath, rest), request.body());
        pages.put(path, new Entry(reader, false));
        return this;
    }

    /** Adds a page that tells anyone. */
    AdminDoor openPage(String path, Page page) {
        pages.put(path, new Entry(Reader.of(page), true));
        return this;
    }

    @Override
    public boolean claims(String rawPath) {
        return rawPath.startsWith("/_cloudjar") || rawPath.startsWith("/_localstack") || rawPath.equals("/metrics");
    }

    /** The path that AWS names is ours only with the question of OAuth behind it: a bucket may have that name, too. */
    @Override
    public boolean claims(HttpRequest request) {
        String query = request.rawQuery();
        boolean asksForCode = query != null && query.contains("response_type=code") && query.contains("client_id=");
        return claims(request.rawPath()) || (asksForCode && request.rawPath().equals(AUTHORIZE));
    }

    @Override
    public HttpResponse answer(HttpRequest request, Visitor visitor) throws IOException {
        try {
            return find(request, visitor);
        } catch (AdminException e) {
            return Json.error(e.status(), e.reason());
        } catch (StoreFailedException e) {
            LOG.error("the store failed the admin API at {}", request.rawPath(), e);
            return Json.error(UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    /** The longest path that is the request's or leads to it. */
    private HttpResponse find(HttpRequest request, Visitor visitor) throws IOException {
        String path = request.rawPath().replaceFirst("/+$", "");
        String known = path;
        while (!known.isEmpty() && !pages.containsKey(known)) {
            known = known.substring(0, known.lastIndexOf('/'));
        }
        Entry entry = pages.get(known);
        guard.check(request, visitor, entry != null && entry.open());
        if (entry == null) {
            throw AdminException.notFound("there is no " + path + "; there are " + String.join(", ", pages.keySet()));
        }
        String rest = path.length() > known.length() ? path.substring(known.length() + 1) : "";
        return entry.reader().answer(request, visitor, path, rest);
    }
}
