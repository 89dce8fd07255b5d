package cloudjar.services.s3;

import cloudjar.api.s3.GetWebsiteObjectOutput;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Body;
import cloudjar.kernel.shape.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page by which a website tells of an error; its form was recorded from AWS. */
final class WebsitePage {
    private static final String NO_CUSTOM =
            "<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n";

    private static final Map<Integer, String> REASONS = Map.of(
            304, "Not Modified",
            400, "Bad Request",
            403, "Forbidden",
            404, "Not Found",
            405, "Method Not Allowed",
            416, "Requested Range Not Satisfiable",
            500, "Internal Server Error",
            501, "Not Implemented",
            503, "Service Unavailable");

    /** The elements of errors that the page shows, in this order. */
    private static final List<String> DETAILS = List.of("BucketName", "Key", "Method", "ResourceType");

    private WebsitePage() {}

    /** @param custom why the page could not be the one that the bucket's owner wants; null where he wants none */
    static GetWebsiteObjectOutput of(ApiException error, @Nullable ApiException custom, String requestId) {
        String title = error.status() + " " + REASONS.getOrDefault(error.status(), "Error");
        StringBuilder page = new StringBuilder("<html>\n<head><title>")
                .append(title)
                .append("</title></head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n<ul>\n");
        describe(page, error);
        item(page, "RequestId", requestId);
        item(page, "HostId", CanonicalUser.id(requestId));
        page.append("</ul>\n");
        if (custom != null) {
            page.append(NO_CUSTOM).append("<ul>\n");
            describe(page, custom);
            page.append("</ul>\n");
        }
        Bytes text = Bytes.ofUtf8(page.append("<hr/>\n</body>\n</html>\n").toString());
        return GetWebsiteObjectOutput.builder()
                .statusCode(error.status())
                .errorCode(error.code())
                .errorMessage(error.getMessage())
                .errorDetailKey(detail(error, "Key"))
                .contentType("text/html; charset=utf-8")
                .contentLength((long) text.size())
                .body(Body.of(text))
                .build();
    }

    private static void describe(StringBuilder page, ApiException error) {
        item(page, "Code", error.code());
        item(page, "Message", error.getMessage());
        for (String name : DETAILS) {
            item(page, name, detail(error, name));
        }
    }

    private static @Nullable String detail(ApiException error, String name) {
        Object value = error.error().get(name);
        return value == null ? null : value.toString();
    }

    private static void item(StringBuilder page, String name, @Nullable String value) {
        if (value != null) {
            page.append("<li>").append(name).append(": ").append(escaped(value)).append("</li>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
