package cloudjar.gateway;

import cloudjar.gateway.SideDoor.Visitor;
import cloudjar.gateway.chain.Received;
import cloudjar.gateway.stage.Admitted;
import cloudjar.kernel.shape.ApiException;
import cloudjar.protocols.HttpRequest;
import cloudjar.protocols.HttpResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The side doors, and what becomes of requests at them. */
final class SideDoors {
    private static final Logger LOG = LoggerFactory.getLogger(SideDoors.class);
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private final List<SideDoor> doors;

    SideDoors(List<SideDoor> doors) {
        this.doors = List.copyOf(doors);
    }

    /** The door that claims this request; null where none does. */
    @Nullable
    SideDoor at(HttpRequest request) {
        for (int i = 0; i < doors.size(); i++) {
            if (doors.get(i).claims(request)) {
                return doors.get(i);
            }
        }
        return null;
    }

    static HttpResponse answer(SideDoor door, Received received, Admitted admitted) {
        Visitor visitor = new Visitor(
                received.scheme(), received.authority(), received.peer(), admitted.world(), admitted.requestId());
        try {
            return door.answer(admitted.request(), visitor).header(REQUEST_ID, admitted.requestId());
        } catch (ApiException e) {
            return new HttpResponse(e.status()).header(REQUEST_ID, admitted.requestId());
        } catch (IOException e) {
            LOG.debug("the body of request {} cannot be read", admitted.requestId(), e);
            return new HttpResponse(400).header(REQUEST_ID, admitted.requestId());
        } catch (RuntimeException e) {
            LOG.error("internal failure at a side door in request {}", admitted.requestId(), e);
            return new HttpResponse(500).header(REQUEST_ID, admitted.requestId());
        }
    }
}
