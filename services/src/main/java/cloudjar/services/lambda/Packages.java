package cloudjar.services.lambda;

import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.blob.Blob;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Tx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Takes in code: from the request, from a bucket, or from a directory of the machine. */
final class Packages {
    /** Objects of this bucket are directories of the machine; the name is LocalStack's, so that its users' files work. */
    static final String MOUNTS = "hot-reload";

    /** The same by our own name. */
    static final String OWN_MOUNTS = "_cloudjar";

    private static final int BUFFER = 64 * 1024;
    private static final int ENTRIES_MAX = 100_000;

    private final Cloud cloud;
    private final LimitProfile limits;

    Packages(Cloud cloud, LimitProfile limits) {
        this.cloud = cloud;
        this.limits = limits;
    }

    /** Where code is said to be. */
    record Source(
            @Nullable Bytes zip,
            @Nullable String bucket,
            @Nullable String key,
            @Nullable String version,
            @Nullable String image) {
        boolean isEmpty() {
            return zip == null && bucket == null && image == null;
        }
    }

    /** Takes it in; what is kept beside the store belongs to nobody yet. */
    Code take(Source source, Call call) {
        if (source.image() != null) {
            return new Code.Image(source.image(), hex(digest(source.image().getBytes(StandardCharsets.UTF_8))));
        }
        if (source.bucket() != null) {
            String key = String.valueOf(source.key());
            if (source.bucket().equals(MOUNTS) || source.bucket().equals(OWN_MOUNTS)) {
                String path = key.startsWith("file://") ? key.substring("file://".length()) : key;
                return new Code.Mount(
                        path, Base64.getEncoder().encodeToString(digest(path.getBytes(StandardCharsets.UTF_8))));
            }
            return keep(object(source, call), call);
        }
        Bytes zip = source.zip();
        if (zip == null) {
            throw LambdaErrors.invalid("Please provide a source for function code.");
        }
        if (zip.size() > LambdaLimits.ZIPPED.in(limits)) {
            throw LambdaErrors.zippedTooLarge(LambdaLimits.ZIPPED.in(limits));
        }
        return keep(zip, call);
    }

    private Bytes object(Source source, Call call) {
        try {
            GetObjectOutput object = cloud.client(S3.API)
                    .getObject(
                            GetObjectRequest.builder()
                                    .bucket(source.bucket())
                                    .key(source.key())
                                    .versionId(source.version())
                                    .build(),
                            call);
            Body body = object.body();
            if (body == null) {
                throw LambdaErrors.notZip();
            }
            try (InputStream in = body.open()) {
                byte[] content = in.readNBytes((int) LambdaLimits.UNZIPPED.in(limits) + 1);
                if (content.length > LambdaLimits.UNZIPPED.in(limits)) {
                    throw LambdaErrors.unzippedTooLarge(LambdaLimits.UNZIPPED.in(limits));
                }
                return Bytes.wrap(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ApiException e) {
            if (e.code().equals("InvalidParameterValueException")) {
                throw e;
            }
            throw LambdaErrors.invalid("Error occurred while GetObject. S3 Error Code: " + e.code()
                    + ". S3 Error Message: " + e.getMessage());
        }
    }

    private Code.Zip keep(Bytes zip, Call call) {
        inspect(zip);
        byte[] digest = digest(zip.toArray());
        try {
            Blob content = call.world().blobs().write(zip);
            return new Code.Zip(Base64.getEncoder().encodeToString(digest), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads an archive to its end: whether it is one, and how large it becomes. */
    private void inspect(Bytes zip) {
        long max = LambdaLimits.UNZIPPED.in(limits);
        long size = 0;
        int entries = 0;
        byte[] buffer = new byte[BUFFER];
        try (ZipInputStream in = new ZipInputStream(zip.stream())) {
            while (in.getNextEntry() != null) {
                entries++;
                int read = in.read(buffer);
                while (read >= 0) {
                    size += read;
                    if (size > max) {
                        throw LambdaErrors.unzippedTooLarge(max);
                    }
                    read = in.read(buffer);
                }
                if (entries > ENTRIES_MAX) {
                    throw LambdaErrors.notZip();
                }
            }
        } catch (IllegalArgumentException e) {
            throw LambdaErrors.notZip();
        } catch (IOException e) {
            throw LambdaErrors.notZip();
        }
        if (entries == 0) {
            throw LambdaErrors.notZip();
        }
    }

    static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** A row more holds the code. */
    static void keep(Tx tx, Code code, Call call) {
        if (code instanceof Code.Zip zip) {
            call.world().blobs().keep(tx, zip.content());
        }
    }

    /** A row less holds it. */
    static void drop(Tx tx, Code code, Call call) {
        if (code instanceof Code.Zip zip) {
            call.world().blobs().drop(tx, zip.content());
        }
    }
}
