/**
 * Docker's Engine API, which Podman's service speaks too: as much of it as runs containers, over a socket of this machine.
 * {@link cloudjar.engines.docker.DockerAddress} says where the engine is, {@link cloudjar.engines.docker.Docker} asks it.
 */
@NullMarked
package cloudjar.engines.docker;

import org.jspecify.annotations.NullMarked;
