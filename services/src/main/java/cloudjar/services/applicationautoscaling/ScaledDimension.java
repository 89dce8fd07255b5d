package cloudjar.services.applicationautoscaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be scaled of which resources.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html">Resource IDs and
 *     dimensions</a>
 * @see <a href="https://docs.aws.amazon.com/autoscaling/application/userguide/integrated-services-list.html">Service-linked
 *     roles</a>
 */
enum ScaledDimension {
    ECS_SERVICE("ecs:service:DesiredCount", "service/([^/]+)/([^/]+)", "desired count", 0, "ECSService"),
    SPOT_FLEET(
            "ec2:spot-fleet-request:TargetCapacity",
            "spot-fleet-request/(.+)",
            "target capacity",
            0,
            "EC2SpotFleetRequest"),
    EMR_GROUP("elasticmapreduce:instancegroup:InstanceCount", "instancegroup/([^/]+)/([^/]+)", "instance count", 0, ""),
    APPSTREAM_FLEET("appstream:fleet:DesiredCapacity", "fleet/(.+)", "desired capacity", 0, "AppStreamFleet"),
    TABLE_READS("dynamodb:table:ReadCapacityUnits", "table/([^/]+)", "read capacity units", 1, "DynamoDBTable"),
    TABLE_WRITES("dynamodb:table:WriteCapacityUnits", "table/([^/]+)", "write capacity units", 1, "DynamoDBTable"),
    INDEX_READS(
            "dynamodb:index:ReadCapacityUnits",
            "table/([^/]+)/index/([^/]+)",
            "read capacity units",
            1,
            "DynamoDBTable"),
    INDEX_WRITES(
            "dynamodb:index:WriteCapacityUnits",
            "table/([^/]+)/index/([^/]+)",
            "write capacity units",
            1,
            "DynamoDBTable"),
    RDS_CLUSTER("rds:cluster:ReadReplicaCount", "cluster:(.+)", "read replica count", 0, "RDSCluster"),
    SAGEMAKER_VARIANT(
            "sagemaker:variant:DesiredInstanceCount",
            "endpoint/([^/]+)/variant/([^/]+)",
            "desired instance count",
            0,
            "SageMakerEndpoint"),
    SAGEMAKER_CONCURRENCY(
            "sagemaker:variant:DesiredProvisionedConcurrency",
            "endpoint/([^/]+)/variant/([^/]+)",
            "desired provisioned concurrency",
            0,
            "SageMakerEndpoint"),
    SAGEMAKER_COMPONENT(
            "sagemaker:inference-component:DesiredCopyCount",
            "inference-component/(.+)",
            "desired copy count",
            0,
            "SageMakerEndpoint"),
    CUSTOM("custom-resource:ResourceType:Property", "(.+)", "capacity", 0, "CustomResource"),
    COMPREHEND_CLASSIFIER(
            "comprehend:document-classifier-endpoint:DesiredInferenceUnits",
            "(arn:.+:document-classifier-endpoint/.+)",
            "desired inference units",
            1,
            "ComprehendEndpoint"),
    COMPREHEND_RECOGNIZER(
            "comprehend:entity-recognizer-endpoint:DesiredInferenceUnits",
            "(arn:.+:entity-recognizer-endpoint/.+)",
            "desired inference units",
            1,
            "ComprehendEndpoint"),
    LAMBDA_FUNCTION(
            "lambda:function:ProvisionedConcurrency",
            "function:([^:]+):((?!\\$LATEST$)[^:]+)",
            "provisioned concurrency",
            0,
            "LambdaConcurrency"),
    CASSANDRA_READS(
            "cassandra:table:ReadCapacityUnits",
            "keyspace/([^/]+)/table/([^/]+)",
            "read capacity units",
            1,
            "CassandraTable"),
    CASSANDRA_WRITES(
            "cassandra:table:WriteCapacityUnits",
            "keyspace/([^/]+)/table/([^/]+)",
            "write capacity units",
            1,
            "CassandraTable"),
    KAFKA_STORAGE(
            "kafka:broker-storage:VolumeSize", "arn:.+:kafka:.+:cluster/([^/]+)/.+", "volume size", 1, "KafkaCluster"),
    ELASTICACHE_GROUPS(
            "elasticache:replication-group:NodeGroups", "replication-group/(.+)", "node groups", 1, "ElastiCacheRG"),
    ELASTICACHE_REPLICAS(
            "elasticache:replication-group:Replicas", "replication-group/(.+)", "replicas", 1, "ElastiCacheRG"),
    ELASTICACHE_NODES("elasticache:cache-cluster:Nodes", "cache-cluster/(.+)", "nodes", 1, "ElastiCacheRG"),
    NEPTUNE_CLUSTER("neptune:cluster:ReadReplicaCount", "cluster:(.+)", "read replica count", 1, "NeptuneCluster"),
    WORKSPACES_POOL(
            "workspaces:workspacespool:DesiredUserSessions",
            "workspacespool/(.+)",
            "desired user sessions",
            1,
            "WorkSpacesPool");

    private static final int COOLDOWN_SECONDS = 300;

    private final String id;
    private final Pattern resources;
    private final String noun;
    private final int least;
    private final String role;

    ScaledDimension(String id, String resources, String noun, int least, String role) {
        this.id = id;
        this.resources = Pattern.compile(resources);
        this.noun = noun;
        this.least = least;
        this.role = role;
    }

    static Optional<ScaledDimension> of(String id) {
        for (ScaledDimension dimension : values()) {
            if (dimension.id.equals(id)) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }

    /** Whether resources of this dimension are named like that. */
    boolean takes(String resource) {
        return resources.matcher(resource).matches();
    }

    /** The names within a resource's ID: a table, and its index where there is one. */
    List<String> names(String resource) {
        Matcher matcher = resources.matcher(resource);
        List<String> names = new ArrayList<>();
        if (matcher.matches()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                names.add(matcher.group(group));
            }
        }
        return names;
    }

    /** What activities call it, such as "write capacity units". */
    String noun() {
        return noun;
    }

    /** The least capacity that a resource can have. */
    int least() {
        return least;
    }

    /** The end of the service-linked role's name; empty where the service has none. */
    String role() {
        return role;
    }

    boolean isDynamoDb() {
        return id.startsWith("dynamodb:");
    }

    /** Whether it is read capacity, of those that have two kinds. */
    boolean isReads() {
        return id.endsWith(":ReadCapacityUnits");
    }

    /** Whether policies may go by steps (API Reference, PutScalingPolicy). */
    boolean takesSteps() {
        return switch (this) {
            case TABLE_READS,
                    TABLE_WRITES,
                    INDEX_READS,
                    INDEX_WRITES,
                    COMPREHEND_CLASSIFIER,
                    COMPREHEND_RECOGNIZER,
                    LAMBDA_FUNCTION,
                    CASSANDRA_READS,
                    CASSANDRA_WRITES,
                    KAFKA_STORAGE,
                    ELASTICACHE_GROUPS,
                    ELASTICACHE_REPLICAS,
                    ELASTICACHE_NODES,
                    NEPTUNE_CLUSTER -> false;
            default -> true;
        };
    }

    /** Whether policies may track a target (the same page). */
    boolean takesTracking() {
        return this != EMR_GROUP;
    }

    /**
     * How long a target tracking policy rests where it does not say.
     *
     * @see <a href=
     *     "https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html">Cooldowns</a>
     */
    int cooldownSeconds() {
        return switch (this) {
            case TABLE_READS,
                    TABLE_WRITES,
                    INDEX_READS,
                    INDEX_WRITES,
                    COMPREHEND_CLASSIFIER,
                    COMPREHEND_RECOGNIZER,
                    LAMBDA_FUNCTION,
                    CASSANDRA_READS,
                    CASSANDRA_WRITES,
                    KAFKA_STORAGE -> 0;
            default -> COOLDOWN_SECONDS;
        };
    }
}
