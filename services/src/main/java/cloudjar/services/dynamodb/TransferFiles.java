package cloudjar.services.dynamodb;

import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.ListObjectsV2Output;
import cloudjar.api.s3.ListObjectsV2Request;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * The files of exports and imports: objects of S3, reached for the account. Whether the caller may was decided when it asked.
 */
record TransferFiles(S3 s3, Call call, String bucket) {
    static TransferFiles of(Cloud cloud, World world, Scope scope, Instant now, String bucket) {
        Call call = OwnCall.of(world, scope, now).as(new Principal.Root(scope.account(), Partition.of(scope.region())));
        return new TransferFiles(cloud.client(S3.API), call, bucket);
    }

    /** Writes an object and gives back its ETag without quotes. */
    String put(String key, byte[] content) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .body(Body.of(Bytes.wrap(content)))
                .build();
        return Objects.requireNonNullElse(s3.putObject(request, call).eTag(), "")
                .replace("\"", "");
    }

    /** The keys of all objects that begin with the prefix. */
    List<String> keys(String prefix) {
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            ListObjectsV2Output page = s3.listObjectsV2(
                    ListObjectsV2Request.builder()
                            .bucket(bucket)
                            .prefix(prefix)
                            .continuationToken(token)
                            .build(),
                    call);
            page.contents().forEach(object -> keys.add(Objects.requireNonNull(object.key())));
            token = page.nextContinuationToken();
        } while (token != null);
        return keys;
    }

    /** What is done with the content of an object. */
    @FunctionalInterface
    interface Reading {
        void read(InputStream content) throws IOException;
    }

    /** Shows the content of an object. */
    void read(String key, Reading reading) {
        Body body = Objects.requireNonNull(
                s3.getObject(GetObjectRequest.builder().bucket(bucket).key(key).build(), call)
                        .body());
        try (InputStream content = body.open()) {
            reading.read(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The MD5 of a file, in Base64, as manifests have it. */
    static String checksum(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
