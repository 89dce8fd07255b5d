package cloudjar.services.@id@;

import cloudjar.kernel.limit.LimitProfile;

/** The quotas of @title@: each once, with its unit, the page that states it, and its value in each profile. */
record @Type@Limits(LimitProfile profile) {}
