package cloudjar.gateway.resolve;

import cloudjar.gateway.stage.TargetView;
import cloudjar.kernel.tenancy.Account;
import cloudjar.protocols.HttpRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The URLs of queues, to which forms may be sent: they name the queue where the form does not. */
final class QueueUrls {
    private static final String PARAMETER = "QueueUrl";
    private static final int ACCOUNT_LENGTH = 12;

    private QueueUrls() {}

    /** The form with its queue: the form itself where it names one or was not sent to one. */
    static HttpRequest named(HttpRequest form) throws IOException {
        String query = form.rawQuery();
        if (!isQueueUrl(form.rawPath()) || QueryScan.has(query, PARAMETER, null)) {
            return form;
        }
        String body = new String(form.bytes(), StandardCharsets.ISO_8859_1);
        if (QueryScan.has(body, PARAMETER, null)) {
            return form;
        }
        String named = PARAMETER + "=" + form.rawPath();
        return new TargetView(form, form.rawPath(), query == null || query.isEmpty() ? named : query + "&" + named);
    }

    /** Whether the path is that of a queue URL, {@code /123456789012/name} or {@code /queue/region/123456789012/name}. */
    static boolean isQueueUrl(String path) {
        int start = 1;
        if (path.startsWith("/queue/")) {
            start = path.indexOf('/', "/queue/".length()) + 1;
        }
        int end = start + ACCOUNT_LENGTH;
        return path.length() > end && path.charAt(end) == '/' && Account.isId(path.substring(start, end));
    }
}
