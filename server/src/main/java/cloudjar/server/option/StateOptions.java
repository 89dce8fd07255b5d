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
 * @param masterKey the file with the key that seals secrets; empty: beside the data directory, where there is one
 */
public record StateOptions(
        Optional<Path> data,
        Fsync fsync,
        Optional<PostgresAddress> store,
        Optional<S3Address> blobs,
        Optional<Path> masterKey) {
    static final Option<Optional<Path>> DATA = Option.of(
            "data",
            OptionType.optionalDirectory("DIRECTORY"),
            "",
            "Where state is kept, so that it outlives the server; in memory where it is empty.");

    static final Option<Fsync> FSYNC = Option.of(
            "fsync",
            OptionType.choice(Fsync.class),
            "os",
            "When what was written to --data is forced to the disk: before the answer, once a second, or when the"
                    + " operating system does. Whatever is chosen, it outlives the process.");

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

    static final Option<Optional<Path>> MASTER_KEY = Option.of(
            "master-key",
            OptionType.optionalFile("FILE"),
            "",
            "The file of 32 bytes under which keys and secrets are sealed where state is kept. With --data it is"
                    + " DIRECTORY.key, made where it is not there; with --store they are kept as they are without it, and"
                    + " every server needs the same.");

    static final List<Option<?>> OPTIONS = List.of(DATA, FSYNC, STORE, BLOBS, MASTER_KEY);

    static StateOptions of(Settings settings) {
        StateOptions options = new StateOptions(
                settings.get(DATA),
                settings.get(FSYNC),
                settings.get(STORE),
                settings.get(BLOBS),
                settings.get(MASTER_KEY));
        if (options.data.isPresent() && options.store.isPresent()) {
            throw new InvalidOptionException(settings.setting(DATA).source() + " and "
                    + settings.setting(STORE).source() + " both say where state is kept");
        }
        return options;
    }
}
