/**
 * What a user may set. Each option is declared once, as an {@link cloudjar.server.option.Option}; flag, environment
 * variable, help, the documentation page and {@code /_cloudjar/config} derive from it. The rest of cloudjar takes values
 * and never reads the environment.
 */
@NullMarked
package cloudjar.server.option;

import org.jspecify.annotations.NullMarked;
