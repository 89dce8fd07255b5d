/** cloudjar in a container, for Testcontainers. Loaded where Testcontainers is there. */
@NullMarked
package cloudjar.junit.container;

import org.jspecify.annotations.NullMarked;
