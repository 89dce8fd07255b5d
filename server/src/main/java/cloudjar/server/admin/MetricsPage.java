package cloudjar.server.admin;

import cloudjar.gateway.audit.AuditLog;
import cloudjar.gateway.audit.Latency;
import cloudjar.gateway.audit.OperationMetrics;
import cloudjar.protocols.HttpResponse;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /metrics}: counters in the text format of Prometheus, version 0.0.4. */
final class MetricsPage implements Page {
    private final AuditLog audit;
    private final Instant started;

    MetricsPage(AuditLog audit, Instant started) {
        this.audit = audit;
        this.started = started;
    }

    @Override
    public HttpResponse answer(AdminRequest request) {
        request.only("GET");
        List<OperationMetrics> operations = audit.metrics();
        StringBuilder page = new StringBuilder(4096);
        writeCounts(page, operations);
        writeLatencies(page, operations);
        head(page, "cloudjar_requests_in_flight", "gauge", "Requests being answered now.");
        page.append("cloudjar_requests_in_flight ").append(audit.inFlight()).append('\n');
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        head(page, "cloudjar_heap_used_bytes", "gauge", "Heap in use.");
        page.append("cloudjar_heap_used_bytes ").append(heap.getUsed()).append('\n');
        head(page, "cloudjar_uptime_seconds", "gauge", "Seconds since the start.");
        double uptime = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        page.append("cloudjar_uptime_seconds ").append(uptime).append('\n');
        return new HttpResponse(200)
                .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .content(page.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void writeCounts(StringBuilder page, List<OperationMetrics> operations) {
        head(page, "cloudjar_requests_total", "counter", "Answered calls by operation and HTTP status.");
        for (OperationMetrics operation : operations) {
            for (Map.Entry<Integer, Long> count : new TreeMap<>(operation.countByStatus()).entrySet()) {
                page.append("cloudjar_requests_total{").append(labels(operation));
                page.append(",status=\"").append(count.getKey()).append("\"} ");
                page.append(count.getValue()).append('\n');
            }
        }
    }

    private static void writeLatencies(StringBuilder page, List<OperationMetrics> operations) {
        head(page, "cloudjar_request_duration_seconds", "histogram", "How long calls took to answer.");
        for (OperationMetrics operation : operations) {
            Latency latency = operation.latency();
            for (int i = 0; i < latency.countUpTo().size(); i++) {
                boolean last = i == Latency.BOUNDS_SECONDS.size();
                page.append("cloudjar_request_duration_seconds_bucket{").append(labels(operation));
                page.append(",le=\"")
                        .append(last ? "+Inf" : Latency.BOUNDS_SECONDS.get(i))
                        .append("\"} ");
                page.append(latency.countUpTo().get(i)).append('\n');
            }
            page.append("cloudjar_request_duration_seconds_sum{")
                    .append(labels(operation))
                    .append("} ");
            page.append(latency.sumSeconds()).append('\n');
            page.append("cloudjar_request_duration_seconds_count{")
                    .append(labels(operation))
                    .append("} ");
            page.append(latency.count()).append('\n');
        }
    }

    private static void head(StringBuilder page, String name, String kind, String meaning) {
        page.append("# HELP ").append(name).append(' ').append(meaning).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
    }

    private static String labels(OperationMetrics operation) {
        return "service=\"" + escape(operation.service()) + "\",operation=\"" + escape(operation.operation()) + "\"";
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
