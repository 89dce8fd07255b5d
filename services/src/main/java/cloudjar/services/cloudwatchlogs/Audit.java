package cloudjar.services.cloudwatchlogs;

import cloudjar.kernel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a data protection policy found in a batch, and where that is to be written.
 *
 * @param findings one JSON text for each event that held sensitive data
 */
record Audit(List<Destination> destinations, List<String> findings) {
    /** Of what is not audited. */
    static final Audit NONE = new Audit(List.of(), List.of());

    /** Where findings go: a log group, a bucket or a delivery stream, by its name. */
    record Destination(String kind, String name) {}

    Audit {
        destinations = List.copyOf(destinations);
        findings = List.copyOf(findings);
    }

    /** A finding, as the User Guide shows it (Audit findings reports). */
    static String finding(Group group, Instant time, Map<String, List<Span>> found) {
        List<Object> identifiers = new ArrayList<>();
        found.forEach((name, spans) -> {
            List<Object> detections = new ArrayList<>();
            for (Span span : spans) {
                Map<String, Object> detection = new LinkedHashMap<>();
                detection.put("start", span.from());
                detection.put("end", span.to());
                detections.add(detection);
            }
            Map<String, Object> identifier = new LinkedHashMap<>();
            identifier.put("name", name);
            identifier.put("count", spans.size());
            identifier.put("detections", detections);
            identifiers.add(identifier);
        });
        Map<String, Object> finding = new LinkedHashMap<>();
        finding.put("auditTimestamp", time.toString());
        finding.put("resourceArn", group.arn() + ":*");
        finding.put("dataIdentifiers", identifiers);
        return Json.write(finding);
    }

    /** Where something was found. */
    record Span(int from, int to) {}
}
