package cloudjar.services.dax;

import cloudjar.api.dax.CreateClusterRequest;
import cloudjar.api.dax.DecreaseReplicationFactorRequest;
import cloudjar.api.dax.DescribeClustersRequest;
import cloudjar.api.dax.IncreaseReplicationFactorRequest;
import cloudjar.api.dax.UpdateClusterRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Clusters: made, shown, changed, taken away. */
final class Clusters {
    private static final Pattern NODE_TYPE = Pattern.compile("dax\\.[a-z][a-z0-9]*\\.[a-z0-9]+");
    private static final int SUFFIX_LENGTH = 6;

    private final LimitProfile limits;
    private final ClusterLife life;

    Clusters(LimitProfile limits, ClusterLife life) {
        this.limits = limits;
        this.life = life;
    }

    DaxCluster create(CreateClusterRequest in, Call call) {
        RoleArn.check(in.iamRoleArn());
        String name = Names.cluster(in.clusterName());
        if (!NODE_TYPE.matcher(in.nodeType()).matches()) {
            throw DaxErrors.invalid("Invalid node type: " + in.nodeType());
        }
        checkFactor(in.replicationFactor());
        List<DaxNode> nodes = new NodeNames(name, call)
                .more(
                        List.of(),
                        in.replicationFactor(),
                        in.hasAvailabilityZones() ? in.availabilityZones() : List.of());
        String suffix = call.world().ids().of("abcdefghijklmnopqrstuvwxyz0123456789", SUFFIX_LENGTH);
        DaxCluster cluster = new DaxCluster(
                name,
                call.account(),
                call.region(),
                suffix,
                in.nodeType(),
                in.iamRoleArn(),
                Names.fold(Objects.requireNonNullElse(in.subnetGroupName(), DaxSubnets.DEFAULT)),
                in.sseSpecification() != null && in.sseSpecification().enabled(),
                "TLS".equals(in.clusterEndpointEncryptionType()),
                DaxCluster.Status.CREATING,
                nodes,
                new DaxCluster.Settings(
                        in.description(),
                        Objects.requireNonNullElse(in.preferredMaintenanceWindow(), "thu:23:30-fri:00:30"),
                        in.notificationTopicArn(),
                        in.notificationTopicArn() != null,
                        Names.fold(Objects.requireNonNullElse(in.parameterGroupName(), DaxParameters.DEFAULT)),
                        in.securityGroupIds()),
                ClusterTags.added(Map.of(), in.tags()));
        return call.write(tx -> {
            var clusters = DaxTables.CLUSTERS.in(call.scope());
            if (clusters.contains(tx, name)) {
                throw DaxErrors.clusterExists();
            }
            ParameterGroups.find(tx, call, cluster.settings().parameterGroup());
            SubnetGroups.use(tx, call, cluster.subnetGroup());
            checkNodes(tx, call, in.replicationFactor());
            life.pass(tx, call.scope(), cluster, call.time());
            return cluster;
        });
    }

    private void checkFactor(int factor) {
        long most = DaxLimits.NODES_PER_CLUSTER.in(limits);
        if (factor < 1) {
            throw DaxErrors.invalid("The replication factor must be at least 1: " + factor);
        }
        if (factor > most) {
            throw DaxErrors.nodesOfCluster(most);
        }
    }

    private void checkNodes(Snapshot snapshot, Call call, int more) {
        int there = 0;
        for (Row<String, DaxCluster> row : DaxTables.CLUSTERS.in(call.scope()).rows(snapshot, Range.all())) {
            there += row.value().nodes().size();
        }
        long most = DaxLimits.NODES.in(limits);
        if (there + more > most) {
            throw DaxErrors.nodesOfCustomer(most);
        }
    }

    Page<DaxCluster> describe(DescribeClustersRequest in, Call call) {
        List<String> names = in.clusterNames().stream().map(Names::cluster).toList();
        return call.read(snapshot -> {
            if (names.isEmpty()) {
                return Paging.page(() -> DaxTables.CLUSTERS
                                .in(call.scope())
                                .page(
                                        snapshot,
                                        Range.all(),
                                        Paging.limit(in.maxResults()),
                                        in.nextToken(),
                                        "DescribeClusters"))
                        .map(Row::value);
            }
            List<DaxCluster> found = new ArrayList<>();
            for (String name : names) {
                found.add(DaxTables.CLUSTERS
                        .in(call.scope())
                        .get(snapshot, name)
                        .orElseThrow(() -> DaxErrors.noCluster(name)));
            }
            return new Page<>(found, Optional.empty());
        });
    }

    DaxCluster update(UpdateClusterRequest in, Call call) {
        return change(in.clusterName(), call, (tx, cluster) -> {
            DaxCluster.Settings old = cluster.settings();
            String group = in.parameterGroupName() == null ? old.parameterGroup() : Names.fold(in.parameterGroupName());
            ParameterGroups.find(tx, call, group);
            String topic = in.notificationTopicArn() == null ? old.topicArn() : in.notificationTopicArn();
            boolean active = in.notificationTopicStatus() == null
                    ? old.topicActive() || in.notificationTopicArn() != null
                    : in.notificationTopicStatus().equals("active");
            DaxCluster changed = cluster.with(new DaxCluster.Settings(
                            Objects.requireNonNullElse(
                                    in.description(), Objects.requireNonNullElse(old.description(), "")),
                            Objects.requireNonNullElse(in.preferredMaintenanceWindow(), old.maintenanceWindow()),
                            topic == null || topic.isEmpty() ? null : topic,
                            active,
                            group,
                            in.hasSecurityGroupIds() ? in.securityGroupIds() : old.securityGroups()))
                    .with(DaxCluster.Status.MODIFYING);
            life.pass(tx, call.scope(), changed, call.time());
            return changed;
        });
    }

    DaxCluster increase(IncreaseReplicationFactorRequest in, Call call) {
        int wanted = in.newReplicationFactor();
        checkFactor(wanted);
        return change(in.clusterName(), call, (tx, cluster) -> {
            int more = wanted - cluster.nodes().size();
            if (more <= 0) {
                throw DaxErrors.invalid("The new replication factor must be larger than the current one, "
                        + cluster.nodes().size() + ": " + wanted);
            }
            checkNodes(tx, call, more);
            List<DaxNode> nodes = new ArrayList<>(cluster.nodes());
            nodes.addAll(new NodeNames(cluster.name(), call)
                    .more(nodes, more, in.hasAvailabilityZones() ? in.availabilityZones() : List.of()));
            DaxCluster changed = cluster.with(DaxCluster.Status.MODIFYING, nodes);
            life.pass(tx, call.scope(), changed, call.time());
            return changed;
        });
    }

    DaxCluster decrease(DecreaseReplicationFactorRequest in, Call call) {
        int wanted = in.newReplicationFactor();
        return change(in.clusterName(), call, (tx, cluster) -> {
            int less = cluster.nodes().size() - wanted;
            if (wanted < 1 || less <= 0) {
                throw DaxErrors.invalid(
                        "The new replication factor must be at least 1 and smaller than the current one, "
                                + cluster.nodes().size() + ": " + wanted);
            }
            List<String> leaving = leaving(in, cluster, less);
            DaxCluster changed = cluster.eachNode(
                    DaxCluster.Status.MODIFYING,
                    node -> leaving.contains(node.id()) ? node.with(DaxNode.State.DELETING) : node);
            life.pass(tx, call.scope(), changed, call.time());
            return changed;
        });
    }

    private static List<String> leaving(DecreaseReplicationFactorRequest in, DaxCluster cluster, int less) {
        if (!in.hasNodeIdsToRemove() || in.nodeIdsToRemove().isEmpty()) {
            List<DaxNode> nodes = cluster.nodes();
            return nodes.subList(nodes.size() - less, nodes.size()).stream()
                    .map(DaxNode::id)
                    .toList();
        }
        for (String id : in.nodeIdsToRemove()) {
            if (cluster.nodes().stream().noneMatch(node -> node.id().equals(id))) {
                throw DaxErrors.noNode(id);
            }
        }
        if (in.nodeIdsToRemove().stream().distinct().count() != less) {
            throw DaxErrors.combination(
                    "NodeIdsToRemove must name as many nodes as the replication factor goes down: " + less);
        }
        return in.nodeIdsToRemove();
    }

    DaxCluster reboot(String clusterName, String nodeId, Call call) {
        return change(clusterName, call, (tx, cluster) -> {
            if (cluster.nodes().stream().noneMatch(node -> node.id().equals(nodeId))) {
                throw DaxErrors.noNode(nodeId);
            }
            DaxCluster changed = cluster.eachNode(
                    DaxCluster.Status.MODIFYING,
                    node -> node.id().equals(nodeId) ? node.with(DaxNode.State.REBOOTING) : node);
            life.pass(tx, call.scope(), changed, call.time());
            return changed;
        });
    }

    DaxCluster delete(String clusterName, Call call) {
        return change(clusterName, call, (tx, cluster) -> {
            DaxCluster going = cluster.with(DaxCluster.Status.DELETING);
            life.pass(tx, call.scope(), going, call.time());
            return going;
        });
    }

    private static DaxCluster change(String name, Call call, BiFunction<Tx, DaxCluster, DaxCluster> change) {
        String kept = Names.cluster(name);
        return call.write(tx -> {
            DaxCluster cluster =
                    DaxTables.CLUSTERS.in(call.scope()).get(tx, kept).orElseThrow(DaxErrors::noCluster);
            if (cluster.status() != DaxCluster.Status.AVAILABLE) {
                throw DaxErrors.clusterState(cluster);
            }
            return change.apply(tx, cluster);
        });
    }
}
