package cloudjar.kernel.call;

import cloudjar.kernel.world.World;
import java.time.Instant;

/**
 * A call that was made with an access key which a service made, and was believed, whatever came of it.
 *
 * @param service as credential scopes name it
 * @param operation such as {@code SendMessage}
 * @param time by the world's clock
 */
public record KeyUse(
        World world, Credential credential, String service, String operation, String region, Instant time) {}
