package cloudjar.gateway.sigv4;

import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Claim;
import cloudjar.protocols.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a request is signed, as one text.
 *
 * @param unsigned the names of headers that should have been signed and were not
 */
record CanonicalRequest(String text, List<String> unsigned) {
    private static final String HOST = "host";
    private static final String AWS_HEADERS = "x-amz-";

    CanonicalRequest {
        unsigned = List.copyOf(unsigned);
    }

    /**
     * The text that the client must have signed.
     *
     * @param s3 whether paths are escaped once, and not put in order
     * @param payload the hash of the content, or the word that stands for it
     */
    static CanonicalRequest of(Admitted admitted, Claim.Version4 claim, boolean s3, String payload) {
        HttpRequest request = admitted.request();
        String path = admitted.endpoint().prefix() + request.rawPath();
        String query = request.rawQuery();
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(s3 ? CanonicalUri.once(path) : CanonicalUri.twice(path)).append('\n');
        text.append(query == null ? "" : CanonicalUri.query(query)).append('\n');
        String[] signed = claim.signedHeaders().split(";");
        for (String name : signed) {
            header(text, admitted, name);
        }
        text.append('\n').append(claim.signedHeaders()).append('\n').append(payload);
        return new CanonicalRequest(text.toString(), unsigned(request, Set.of(distinct(signed))));
    }

    private static String[] distinct(String[] names) {
        return Arrays.stream(names).distinct().toArray(String[]::new);
    }

    private static void header(StringBuilder text, Admitted admitted, String name) {
        text.append(name).append(':');
        List<String> values = admitted.request().headers(name);
        if (values.isEmpty() && name.equals(HOST)) {
            // HTTP/2 has it as its authority.
            text.append(admitted.endpoint().authority());
        }
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            trimmed(text, values.get(i));
        }
        text.append('\n');
    }

    /** Without spaces at the ends, and with one where there are several. */
    private static void trimmed(StringBuilder text, String value) {
        String bare = value.strip();
        boolean space = false;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (c != ' ' || !space) {
                text.append(c);
            }
            space = c == ' ';
        }
    }

    private static List<String> unsigned(HttpRequest request, Set<String> signed) {
        List<String> missing = new ArrayList<>();
        if (!signed.contains(HOST)) {
            missing.add(HOST);
        }
        request.forEachHeader((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(AWS_HEADERS) && !signed.contains(lower)) {
                missing.add(lower);
            }
        });
        return missing;
    }
}
