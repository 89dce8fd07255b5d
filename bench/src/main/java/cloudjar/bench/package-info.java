/**
 * How fast cloudjar is. {@link cloudjar.bench.Bench} measures a packaged server from outside, over sockets, against the
 * bare HTTP server in the same run; {@code cloudjar.bench.micro} holds JMH benchmarks of single parts.
 */
@NullMarked
package cloudjar.bench;

import org.jspecify.annotations.NullMarked;
