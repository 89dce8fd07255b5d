package cloudjar.services.dax;

import cloudjar.api.dax.CreateClusterRequest;
import cloudjar.api.dax.CreateClusterResponse;
import cloudjar.api.dax.CreateParameterGroupRequest;
import cloudjar.api.dax.CreateParameterGroupResponse;
import cloudjar.api.dax.CreateSubnetGroupRequest;
import cloudjar.api.dax.CreateSubnetGroupResponse;
import cloudjar.api.dax.Dax;
import cloudjar.api.dax.DecreaseReplicationFactorRequest;
import cloudjar.api.dax.DecreaseReplicationFactorResponse;
import cloudjar.api.dax.DeleteClusterRequest;
import cloudjar.api.dax.DeleteClusterResponse;
import cloudjar.api.dax.DeleteParameterGroupRequest;
import cloudjar.api.dax.DeleteParameterGroupResponse;
import cloudjar.api.dax.DeleteSubnetGroupRequest;
import cloudjar.api.dax.DeleteSubnetGroupResponse;
import cloudjar.api.dax.DescribeClustersRequest;
import cloudjar.api.dax.DescribeClustersResponse;
import cloudjar.api.dax.DescribeDefaultParametersRequest;
import cloudjar.api.dax.DescribeDefaultParametersResponse;
import cloudjar.api.dax.DescribeEventsRequest;
import cloudjar.api.dax.DescribeEventsResponse;
import cloudjar.api.dax.DescribeParameterGroupsRequest;
import cloudjar.api.dax.DescribeParameterGroupsResponse;
import cloudjar.api.dax.DescribeParametersRequest;
import cloudjar.api.dax.DescribeParametersResponse;
import cloudjar.api.dax.DescribeSubnetGroupsRequest;
import cloudjar.api.dax.DescribeSubnetGroupsResponse;
import cloudjar.api.dax.Event;
import cloudjar.api.dax.IncreaseReplicationFactorRequest;
import cloudjar.api.dax.IncreaseReplicationFactorResponse;
import cloudjar.api.dax.ListTagsRequest;
import cloudjar.api.dax.ListTagsResponse;
import cloudjar.api.dax.ParameterGroup;
import cloudjar.api.dax.RebootNodeRequest;
import cloudjar.api.dax.RebootNodeResponse;
import cloudjar.api.dax.Subnet;
import cloudjar.api.dax.SubnetGroup;
import cloudjar.api.dax.TagResourceRequest;
import cloudjar.api.dax.TagResourceResponse;
import cloudjar.api.dax.UntagResourceRequest;
import cloudjar.api.dax.UntagResourceResponse;
import cloudjar.api.dax.UpdateClusterRequest;
import cloudjar.api.dax.UpdateClusterResponse;
import cloudjar.api.dax.UpdateParameterGroupRequest;
import cloudjar.api.dax.UpdateParameterGroupResponse;
import cloudjar.api.dax.UpdateSubnetGroupRequest;
import cloudjar.api.dax.UpdateSubnetGroupResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Wiring;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** DAX's control plane: every operation, by the nouns that carry it out. */
public final class DaxService implements Dax {
    private final Clusters clusters;
    private final ClusterForms forms;
    private final ParameterGroups parameters;
    private final SubnetGroups subnets;

    private DaxService(Wiring wiring) {
        clusters = new Clusters(wiring.limits(), new ClusterLife(wiring.pace()));
        forms = new ClusterForms(wiring.planes());
        parameters = new ParameterGroups(wiring.limits());
        subnets = new SubnetGroups(wiring.limits());
    }

    /** The service; what it says over connections of its own is offered with the other data planes. */
    public static Dax of(Wiring wiring) {
        wiring.access().rules(API.id(), DaxIam.RULES);
        ClusterLife.register(wiring.timers());
        wiring.planes().offer(API.id(), new DaxPlane(wiring.cloud(), wiring.credentials()));
        return new DaxService(wiring);
    }

    @Override
    public CreateClusterResponse createCluster(CreateClusterRequest in, Call call) {
        return CreateClusterResponse.builder()
                .cluster(forms.shown(clusters.create(in, call), call))
                .build();
    }

    @Override
    public DescribeClustersResponse describeClusters(DescribeClustersRequest in, Call call) {
        Page<DaxCluster> page = clusters.describe(in, call);
        return DescribeClustersResponse.builder()
                .clusters(page.items().stream()
                        .map(cluster -> forms.shown(cluster, call))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public UpdateClusterResponse updateCluster(UpdateClusterRequest in, Call call) {
        return UpdateClusterResponse.builder()
                .cluster(forms.shown(clusters.update(in, call), call))
                .build();
    }

    @Override
    public DeleteClusterResponse deleteCluster(DeleteClusterRequest in, Call call) {
        return DeleteClusterResponse.builder()
                .cluster(forms.shown(clusters.delete(in.clusterName(), call), call))
                .build();
    }

    @Override
    public IncreaseReplicationFactorResponse increaseReplicationFactor(IncreaseReplicationFactorRequest in, Call call) {
        return IncreaseReplicationFactorResponse.builder()
                .cluster(forms.shown(clusters.increase(in, call), call))
                .build();
    }

    @Override
    public DecreaseReplicationFactorResponse decreaseReplicationFactor(DecreaseReplicationFactorRequest in, Call call) {
        return DecreaseReplicationFactorResponse.builder()
                .cluster(forms.shown(clusters.decrease(in, call), call))
                .build();
    }

    @Override
    public RebootNodeResponse rebootNode(RebootNodeRequest in, Call call) {
        return RebootNodeResponse.builder()
                .cluster(forms.shown(clusters.reboot(in.clusterName(), in.nodeId(), call), call))
                .build();
    }

    @Override
    public CreateParameterGroupResponse createParameterGroup(CreateParameterGroupRequest in, Call call) {
        return CreateParameterGroupResponse.builder()
                .parameterGroup(shown(parameters.create(in, call)))
                .build();
    }

    @Override
    public UpdateParameterGroupResponse updateParameterGroup(UpdateParameterGroupRequest in, Call call) {
        return UpdateParameterGroupResponse.builder()
                .parameterGroup(shown(parameters.update(in, call)))
                .build();
    }

    @Override
    public DescribeParameterGroupsResponse describeParameterGroups(DescribeParameterGroupsRequest in, Call call) {
        Page<DaxParameters> page = parameters.describe(in, call);
        return DescribeParameterGroupsResponse.builder()
                .parameterGroups(page.map(DaxService::shown).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public DescribeParametersResponse describeParameters(DescribeParametersRequest in, Call call) {
        return DescribeParametersResponse.builder()
                .parameters(parameters.named(in.parameterGroupName(), call).shown().stream()
                        .filter(parameter -> in.source() == null || Objects.equals(in.source(), parameter.source()))
                        .toList())
                .build();
    }

    @Override
    public DescribeDefaultParametersResponse describeDefaultParameters(DescribeDefaultParametersRequest in, Call call) {
        return DescribeDefaultParametersResponse.builder()
                .parameters(DaxParameters.DEFAULTS.shown())
                .build();
    }

    @Override
    public DeleteParameterGroupResponse deleteParameterGroup(DeleteParameterGroupRequest in, Call call) {
        return DeleteParameterGroupResponse.builder()
                .deletionMessage(parameters.delete(in.parameterGroupName(), call))
                .build();
    }

    private static ParameterGroup shown(DaxParameters group) {
        return ParameterGroup.builder()
                .parameterGroupName(group.name())
                .description(group.description())
                .build();
    }

    @Override
    public CreateSubnetGroupResponse createSubnetGroup(CreateSubnetGroupRequest in, Call call) {
        return CreateSubnetGroupResponse.builder()
                .subnetGroup(shown(subnets.create(in, call)))
                .build();
    }

    @Override
    public UpdateSubnetGroupResponse updateSubnetGroup(UpdateSubnetGroupRequest in, Call call) {
        return UpdateSubnetGroupResponse.builder()
                .subnetGroup(shown(subnets.update(in, call)))
                .build();
    }

    @Override
    public DescribeSubnetGroupsResponse describeSubnetGroups(DescribeSubnetGroupsRequest in, Call call) {
        Page<DaxSubnets> page = subnets.describe(in, call);
        return DescribeSubnetGroupsResponse.builder()
                .subnetGroups(page.map(DaxService::shown).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    @Override
    public DeleteSubnetGroupResponse deleteSubnetGroup(DeleteSubnetGroupRequest in, Call call) {
        return DeleteSubnetGroupResponse.builder()
                .deletionMessage(subnets.delete(in.subnetGroupName(), call))
                .build();
    }

    private static SubnetGroup shown(DaxSubnets group) {
        return SubnetGroup.builder()
                .subnetGroupName(group.name())
                .description(group.description())
                .subnets(group.subnets().stream()
                        .map(id -> Subnet.builder().subnetIdentifier(id).build())
                        .toList())
                .build();
    }

    @Override
    public ListTagsResponse listTags(ListTagsRequest in, Call call) {
        return ListTagsResponse.builder()
                .tags(ClusterTags.of(in.resourceName(), call))
                .build();
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        return TagResourceResponse.builder()
                .tags(ClusterTags.change(in.resourceName(), call, tags -> ClusterTags.added(tags, in.tags())))
                .build();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        return UntagResourceResponse.builder()
                .tags(ClusterTags.change(in.resourceName(), call, tags -> ClusterTags.without(tags, in.tagKeys())))
                .build();
    }

    @Override
    public DescribeEventsResponse describeEvents(DescribeEventsRequest in, Call call) {
        if (in.sourceName() != null && in.sourceType() == null) {
            throw DaxErrors.combination("SourceName needs a SourceType.");
        }
        if (in.duration() != null && in.startTime() != null && in.endTime() != null) {
            throw DaxErrors.combination("Duration goes with one of StartTime and EndTime, not with both.");
        }
        Duration span = in.duration() == null ? DaxLimits.EVENTS_SHOWN : Duration.ofMinutes(in.duration());
        Instant from = Objects.requireNonNullElseGet(
                in.startTime(),
                () -> Objects.requireNonNullElse(in.endTime(), call.time()).minus(span));
        Instant until = in.endTime() != null
                ? in.endTime()
                : in.startTime() != null && in.duration() != null
                        ? in.startTime().plus(span)
                        : call.time();
        return call.read(snapshot -> {
            var events = DaxTables.EVENTS.in(call.scope());
            Range range = Range.between(
                    events.tuple(new DaxEvent.Key(from, "")), events.tuple(new DaxEvent.Key(until.plusNanos(1), "")));
            Page<Row<DaxEvent.Key, DaxEvent>> page = Paging.page(() -> events.page(
                    snapshot,
                    range,
                    Paging.limit(in.maxResults()),
                    in.nextToken(),
                    "DescribeEvents/" + in.sourceName() + "/" + in.sourceType(),
                    row -> matches(in, row.value())));
            return DescribeEventsResponse.builder()
                    .events(page.map(row -> shown(row.value())).items())
                    .nextToken(page.next().orElse(null))
                    .build();
        });
    }

    private static boolean matches(DescribeEventsRequest in, DaxEvent event) {
        return (in.sourceName() == null || Names.fold(in.sourceName()).equals(event.source()))
                && (in.sourceType() == null || in.sourceType().equals(event.type()));
    }

    private static Event shown(DaxEvent event) {
        return Event.builder()
                .sourceName(event.source())
                .sourceType(event.type())
                .message(event.message())
                .date(event.time())
                .build();
    }
}
