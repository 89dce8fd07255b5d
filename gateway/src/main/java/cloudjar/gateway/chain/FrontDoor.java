package cloudjar.gateway.chain;

import cloudjar.gateway.auth.ClaimReader;
import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.TargetView;
import cloudjar.kernel.call.Endpoint;
import cloudjar.kernel.clock.Ids;
import cloudjar.kernel.clock.Ticker;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpRequest;

/** Gives a request its id and takes the choice of a world off its path. Refuses nothing. */
final class FrontDoor {
    /** What stands before a world's name in a path. */
    static final String WORLDS = "/_cloudjar/worlds/";

    private final Ids ids;
    private final Ticker ticker;

    FrontDoor(Ids ids, Ticker ticker) {
        this.ids = ids;
        this.ticker = ticker;
    }

    String name() {
        return "front door";
    }

    Admitted admit(Received received) {
        long start = ticker.nanos();
        HttpRequest request = received.request();
        String path = request.rawPath();
        String world = Worlds.DEFAULT;
        String prefix = "";
        if (path.startsWith(WORLDS)) {
            int end = path.indexOf('/', WORLDS.length());
            // The bare URL of a world is the administrator's, unless an AWS client uses it as its endpoint.
            if (end >= 0 || fromAwsClient(request)) {
                prefix = end < 0 ? path : path.substring(0, end);
                world = prefix.substring(WORLDS.length());
                request = new TargetView(request, end < 0 ? "/" : path.substring(end));
            }
        }
        return new Admitted(
                request,
                ids.uuid(),
                world,
                new Endpoint(received.scheme(), received.authority(), prefix),
                received.peer(),
                ClaimReader.read(request),
                start);
    }

    private static boolean fromAwsClient(HttpRequest request) {
        String query = request.rawQuery();
        return request.header("Authorization") != null
                || request.header("X-Amz-Target") != null
                || request.header("X-Amz-Date") != null
                || request.header("Smithy-Protocol") != null
                || query != null && (query.contains("X-Amz-") || query.contains("Action="))
                || isForm(request);
    }

    private static boolean isForm(HttpRequest request) {
        String type = request.header("Content-Type");
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }
}
