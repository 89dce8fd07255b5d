package cloudjar.services.dax;

import cloudjar.api.dax.Cluster;
import cloudjar.api.dax.Endpoint;
import cloudjar.api.dax.Node;
import cloudjar.api.dax.NotificationConfiguration;
import cloudjar.api.dax.ParameterGroupStatus;
import cloudjar.api.dax.SSEDescription;
import cloudjar.api.dax.SSEStatus;
import cloudjar.api.dax.SecurityGroupMembership;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.DataPlanes;
import java.util.List;
import java.util.OptionalInt;

/** Clusters as they are shown. */
record ClusterForms(DataPlanes planes) {
    private static final int PORT = 8111;

    /** A cluster; nodes and addresses only when they are there. */
    Cluster shown(DaxCluster cluster, Call call) {
        DaxCluster.Settings settings = cluster.settings();
        boolean answers = cluster.answers();
        Cluster.Builder shown = Cluster.builder()
                .clusterName(cluster.name())
                .description(settings.description())
                .clusterArn(cluster.arn().toString())
                .totalNodes(cluster.nodes().size())
                .activeNodes(answers ? cluster.active() : 0)
                .nodeType(cluster.nodeType())
                .status_(cluster.status().word())
                .clusterDiscoveryEndpoint(
                        answers
                                ? endpoint(call, cluster, host(cluster, cluster.name() + "." + cluster.suffix()))
                                : Endpoint.builder().port(port()).build())
                .preferredMaintenanceWindow(settings.maintenanceWindow())
                .subnetGroup(cluster.subnetGroup())
                .securityGroups(securityGroups(settings))
                .iamRoleArn(cluster.roleArn())
                .parameterGroup(ParameterGroupStatus.builder()
                        .parameterGroupName(settings.parameterGroup())
                        .parameterApplyStatus("in-sync")
                        .nodeIdsToReboot(List.of())
                        .build())
                .sseDescription(SSEDescription.builder()
                        .status_(cluster.encrypted() ? SSEStatus.ENABLED : SSEStatus.DISABLED)
                        .build())
                .clusterEndpointEncryptionType(cluster.tls() ? "TLS" : "NONE");
        if (settings.topicArn() != null) {
            shown.notificationConfiguration(NotificationConfiguration.builder()
                    .topicArn(settings.topicArn())
                    .topicStatus(settings.topicActive() ? "active" : "inactive")
                    .build());
        }
        List<String> leaving = cluster.leaving();
        if (!leaving.isEmpty()) {
            shown.nodeIdsToRemove(leaving);
        }
        if (answers) {
            shown.nodes(cluster.nodes().stream()
                    .map(node -> node(node, cluster, call))
                    .toList());
        }
        return shown.build();
    }

    private static List<SecurityGroupMembership> securityGroups(DaxCluster.Settings settings) {
        return settings.securityGroups().stream()
                .map(id -> SecurityGroupMembership.builder()
                        .securityGroupIdentifier(id)
                        .status_("active")
                        .build())
                .toList();
    }

    private Node node(DaxNode node, DaxCluster cluster, Call call) {
        Node.Builder shown =
                Node.builder().nodeId(node.id()).nodeStatus(node.state().word());
        if (node.state() != DaxNode.State.CREATING && node.state() != DaxNode.State.DELETING) {
            shown.endpoint(
                            endpoint(call, cluster, host(cluster, node.id() + "." + cluster.suffix() + ".nodes"))
                                    .toBuilder()
                                    .url(null)
                                    .build())
                    .nodeCreateTime(node.created())
                    .availabilityZone(node.zone())
                    .parameterGroupStatus("in-sync");
        }
        return shown.build();
    }

    private static String host(DaxCluster cluster, String name) {
        return name + ".dax-clusters." + cluster.region() + ".amazonaws.com";
    }

    /** Where the data plane is, as the caller reaches us; AWS's name where nothing listens. */
    private Endpoint endpoint(Call call, DaxCluster cluster, String usual) {
        OptionalInt open = planes.port("dax");
        String host = open.isPresent() ? call.endpoint().host() : usual;
        String scheme = cluster.tls() ? "daxs" : "dax";
        return Endpoint.builder()
                .address(host)
                .port(port())
                .url(scheme + "://" + host + (open.isPresent() ? ":" + port() : ""))
                .build();
    }

    private int port() {
        return planes.port("dax").orElse(PORT);
    }
}
