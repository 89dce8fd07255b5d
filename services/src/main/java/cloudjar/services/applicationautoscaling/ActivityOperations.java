package cloudjar.services.applicationautoscaling;

import cloudjar.api.applicationautoscaling.DescribeScalingActivitiesRequest;
import cloudjar.api.applicationautoscaling.DescribeScalingActivitiesResponse;
import cloudjar.api.applicationautoscaling.ScalingActivities;
import cloudjar.api.applicationautoscaling.ScalingActivity;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.services.applicationautoscaling.ApplicationAutoScalingTables.ActivityKey;

/** What became of scalings, the newest first. */
final class ActivityOperations implements ScalingActivities {
    @Override
    public DescribeScalingActivitiesResponse describeScalingActivities(DescribeScalingActivitiesRequest in, Call call) {
        Pages.requireResource(in.scalableDimension(), in.resourceId() != null);
        int size = Pages.size(in.maxResults());
        Page<Row<ActivityKey, ScalingActivity>> page =
                Pages.page(() -> call.read(snapshot -> ApplicationAutoScalingTables.of(call)
                        .activities
                        .page(
                                snapshot,
                                Range.prefix(in.serviceNamespace()),
                                size,
                                in.nextToken(),
                                "DescribeScalingActivities" + in.resourceId() + " " + in.scalableDimension()
                                        + in.includeNotScaledActivities(),
                                row -> matches(in, row.value()))));
        return DescribeScalingActivitiesResponse.builder()
                .scalingActivities(page.items().stream().map(Row::value).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean matches(DescribeScalingActivitiesRequest in, ScalingActivity activity) {
        return (in.resourceId() == null || in.resourceId().equals(activity.resourceId()))
                && (in.scalableDimension() == null || in.scalableDimension().equals(activity.scalableDimension()))
                && (Boolean.TRUE.equals(in.includeNotScaledActivities())
                        || activity.notScaledReasons().isEmpty());
    }
}
