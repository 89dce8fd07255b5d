package cloudjar.server.option;

import cloudjar.kernel.blob.s3.S3Address;
import cloudjar.kernel.store.Fsync;
import cloudjar.kernel.store.postgres.PostgresAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where state is kept.
 *
 * @param data the data directory; empty: state is kept in memory and ends with the process
 * @param fsync what of it outlives a machine that stops
 * @param store the database that state is kept in instead, for several servers
 * @param blobs the bucket that large content is kept in; empty: with the rest of the state
 */
public record StateOptions(
        Optional<Path> data, Fsync fsync, Optional<PostgresAddress> store, Optional<S3Address> blobs) {
    static final Option<Optional<Path>> DATA = Option.of(
            "data",
            OptionType.optionalDirectory("DIRECTORY"),
            "",
            "Where state is kept, so that it outlives the server; in memory where it is empty.");

    static final Option<Fsync> FSYNC = Option.of(
            "fsync",
            OptionType.choice(Fsync.class),
            "os",
            "When what was written to --data is forced to the disk: before the answer, once a second, or when the operating"
                    + " system does. Whatever is chosen, it outlives the process.");

    static final Option<Optional<PostgresAddress>> STORE = Option.of(
                    "store",
                    OptionType.database("postgres://USER:PASSWORD@HOST:PORT/DATABASE"),
                    "",
                    "The database that state is kept in instead, large content too; several servers may share one.")
            .kept();

    static final Option<Optional<S3Address>> BLOBS = Option.of(
                    "blobs",
                    OptionType.bucket("s3://ACCESSKEY:SECRETKEY@BUCKET/PREFIX?region=REGION&endpoint=URL"),
                    "",
                    "The bucket that large content is kept in, which is there; without an endpoint it is AWS's.")
            .kept();

    static final List<Option<?>> OPTIONS = List.of(DATA, FSYNC, STORE, BLOBS);

    static StateOptions of(Settings settings) {
        StateOptions options =
                new StateOptions(settings.get(DATA), settings.get(FSYNC), settings.get(STORE), settings.get(BLOBS));
        if (options.data.isPresent() && options.store.isPresent()) {
            throw new InvalidOptionException(settings.setting(DATA).source() + " and "
                    + settings.setting(STORE).source() + " both say where state is kept");
        }
        return options;
    }
}
