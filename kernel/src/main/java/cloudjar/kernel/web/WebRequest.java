package cloudjar.kernel.web;

import cloudjar.kernel.shape.Bytes;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * A POST to an address outside.
 *
 * @param headers but for those that HTTP itself needs
 * @param timeout how long to wait for the answer, by the machine's clock
 */
public record WebRequest(URI uri, Map<String, String> headers, Bytes body, Duration timeout) {
    public WebRequest {
        headers = Map.copyOf(headers);
    }
}
