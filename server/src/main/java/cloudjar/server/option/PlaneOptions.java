package cloudjar.server.option;

import java.util.List;

/**
 * Where data planes listen that speak a protocol of their own.
 *
 * @param daxPort the port of DAX; 0 takes a free one
 */
public record PlaneOptions(int daxPort) {
    static final Option<Integer> DAX_PORT = Option.of(
            "dax-port",
            OptionType.integer("PORT", "a port", 0, 65535),
            "8111",
            "Where clients of DAX connect, on the same addresses; 0 is a free one. Where it is taken, DAX is served without its"
                    + " data plane.");

    static final List<Option<?>> OPTIONS = List.of(DAX_PORT);

    static PlaneOptions of(Settings settings) {
        return new PlaneOptions(settings.get(DAX_PORT));
    }
}
