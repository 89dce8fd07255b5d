package cloudjar.services.ssm;

import cloudjar.kernel.tenancy.Arn;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A parameter without its values.
 *
 * @param latest the number of its newest version
 * @param labels which version each is on
 */
record StoredParameter(
        String account,
        String region,
        String name,
        long latest,
        SortedMap<String, Long> labels,
        Map<String, String> tags) {
    StoredParameter {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    String arn() {
        return arn(account, region, name);
    }

    /** The ARN of a parameter of this name; a leading slash is not doubled. */
    static String arn(String account, String region, String name) {
        return Arn.of("ssm", region, account, "parameter" + (name.startsWith("/") ? name : "/" + name))
                .toString();
    }

    StoredParameter at(long version) {
        return new StoredParameter(account, region, name, version, labels, tags);
    }

    StoredParameter labelled(SortedMap<String, Long> changed) {
        return new StoredParameter(account, region, name, latest, changed, tags);
    }

    StoredParameter tagged(Map<String, String> changed) {
        return new StoredParameter(account, region, name, latest, labels, changed);
    }
}
