package cloudjar.services.s3;

import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.RoutingRule;

/** A browser on buckets: websites, uploads by forms, pages of other origins. */
class S3WebAcceptanceTest {
    private static final String BUCKET = "bucket";

    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    private static S3Client bucket(TestWorld world) {
        S3Client s3 = world.client(S3Client.builder().forcePathStyle(true));
        s3.createBucket(create -> create.bucket(BUCKET));
        return s3;
    }

    private static void put(S3Client s3, String key, String content) {
        s3.putObject(put -> put.bucket(BUCKET).key(key).contentType("text/html"), RequestBody.fromString(content));
    }

    private HttpResponse<String> get(TestWorld world, String path) {
        return send(HttpRequest.newBuilder(URI.create(world.endpoint() + "/_aws/s3-website/" + BUCKET + path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(
                    request.timeout(Duration.ofSeconds(30)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** [S3-19] Index, error page, directories and errors as AWS shows them. */
    @Test
    void aBucketIsAWebsite(TestWorld world) {
        S3Client s3 = bucket(world);
        assertThat(get(world, "/").statusCode()).isEqualTo(404);
        assertThat(get(world, "/").body()).contains("<li>Code: NoSuchWebsiteConfiguration</li>");
        s3.putBucketWebsite(put -> put.bucket(BUCKET)
                .websiteConfiguration(website -> website.indexDocument(index -> index.suffix("index.html"))
                        .errorDocument(error -> error.key("error.html"))));
        put(s3, "index.html", "home");
        put(s3, "a b/index.html", "inner");
        assertThat(get(world, "/").body()).isEqualTo("home");
        assertThat(get(world, "/a%20b/").body()).isEqualTo("inner");
        HttpResponse<String> directory = get(world, "/a%20b");
        assertThat(directory.statusCode()).isEqualTo(302);
        assertThat(directory.headers().firstValue("Location").orElseThrow()).endsWith("/bucket/a%20b/");
        assertThat(get(world, "/missing").body())
                .contains("<h1>404 Not Found</h1>", "<li>Key: missing</li>", "Custom Error Document");
        put(s3, "error.html", "sorry");
        HttpResponse<String> missing = get(world, "/missing");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).isEqualTo("sorry");
        assertThat(missing.headers().firstValue("x-amz-error-code")).hasValue("NoSuchKey");
    }

    /** [S3-19] Routing rules and objects that redirect. */
    @Test
    void rulesAndObjectsRedirect(TestWorld world) {
        S3Client s3 = bucket(world);
        s3.putBucketWebsite(put -> put.bucket(BUCKET)
                .websiteConfiguration(website -> website.indexDocument(index -> index.suffix("index.html"))
                        .routingRules(
                                RoutingRule.builder()
                                        .condition(when -> when.keyPrefixEquals("old/"))
                                        .redirect(to -> to.replaceKeyPrefixWith("new/"))
                                        .build(),
                                RoutingRule.builder()
                                        .condition(when -> when.httpErrorCodeReturnedEquals("404"))
                                        .redirect(to -> to.hostName("example.com")
                                                .protocol("https")
                                                .httpRedirectCode("307")
                                                .replaceKeyWith("gone"))
                                        .build())));
        s3.putObject(
                put -> put.bucket(BUCKET).key("moved").websiteRedirectLocation("/there"), RequestBody.fromString(""));
        HttpResponse<String> old = get(world, "/old/page");
        assertThat(old.statusCode()).isEqualTo(301);
        assertThat(old.headers().firstValue("Location").orElseThrow()).endsWith("/bucket/new/page");
        HttpResponse<String> missing = get(world, "/missing");
        assertThat(missing.statusCode()).isEqualTo(307);
        assertThat(missing.headers().firstValue("Location")).hasValue("https://example.com/gone");
        assertThat(get(world, "/moved").headers().firstValue("Location")).hasValue("/there");
    }

    /** [S3-20] Rules of a bucket answer a browser's question and mark what it may show to a page. */
    @Test
    void pagesOfOtherOriginsAreLetInByRules(TestWorld world) {
        S3Client s3 = bucket(world);
        put(s3, "key", "content");
        URI object = URI.create(world.endpoint() + "/" + BUCKET + "/key");
        HttpRequest.Builder question = HttpRequest.newBuilder(object)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .header("Origin", "https://page.example.com")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "X-Amz-Date, x-custom");
        assertThat(send(question).body()).contains("CORS is not enabled for this bucket.");
        s3.putBucketCors(put -> put.bucket(BUCKET)
                .corsConfiguration(cors -> cors.corsRules(CORSRule.builder()
                        .allowedMethods("GET")
                        .allowedOrigins("https://*.example.com")
                        .allowedHeaders("x-*")
                        .exposeHeaders("ETag")
                        .maxAgeSeconds(60)
                        .build())));
        HttpResponse<String> answer = send(question);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://page.example.com");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).hasValue("x-amz-date, x-custom");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("60");
        HttpResponse<String> page = send(HttpRequest.newBuilder(object).header("Origin", "https://page.example.com"));
        assertThat(page.headers().firstValue("Access-Control-Expose-Headers")).hasValue("ETag");
        HttpResponse<String> asking = send(HttpRequest.newBuilder(object)
                .header("Origin", "https://page.example.com")
                .header("Access-Control-Request-Method", "DELETE"));
        assertThat(asking.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        HttpResponse<String> other = send(HttpRequest.newBuilder(object).header("Origin", "http://localhost:3000"));
        assertThat(other.body()).isEqualTo("content");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private HttpResponse<String> post(TestWorld world, Map<String, String> fields, String content) {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append("--limit\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        form.append("--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\dir\\page.txt\"\r\n")
                .append("Content-Type: text/plain\r\n\r\n")
                .append(content)
                .append("\r\n--limit--\r\n");
        return send(HttpRequest.newBuilder(URI.create(world.endpoint() + "/" + BUCKET))
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private static Map<String, String> signed(String conditions) {
        String policy = "{\"expiration\":\"2999-01-01T00:00:00Z\",\"conditions\":[" + conditions + "]}";
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", "up/${filename}");
        fields.put("AWSAccessKeyId", "000000000000");
        fields.put("signature", "whatever: nobody checks it here");
        fields.put("policy", Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)));
        return fields;
    }

    @Test
    void aFormUploadsAFile(TestWorld world) {
        S3Client s3 = bucket(world);
        Map<String, String> fields = signed("[\"starts-with\",\"$key\",\"up/\"],{\"success_action_status\":\"201\"},"
                + "[\"starts-with\",\"$Content-Type\",\"text/\"],{\"x-amz-meta-by\":\"form\"},"
                + "[\"content-length-range\",1,20000]");
        fields.put("success_action_status", "201");
        fields.put("Content-Type", "text/plain");
        fields.put("x-amz-meta-by", "form");
        HttpResponse<String> answer = post(world, fields, "--limi\r\n--limi t".repeat(1000));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).contains("<Key>up/page.txt</Key>");
        var object = s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("up/page.txt"));
        assertThat(object.asUtf8String()).isEqualTo("--limi\r\n--limi t".repeat(1000));
        assertThat(object.response().metadata()).containsEntry("by", "form");
        assertThat(object.response().contentType()).isEqualTo("text/plain");
    }

    @Test
    void aFormIsHeldToItsPolicy(TestWorld world) {
        S3Client s3 = bucket(world);
        String key = "[\"starts-with\",\"$key\",\"up/\"]";
        assertThat(post(world, signed("{\"key\":\"other\"}"), "x").body())
                .contains("Policy Condition failed: [&quot;eq&quot;, &quot;$key&quot;, &quot;other&quot;]");
        assertThat(post(world, signed(key + ",[\"content-length-range\",1,2]"), "xyz")
                        .body())
                .contains("<Code>EntityTooLarge</Code>", "<ProposedSize>3</ProposedSize>");
        Map<String, String> extra = signed(key);
        extra.put("acl", "private");
        assertThat(post(world, extra, "x").body()).contains("Extra input fields: acl");
        Map<String, String> unsigned = signed(key);
        unsigned.remove("signature");
        assertThat(post(world, unsigned, "x").body()).contains("must contain a field named 'Signature'");
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()).isEmpty();
        Map<String, String> redirected = signed(key + ",{\"success_action_redirect\":\"http://h/p?q=1\"}");
        redirected.put("success_action_redirect", "http://h/p?q=1");
        HttpResponse<String> answer = post(world, redirected, "x");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .startsWith("http://h/p?q=1&bucket=bucket&key=up%2Fpage.txt&etag=%22");
    }
}
