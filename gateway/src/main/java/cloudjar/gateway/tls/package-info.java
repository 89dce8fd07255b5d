/** Certificates for TLS on the same port: a certificate authority of our own, and a certificate for every name asked for. */
@NullMarked
package cloudjar.gateway.tls;

import org.jspecify.annotations.NullMarked;
