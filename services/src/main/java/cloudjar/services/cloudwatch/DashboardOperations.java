package cloudjar.services.cloudwatch;

import cloudjar.api.cloudwatch.DashboardEntry;
import cloudjar.api.cloudwatch.DashboardInvalidInputError;
import cloudjar.api.cloudwatch.DashboardValidationMessage;
import cloudjar.api.cloudwatch.Dashboards;
import cloudjar.api.cloudwatch.DeleteDashboardsInput;
import cloudjar.api.cloudwatch.DeleteDashboardsOutput;
import cloudjar.api.cloudwatch.GetDashboardInput;
import cloudjar.api.cloudwatch.GetDashboardOutput;
import cloudjar.api.cloudwatch.ListDashboardsInput;
import cloudjar.api.cloudwatch.ListDashboardsOutput;
import cloudjar.api.cloudwatch.PutDashboardInput;
import cloudjar.api.cloudwatch.PutDashboardOutput;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.tenancy.Arn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Dashboards: documents that say which widgets there are. */
final class DashboardOperations implements Dashboards {
    private static final int LISTED_MAX = 1_000;
    private static final int NAME_MAX = 255;
    private static final Set<String> WIDGETS = Set.of("metric", "text", "log", "alarm", "explorer", "custom", "chart");

    private final LimitProfile limits;

    DashboardOperations(LimitProfile limits) {
        this.limits = limits;
    }

    private static String arn(Call call, String name) {
        return new Arn(call.partition().id(), "cloudwatch", "", call.account(), "dashboard/" + name).toString();
    }

    @Override
    public PutDashboardOutput putDashboard(PutDashboardInput in, Call call) {
        String name = in.dashboardName();
        if (!name.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'))) {
            throw CloudWatchErrors.value("The value for field DashboardName contains invalid characters. It can only"
                    + " contain alphanumerics, dash (-) and underscore (_).\n");
        }
        if (name.length() > NAME_MAX) {
            throw CloudWatchErrors.value("The value for field DashboardName is too long.");
        }
        int size = in.dashboardBody().getBytes(StandardCharsets.UTF_8).length;
        if (size > CloudWatchLimits.DASHBOARD_BYTES.in(limits)) {
            throw CloudWatchErrors.value("The dashboard body is too large.");
        }
        Map<String, Object> body = Json.object(in.dashboardBody())
                .orElseThrow(() -> invalid("", "The field DashboardBody must be a valid JSON object"));
        List<DashboardValidationMessage> warnings = check(body);
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            if (!tables.dashboards.contains(tx, name)
                    && tables.dashboards.count(tx) >= CloudWatchLimits.DASHBOARDS.in(limits)) {
                throw CloudWatchErrors.limit("You have reached the maximum number of dashboards.");
            }
            tables.dashboards.put(tx, name, new StoredDashboard(name, in.dashboardBody(), call.time()));
            return true;
        });
        return PutDashboardOutput.builder()
                .dashboardValidationMessages(warnings)
                .build();
    }

    private static ApiException invalid(String path, String message) {
        return DashboardInvalidInputError.builder()
                .message("The dashboard body is invalid, there are 1 validation errors: [ " + message + " ]")
                .dashboardValidationMessages(List.of(DashboardValidationMessage.builder()
                        .dataPath(path)
                        .message(message)
                        .build()))
                .build();
    }

    /** What would not be shown. */
    private static List<DashboardValidationMessage> check(Map<String, Object> body) {
        if (!(body.get("widgets") instanceof List<?> widgets)) {
            throw invalid("/", "Should have required property 'widgets'");
        }
        List<DashboardValidationMessage> warnings = new ArrayList<>();
        for (int i = 0; i < widgets.size(); i++) {
            if (!(widgets.get(i) instanceof Map<?, ?> widget)) {
                throw invalid("/widgets/" + i, "Should be object");
            }
            if (!(widget.get("type") instanceof String type)) {
                throw invalid("/widgets/" + i, "Should have required property 'type'");
            }
            if (!WIDGETS.contains(type)) {
                warnings.add(DashboardValidationMessage.builder()
                        .dataPath("/widgets/" + i + "/type")
                        .message("Should be one of " + WIDGETS.stream().sorted().toList())
                        .build());
            }
        }
        return warnings;
    }

    @Override
    public GetDashboardOutput getDashboard(GetDashboardInput in, Call call) {
        StoredDashboard found = call.read(snapshot -> CloudWatchTables.of(call)
                .dashboards
                .get(snapshot, in.dashboardName())
                .orElseThrow(() -> CloudWatchErrors.noDashboard(in.dashboardName())));
        return GetDashboardOutput.builder()
                .dashboardArn(arn(call, found.name()))
                .dashboardName(found.name())
                .dashboardBody(found.body())
                .build();
    }

    @Override
    public ListDashboardsOutput listDashboards(ListDashboardsInput in, Call call) {
        String prefix = in.dashboardNamePrefix();
        try {
            Page<DashboardEntry> page = call.read(snapshot -> CloudWatchTables.of(call)
                            .dashboards
                            .page(
                                    snapshot,
                                    Range.all(),
                                    LISTED_MAX,
                                    in.nextToken(),
                                    "ListDashboards " + prefix,
                                    row -> prefix == null || row.key().startsWith(prefix)))
                    .map(row -> DashboardEntry.builder()
                            .dashboardArn(arn(call, row.key()))
                            .dashboardName(row.key())
                            .lastModified(row.value().modified())
                            .size((long) row.value().body().getBytes(StandardCharsets.UTF_8).length)
                            .build());
            return ListDashboardsOutput.builder()
                    .dashboardEntries(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw CloudWatchErrors.token();
        }
    }

    @Override
    public DeleteDashboardsOutput deleteDashboards(DeleteDashboardsInput in, Call call) {
        CloudWatchTables tables = CloudWatchTables.of(call);
        boolean unused = call.write(tx -> {
            for (String name : in.dashboardNames()) {
                if (!tables.dashboards.delete(tx, name)) {
                    throw CloudWatchErrors.noDashboard(name);
                }
            }
            return true;
        });
        return DeleteDashboardsOutput.of();
    }
}
