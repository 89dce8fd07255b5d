package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionUrlConfig;

/**
 * The address of a function.
 *
 * @param id the first part of the host
 */
record Url(String id, FunctionUrlConfig configuration) {}
