/** The protocol restJson1: HTTP bindings with JSON bodies. */
@NullMarked
package cloudjar.protocols.restjson;

import org.jspecify.annotations.NullMarked;
