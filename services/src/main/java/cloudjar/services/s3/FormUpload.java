package cloudjar.services.s3;

import cloudjar.api.s3.PostObjectOutput;
import cloudjar.api.s3.PostObjectRequest;
import cloudjar.api.s3.PutObjectOutput;
import cloudjar.api.s3.PutObjectRequest;
import cloudjar.api.s3.S3;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credentials;
import cloudjar.kernel.shape.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One upload by a browser's form: fields, then the file. What it asks for is put as whoever signed the form's policy.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">its fields</a>
 */
final class FormUpload {
    private static final int CREATED = 201;
    private static final int SEE_OTHER = 303;

    private final S3 s3;
    private final Credentials credentials;
    private final PostObjectRequest in;
    private final Call call;
    private final Map<String, String> fields = new LinkedHashMap<>();

    FormUpload(S3 s3, Credentials credentials, PostObjectRequest in, Call call) {
        this.s3 = s3;
        this.credentials = credentials;
        this.in = in;
        this.call = call;
    }

    PostObjectOutput take() {
        String boundary = MultipartForm.boundary(in.contentType()).orElseThrow(PostErrors::notAForm);
        Body body = in.body();
        if (body == null) {
            throw PostErrors.malformed();
        }
        try (InputStream content = body.open()) {
            MultipartForm form = new MultipartForm(content, boundary);
            MultipartForm.Part file = fields(form);
            return put(form, file);
        } catch (MultipartForm.FormException malformed) {
            throw PostErrors.malformed();
        } catch (IOException e) {
            throw new UncheckedIOException("a form could not be read", e);
        }
    }

    /** Reads the fields before the file. */
    private MultipartForm.Part fields(MultipartForm form) throws IOException {
        long left = S3Limits.FORM_FIELDS.current();
        while (true) {
            MultipartForm.Part part = form.next().orElseThrow(PostErrors::noFile);
            if (part.name().equalsIgnoreCase("file")) {
                return part;
            }
            byte[] value = part.content().readNBytes((int) left + 1);
            left -= value.length + part.name().length();
            if (left < 0) {
                throw PostErrors.tooMuchBeforeFile();
            }
            fields.put(part.name().toLowerCase(Locale.ROOT), new String(value, StandardCharsets.UTF_8));
        }
    }

    private PostObjectOutput put(MultipartForm form, MultipartForm.Part file) throws IOException {
        if (!fields.containsKey("key")) {
            throw PostErrors.fieldMissing("key");
        }
        fields.put("bucket", in.bucket());
        PostPolicy.Lengths lengths = PostPolicy.Lengths.ANY;
        Call signed = call;
        FormSignature signature = FormSignature.of(fields).orElse(null);
        if (signature != null) {
            signed = signature.signed(call, credentials);
            lengths = policy(signature).require(fields, call.time());
        }
        String name = file.fileName() == null ? "" : file.fileName().substring(lastSlash(file.fileName()) + 1);
        String key = Objects.requireNonNull(fields.get("key"));
        String named = file.fileName() == null ? key : key.replace("${filename}", name);
        Body content = Body.of(new MeasuredStream(file.content(), lengths), -1);
        PutObjectRequest request = FormFields.request(fields, in.bucket(), named, content);
        PutObjectOutput written = s3.putObject(request, signed);
        while (form.next().isPresent()) {
            // What follows the file is ignored, as on AWS.
        }
        return answer(written, named);
    }

    private static int lastSlash(String fileName) {
        return Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
    }

    private static PostPolicy policy(FormSignature signature) {
        try {
            byte[] json = Base64.getMimeDecoder().decode(signature.text());
            PostPolicy policy = PostPolicy.parse(new String(json, StandardCharsets.UTF_8));
            if (policy != null) {
                return policy;
            }
        } catch (IllegalArgumentException notBase64) {
            throw PostErrors.wrongSignature(signature.accessKey(), signature.signature(), signature.text());
        }
        throw PostErrors.unreadablePolicy();
    }

    private PostObjectOutput answer(PutObjectOutput written, String key) {
        String url = url(key);
        PostObjectOutput.Builder answer = Members.shared(
                        written, PostObjectOutput.builder().build())
                .toBuilder()
                .eTag(null)
                .eTagHeader(written.eTag())
                .locationHeader(url);
        String redirect = redirect(key, written.eTag());
        if (redirect != null) {
            return answer.statusCode(SEE_OTHER).locationHeader(redirect).build();
        }
        String status = fields.get("success_action_status");
        if ("201".equals(status)) {
            return answer.statusCode(CREATED)
                    .location(url)
                    .bucket(in.bucket())
                    .key(key)
                    .eTag(written.eTag())
                    .build();
        }
        return "200".equals(status) ? answer.statusCode(200).build() : answer.build();
    }

    /** Where the browser is to go; null where it is to stay, or where that is no URL. */
    private @Nullable String redirect(String key, @Nullable String eTag) {
        String url = fields.getOrDefault("success_action_redirect", fields.get("redirect"));
        if (url == null || !url.startsWith("http://") && !url.startsWith("https://")) {
            return null;
        }
        return url + (url.indexOf('?') < 0 ? "?" : "&") + "bucket=" + in.bucket() + "&key=" + coded(key) + "&etag="
                + coded(eTag == null ? "" : eTag);
    }

    private String url(String key) {
        String authority = call.endpoint().authority();
        return authority.startsWith(in.bucket() + ".")
                ? call.endpoint().url() + "/" + coded(key)
                : call.endpoint().url() + "/" + in.bucket() + "/" + coded(key);
    }

    /** As AWS has keys in such URLs: slashes are no exception. */
    private static String coded(String text) {
        return PercentCoding.encode(text).replace("/", "%2F").replace("+", "%20");
    }

    /** Refuses content whose length is not as the policy wants it, once all of it has come. */
    private static final class MeasuredStream extends InputStream {
        private final InputStream in;
        private final PostPolicy.Lengths lengths;
        private long length;

        MeasuredStream(InputStream in, PostPolicy.Lengths lengths) {
            this.in = in;
            this.lengths = lengths;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int size) throws IOException {
            int count = in.read(target, offset, size);
            length += Math.max(0, count);
            if (count >= 0 && length <= lengths.max()) {
                return count;
            }
            while (count >= 0) {
                count = in.read(target, offset, size);
                length += Math.max(0, count);
            }
            if (length > lengths.max()) {
                throw PostErrors.tooLong(length, lengths.max());
            }
            if (length < lengths.min()) {
                throw PostErrors.tooShort(length, lengths.min());
            }
            return -1;
        }
    }
}
