@NullMarked
package cloudjar.gateway.http;

import org.jspecify.annotations.NullMarked;
