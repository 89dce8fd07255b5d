package cloudjar.kernel.call;

import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What a service says over connections of its own, in a protocol that is not HTTP. */
@FunctionalInterface
public interface DataPlane {
    /**
     * Talks with one client until either of them leaves. Called on a thread of the connection's own, beside others.
     *
     * @throws IOException where the connection breaks, or the client says what nobody would
     */
    void talk(Visit visit) throws IOException;

    /**
     * One connection.
     *
     * @param world the cloud that is visited
     * @param in what the client says; reading ends with an exception where it is silent for long
     * @param address the address, of four or sixteen bytes, at which the client reached us
     * @param port the port at which it did
     * @param peer the client's address, as a text
     */
    record Visit(World world, InputStream in, OutputStream out, Bytes address, int port, String peer) {}
}
