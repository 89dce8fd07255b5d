package cloudjar.gateway.stage;

import cloudjar.kernel.call.Call;

/** A request of which it is known who calls, in which account and region. */
public record Authenticated(Resolved resolved, Call call) implements Stage {}
