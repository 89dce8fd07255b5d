package cloudjar.gateway.chain;

import cloudjar.gateway.stage.Authorized;
import cloudjar.gateway.stage.Completed;
import cloudjar.gateway.stage.Decoded;
import cloudjar.gateway.stage.Step;

/** Lets the service do what it is asked. */
final class Operator implements Step<Authorized, Completed> {
    @Override
    public String name() {
        return "operate";
    }

    @Override
    public Completed take(Authorized authorized) {
        Decoded decoded = authorized.decoded();
        return new Completed(
                authorized, decoded.binding().invoke(decoded.operation(), decoded.input(), decoded.call()));
    }
}
