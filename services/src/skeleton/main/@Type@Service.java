package cloudjar.services.@id@;

import cloudjar.api.@id@.@Type@;

/** The operations of @title@. */
public final class @Type@Service implements @Type@ {}
