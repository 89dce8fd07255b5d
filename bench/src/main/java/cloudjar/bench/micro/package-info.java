/**
 * JMH benchmarks of single parts, to see what a change to one of them does:
 * {@code java -cp bench/target/cloudjar-bench.jar org.openjdk.jmh.Main NAME}.
 */
@NullMarked
package cloudjar.bench.micro;

import org.jspecify.annotations.NullMarked;
