/**
 * Functions as processes of this machine. {@link cloudjar.engines.function.LocalFunctions} keeps sandboxes; a sandbox is a
 * process that speaks AWS's Lambda Runtime API with {@link cloudjar.engines.function.RuntimeApi}, on a port of its own on
 * loopback, and is kept apart from the machine by what the machine permits: namespaces and control groups of Linux, else limits
 * of the process.
 */
@NullMarked
package cloudjar.engines.function;

import org.jspecify.annotations.NullMarked;
