/** The edge: sockets, HTTP/1.1, HTTP/2 and TLS on one port, and the bounds on what may come in. */
@NullMarked
package cloudjar.gateway.http;

import org.jspecify.annotations.NullMarked;
