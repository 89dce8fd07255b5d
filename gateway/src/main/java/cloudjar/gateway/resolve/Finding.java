package cloudjar.gateway.resolve;

import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.protocols.HttpRequest;

/**
 * What a lookup found.
 *
 * @param request with its path as the operation's template has it
 */
record Finding(KnownService service, OperationSchema operation, ProtocolKind protocol, HttpRequest request) {}
