/**
 * The AOT cache: the JVM's record of a training run, with which later runs start several times faster. It is made when
 * the jar is built; without it everything works, only slower to start.
 */
@NullMarked
package cloudjar.server.aot;

import org.jspecify.annotations.NullMarked;
