package cloudjar.services.s3;

import cloudjar.api.s3.Condition;
import cloudjar.api.s3.ErrorDocument;
import cloudjar.api.s3.GetObjectOutput;
import cloudjar.api.s3.GetObjectRequest;
import cloudjar.api.s3.GetWebsiteObjectOutput;
import cloudjar.api.s3.GetWebsiteObjectRequest;
import cloudjar.api.s3.IndexDocument;
import cloudjar.api.s3.Redirect;
import cloudjar.api.s3.RedirectAllRequestsTo;
import cloudjar.api.s3.RoutingRule;
import cloudjar.api.s3.S3;
import cloudjar.api.s3.WebsiteConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request to the website of a bucket. Objects are read as whoever asks: on AWS that is nobody in particular.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html">its rules</a>
 */
final class Website {
    private static final int MOVED = 301;
    private static final int FOUND = 302;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;

    private final S3 s3;
    private final Call call;
    private final GetWebsiteObjectRequest in;
    private final String bucket;
    private final String path;

    /** @param s3 reads objects, as the caller */
    Website(S3 s3, GetWebsiteObjectRequest in, Call call) {
        this.s3 = s3;
        this.call = call;
        this.in = in;
        int slash = in.site().indexOf('/');
        this.bucket = slash < 0 ? in.site() : in.site().substring(0, slash);
        this.path = slash < 0 ? "" : in.site().substring(slash + 1);
    }

    /** What a method is answered that websites do not know. */
    GetWebsiteObjectOutput refusal(String method) {
        return WebsitePage.of(WebsiteErrors.methodNotAllowed(method), null, call.requestId());
    }

    GetWebsiteObjectOutput answer() {
        WebsiteConfiguration website;
        try {
            website = call.read(
                    snapshot -> Configuration.WEBSITE.get(snapshot, S3Tables.bucket(snapshot, call, bucket, null)));
        } catch (ApiException refused) {
            return WebsitePage.of(refused, null, call.requestId());
        }
        RedirectAllRequestsTo all = website.redirectAllRequestsTo();
        if (all != null) {
            String protocol =
                    Objects.requireNonNullElse(all.protocol(), call.endpoint().scheme());
            return redirect(MOVED, protocol + "://" + all.hostName() + "/" + encoded(path));
        }
        Optional<Redirect> routed = rule(website, null);
        return routed.isPresent() ? redirect(routed.get(), matched(website, null)) : page(website);
    }

    private GetWebsiteObjectOutput page(WebsiteConfiguration website) {
        IndexDocument index = website.indexDocument();
        String suffix = index == null ? "" : index.suffix();
        boolean directory = path.isEmpty() || path.endsWith("/");
        String key = directory ? path + suffix : path;
        try {
            return found(key);
        } catch (ApiException refused) {
            if (!directory && refused.status() == NOT_FOUND && exists(path + "/" + suffix)) {
                return redirect(FOUND, root() + "/" + encoded(path) + "/");
            }
            Optional<Redirect> routed = rule(website, String.valueOf(refused.status()));
            return routed.isPresent()
                    ? redirect(routed.get(), matched(website, String.valueOf(refused.status())))
                    : failed(website, refused);
        }
    }

    private GetWebsiteObjectOutput found(String key) {
        GetObjectOutput object = read(key, in);
        if (object.websiteRedirectLocation() != null) {
            return redirect(MOVED, object.websiteRedirectLocation());
        }
        return Members.shared(object, GetWebsiteObjectOutput.builder().build());
    }

    private boolean exists(String key) {
        return call.read(snapshot -> S3Tables.find(snapshot, S3Tables.bucket(snapshot, call, bucket, null), key, null)
                .isPresent());
    }

    private GetObjectOutput read(String key, @Nullable GetWebsiteObjectRequest conditions) {
        GetObjectRequest.Builder read =
                GetObjectRequest.builder().bucket(bucket).key(key);
        if (conditions != null) {
            read.ifModifiedSince(conditions.ifModifiedSince())
                    .ifNoneMatch(conditions.ifNoneMatch())
                    .range(conditions.range());
        }
        return s3.getObject(read.build(), call);
    }

    private GetWebsiteObjectOutput failed(WebsiteConfiguration website, ApiException refused) {
        ErrorDocument document = website.errorDocument();
        if (document == null || refused.status() == NOT_MODIFIED) {
            return WebsitePage.of(refused, null, call.requestId());
        }
        try {
            GetObjectOutput object = read(document.key(), null);
            if (object.websiteRedirectLocation() != null) {
                return redirect(MOVED, object.websiteRedirectLocation());
            }
            return Members.shared(object, GetWebsiteObjectOutput.builder().build()).toBuilder()
                    .statusCode(refused.status())
                    .errorCode(refused.code())
                    .errorMessage(refused.getMessage())
                    .build();
        } catch (ApiException missing) {
            return WebsitePage.of(refused, missing, call.requestId());
        }
    }

    /** The first rule that fits the path, and the error where there is one. */
    private Optional<RoutingRule> fitting(WebsiteConfiguration website, @Nullable String error) {
        return website.routingRules().stream()
                .filter(rule -> {
                    Condition condition = rule.condition();
                    String wanted = condition == null ? null : condition.httpErrorCodeReturnedEquals();
                    String prefix = condition == null ? null : condition.keyPrefixEquals();
                    return (prefix == null || path.startsWith(prefix)) && Objects.equals(wanted, error);
                })
                .findFirst();
    }

    private Optional<Redirect> rule(WebsiteConfiguration website, @Nullable String error) {
        return fitting(website, error).map(RoutingRule::redirect);
    }

    /** The beginning of the path that the rule is about. */
    private String matched(WebsiteConfiguration website, @Nullable String error) {
        return fitting(website, error)
                .map(RoutingRule::condition)
                .map(Condition::keyPrefixEquals)
                .orElse("");
    }

    private GetWebsiteObjectOutput redirect(Redirect redirect, String prefix) {
        String key = redirect.replaceKeyWith() != null
                ? redirect.replaceKeyWith()
                : redirect.replaceKeyPrefixWith() != null
                        ? redirect.replaceKeyPrefixWith() + path.substring(prefix.length())
                        : path;
        String protocol =
                Objects.requireNonNullElse(redirect.protocol(), call.endpoint().scheme());
        String host = redirect.hostName();
        String base = host == null ? protocol + "://" + call.endpoint().authority() + root() : protocol + "://" + host;
        String code = redirect.httpRedirectCode();
        return redirect(code == null ? MOVED : Integer.parseInt(code), base + "/" + encoded(key));
    }

    private static GetWebsiteObjectOutput redirect(int status, String location) {
        return GetWebsiteObjectOutput.builder()
                .statusCode(status)
                .location(location)
                .contentLength(0L)
                .build();
    }

    /** What stands before the path of a page: nothing where the host name says which website is meant. */
    private String root() {
        boolean named = call.endpoint().authority().startsWith(bucket + ".s3-website");
        return named ? "" : call.endpoint().prefix() + "/_aws/s3-website/" + bucket;
    }

    private static String encoded(String key) {
        return PercentCoding.encode(key).replace("+", "%20");
    }
}
