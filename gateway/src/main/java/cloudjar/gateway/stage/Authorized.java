package cloudjar.gateway.stage;

/** A call that its caller may make. */
public record Authorized(Decoded decoded) implements Stage {}
