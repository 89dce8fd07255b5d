package cloudjar.gateway.stage;

import cloudjar.kernel.shape.Structure;

/** A call that its service has answered. */
public record Completed(Authorized authorized, Structure output) implements Stage {}
