/**
 * HTTP bindings: how members travel in paths, queries, headers, the status and the body. Shared by the protocols that have
 * them, restJson1 and restXml, which add only how structured content is written ({@link cloudjar.protocols.BodyFormat}).
 */
@NullMarked
package cloudjar.protocols.http;

import org.jspecify.annotations.NullMarked;
