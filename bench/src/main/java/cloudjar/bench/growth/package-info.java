/**
 * What stored rows cost as they grow from a thousand to ten million: {@code java -Xmx6g -cp bench/target/cloudjar-bench.jar
 * cloudjar.bench.growth.StoreGrowth ENGINE}. The figures are kept in {@code docs/store.md}.
 */
@NullMarked
package cloudjar.bench.growth;

import org.jspecify.annotations.NullMarked;
