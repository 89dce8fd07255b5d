package cloudjar.services.dax;

import cloudjar.kernel.tenancy.Arn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cluster.
 *
 * @param suffix a text of the cluster's own in the names of its addresses
 * @param encrypted whether what it keeps is encrypted
 * @param tls whether clients must use TLS
 */
record DaxCluster(
        String name,
        String account,
        String region,
        String suffix,
        String nodeType,
        String roleArn,
        String subnetGroup,
        boolean encrypted,
        boolean tls,
        Status status,
        List<DaxNode> nodes,
        Settings settings,
        Map<String, String> tags) {
    DaxCluster {
        nodes = List.copyOf(nodes);
        tags = Map.copyOf(tags);
    }

    /** What a cluster is about to do. */
    enum Status {
        CREATING,
        AVAILABLE,
        MODIFYING,
        DELETING;

        /** As AWS spells it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What of a cluster can be changed.
     *
     * @param topicArn where its events are published; null where they are not
     */
    record Settings(
            @Nullable String description,
            String maintenanceWindow,
            @Nullable String topicArn,
            boolean topicActive,
            String parameterGroup,
            List<String> securityGroups) {
        Settings {
            securityGroups = List.copyOf(securityGroups);
        }
    }

    Arn arn() {
        return Arn.of("dax", region, account, "cache/" + name);
    }

    DaxCluster with(Status other) {
        return with(other, nodes);
    }

    DaxCluster with(Status other, List<DaxNode> otherNodes) {
        return with(other, otherNodes, settings, tags);
    }

    DaxCluster with(Settings others) {
        return with(status, nodes, others, tags);
    }

    DaxCluster tagged(Map<String, String> others) {
        return with(status, nodes, settings, others);
    }

    private DaxCluster with(
            Status other, List<DaxNode> otherNodes, Settings otherSettings, Map<String, String> otherTags) {
        return new DaxCluster(
                name,
                account,
                region,
                suffix,
                nodeType,
                roleArn,
                subnetGroup,
                encrypted,
                tls,
                other,
                otherNodes,
                otherSettings,
                otherTags);
    }

    /** This cluster with something made of each node. */
    DaxCluster eachNode(Status other, UnaryOperator<DaxNode> change) {
        return with(other, nodes.stream().map(change).toList());
    }

    /** This cluster when what it was about to do is done. */
    DaxCluster settled() {
        List<DaxNode> left = new ArrayList<>();
        for (DaxNode node : nodes) {
            if (node.state() != DaxNode.State.DELETING) {
                left.add(node.with(DaxNode.State.AVAILABLE));
            }
        }
        return with(Status.AVAILABLE, left);
    }

    /** How many nodes answer. */
    int active() {
        return (int) nodes.stream()
                .filter(node -> node.state() == DaxNode.State.AVAILABLE)
                .count();
    }

    /** The nodes that are to go. */
    List<String> leaving() {
        return nodes.stream()
                .filter(node -> node.state() == DaxNode.State.DELETING)
                .map(DaxNode::id)
                .toList();
    }

    /** Whether it answers clients. */
    boolean answers() {
        return status == Status.AVAILABLE || status == Status.MODIFYING;
    }
}
