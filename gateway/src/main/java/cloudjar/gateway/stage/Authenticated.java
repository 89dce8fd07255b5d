package cloudjar.gateway.stage;

import cloudjar.kernel.call.Call;

/**
 * A request of which it is known who calls, in which account and region.
 *
 * @param signed what is to be compared when the content comes
 */
public record Authenticated(Resolved resolved, Call call, SignedContent signed) implements Stage {}
