package cloudjar.gateway.resolve;

import cloudjar.gateway.resolve.HostName.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads host names from right to left: suffix, region, service, and what is left. */
final class HostNames {
    /** The most labels in a service's own name, as in {@code api.tunneling.iot}. */
    private static final int SERVICE_LABELS_MAX = 3;

    private static final int LENGTH_MAX = 255;
    private static final String S3 = "s3";
    private static final String S3_LEGACY = "s3-";
    private static final String WEBSITE_LEGACY = "s3-website-";

    private final Map<String, List<KnownService>> services;

    /** @param services by the labels that name them, joined by dots */
    HostNames(Map<String, List<KnownService>> services) {
        this.services = Map.copyOf(services);
    }

    /** Reads the value of a {@code Host} header. */
    HostName read(String authority) {
        int length = authority.length();
        if (length == 0 || length > LENGTH_MAX || authority.charAt(0) == '[') {
            return HostName.UNSAID;
        }
        int colon = authority.lastIndexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        if (host.indexOf('.') < 0) {
            return HostName.UNSAID;
        }
        String lower = host.toLowerCase(Locale.ROOT);
        for (String suffix : Customs.HOST_SUFFIXES) {
            // The suffix without its first dot is a name that says nothing: localhost.localstack.cloud.
            if (lower.length() == suffix.length() - 1 && suffix.endsWith(lower)) {
                return HostName.UNSAID;
            }
            if (lower.endsWith(suffix) && lower.length() > suffix.length()) {
                return labels(lower.substring(0, lower.length() - suffix.length()));
            }
        }
        return HostName.UNSAID;
    }

    private HostName labels(String text) {
        List<String> labels = split(text);
        int end = labels.size();
        String region = null;
        if (RegionName.is(labels.get(end - 1))) {
            region = labels.get(--end);
        }
        if (end > 0 && labels.get(end - 1).equals("dualstack")) {
            end--;
        }
        if (end == 0) {
            return new HostName(Kind.FOREIGN, List.of(), region, text);
        }
        String last = labels.get(end - 1);
        Kind content = Customs.CONTENT_LABELS.get(last);
        if (content != null && end > 1) {
            return new HostName(content, List.of(), region, join(labels, end - 1));
        }
        if (last.startsWith(WEBSITE_LEGACY) && RegionName.is(last.substring(WEBSITE_LEGACY.length()))) {
            region = last.substring(WEBSITE_LEGACY.length());
            return new HostName(Kind.WEBSITE, List.of(), region, join(labels, end - 1));
        }
        if (last.startsWith(S3_LEGACY) && RegionName.is(last.substring(S3_LEGACY.length()))) {
            return service(S3, last.substring(S3_LEGACY.length()), labels, end - 1, text);
        }
        if (last.startsWith(Customs.ZONE_LABEL) && !services.containsKey(last)) {
            return service(S3, region, labels, end - 1, text);
        }
        for (int width = Math.min(SERVICE_LABELS_MAX, end); width > 0; width--) {
            String name = String.join(".", labels.subList(end - width, end));
            if (services.containsKey(name)) {
                return service(name, region, labels, end - width, text);
            }
        }
        return new HostName(Kind.FOREIGN, List.of(), region, text);
    }

    private HostName service(String name, @Nullable String region, List<String> labels, int left, String text) {
        List<KnownService> named = services.get(name);
        if (named == null) {
            return new HostName(Kind.FOREIGN, List.of(), region, text);
        }
        // The old form has the region first: us-east-1.queue.
        boolean regionFirst = region == null
                && left == 1
                && RegionName.is(labels.getFirst())
                && !Customs.VIRTUAL_HOSTED.contains(named.getFirst().id());
        return regionFirst
                ? new HostName(Kind.SERVICE, named, labels.getFirst(), "")
                : new HostName(Kind.SERVICE, named, region, join(labels, left));
    }

    private static String join(List<String> labels, int end) {
        return String.join(".", labels.subList(0, end));
    }

    private static List<String> split(String text) {
        List<String> labels = new ArrayList<>(4);
        int start = 0;
        for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', start)) {
            labels.add(text.substring(start, dot));
            start = dot + 1;
        }
        labels.add(text.substring(start));
        return labels;
    }
}
