/** Tests of the HTTP bindings. */
@NullMarked
package cloudjar.protocols.http;

import org.jspecify.annotations.NullMarked;
