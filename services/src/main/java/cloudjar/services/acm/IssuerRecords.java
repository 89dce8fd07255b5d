package cloudjar.services.acm;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The records (CAA) in which a domain names the authorities that may issue for it.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html">Configure a CAA record</a>
 */
final class IssuerRecords {
    private static final Pattern RECORD = Pattern.compile("\\d{1,3}\\s+(\\w+)\\s+\"?([^\"]*)\"?");
    private static final Set<String> AMAZON = Set.of("amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com");
    private static final String ISSUE = "issue";
    private static final String WILDCARD = "issuewild";

    private IssuerRecords() {}

    /** Whether Amazon may issue; records of other kinds say nothing about it. */
    static boolean allow(List<String> records, boolean forWildcard) {
        List<String> wild = issuers(records, WILDCARD);
        List<String> issuers = forWildcard && !wild.isEmpty() ? wild : issuers(records, ISSUE);
        return issuers.isEmpty() || issuers.stream().anyMatch(AMAZON::contains);
    }

    /** Whom records of a kind name, without what may stand behind a semicolon. */
    private static List<String> issuers(List<String> records, String tag) {
        return records.stream()
                .map(record -> RECORD.matcher(record.strip()))
                .filter(matcher -> matcher.matches() && matcher.group(1).equalsIgnoreCase(tag))
                .map(IssuerRecords::issuer)
                .toList();
    }

    private static String issuer(Matcher matcher) {
        return matcher.group(2).split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    }
}
