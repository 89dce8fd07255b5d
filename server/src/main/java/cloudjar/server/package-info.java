/**
 * The program: {@link cloudjar.server.Main} reads the command line, {@link cloudjar.server.Composition} puts the parts
 * together, {@link cloudjar.server.CloudServer} is the running whole.
 */
@NullMarked
package cloudjar.server;

import org.jspecify.annotations.NullMarked;
