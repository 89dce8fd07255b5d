package cloudjar.gateway.stage;

/** How far a call has come. Each stage holds what is known by then and nothing else. */
public sealed interface Stage permits Admitted, Resolved, Authenticated, Decoded, Authorized, Completed {}
