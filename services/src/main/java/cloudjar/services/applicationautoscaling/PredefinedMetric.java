package cloudjar.services.applicationautoscaling;

import java.util.List;
import java.util.Optional;

/**
 * The metrics that target tracking policies know by one word.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/autoscaling/application/userguide/monitoring-cloudwatch.html">Metrics of services</a>
 */
enum PredefinedMetric {
    TABLE_READS("DynamoDBReadCapacityUtilization", "AWS/DynamoDB", "ConsumedReadCapacityUnits", "Sum"),
    TABLE_WRITES("DynamoDBWriteCapacityUtilization", "AWS/DynamoDB", "ConsumedWriteCapacityUnits", "Sum"),
    BALANCER("ALBRequestCountPerTarget", "AWS/ApplicationELB", "RequestCountPerTarget", "Sum"),
    RDS_CPU("RDSReaderAverageCPUUtilization", "AWS/RDS", "CPUUtilization", "Average"),
    RDS_CONNECTIONS("RDSReaderAverageDatabaseConnections", "AWS/RDS", "DatabaseConnections", "Average"),
    SPOT_CPU("EC2SpotFleetRequestAverageCPUUtilization", "AWS/EC2Spot", "CPUUtilization", "Average"),
    SPOT_IN("EC2SpotFleetRequestAverageNetworkIn", "AWS/EC2Spot", "NetworkIn", "Average"),
    SPOT_OUT("EC2SpotFleetRequestAverageNetworkOut", "AWS/EC2Spot", "NetworkOut", "Average"),
    VARIANT_INVOCATIONS("SageMakerVariantInvocationsPerInstance", "AWS/SageMaker", "InvocationsPerInstance", "Sum"),
    VARIANT_CONCURRENCY(
            "SageMakerVariantProvisionedConcurrencyUtilization",
            "AWS/SageMaker",
            "ServerlessProvisionedConcurrencyUtilization",
            "Maximum"),
    VARIANT_REQUESTS(
            "SageMakerVariantConcurrentRequestsPerModelHighResolution",
            "AWS/SageMaker",
            "ConcurrentRequestsPerModel",
            "Maximum"),
    COMPONENT_INVOCATIONS(
            "SageMakerInferenceComponentInvocationsPerCopy", "AWS/SageMaker", "InvocationsPerCopy", "Sum"),
    COMPONENT_REQUESTS(
            "SageMakerInferenceComponentConcurrentRequestsPerCopyHighResolution",
            "AWS/SageMaker",
            "ConcurrentRequestsPerCopy",
            "Maximum"),
    ECS_CPU("ECSServiceAverageCPUUtilization", "AWS/ECS", "CPUUtilization", "Average"),
    ECS_MEMORY("ECSServiceAverageMemoryUtilization", "AWS/ECS", "MemoryUtilization", "Average"),
    FLEET("AppStreamAverageCapacityUtilization", "AWS/AppStream", "CapacityUtilization", "Average"),
    COMPREHEND("ComprehendInferenceUtilization", "AWS/Comprehend", "InferenceUtilization", "Average"),
    FUNCTION("LambdaProvisionedConcurrencyUtilization", "AWS/Lambda", "ProvisionedConcurrencyUtilization", "Maximum"),
    KEYSPACE_READS("CassandraReadCapacityUtilization", "AWS/Cassandra", "ConsumedReadCapacityUnits", "Sum"),
    KEYSPACE_WRITES("CassandraWriteCapacityUtilization", "AWS/Cassandra", "ConsumedWriteCapacityUnits", "Sum"),
    KAFKA("KafkaBrokerStorageUtilization", "AWS/Kafka", "KafkaDataLogsDiskUsed", "Maximum"),
    CACHE_PRIMARY_CPU(
            "ElastiCachePrimaryEngineCPUUtilization", "AWS/ElastiCache", "PrimaryEngineCPUUtilization", "Average"),
    CACHE_REPLICA_CPU(
            "ElastiCacheReplicaEngineCPUUtilization", "AWS/ElastiCache", "ReplicaEngineCPUUtilization", "Average"),
    CACHE_MEMORY(
            "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage",
            "AWS/ElastiCache",
            "DatabaseMemoryUsageCountedForEvictPercentage",
            "Average"),
    CACHE_CAPACITY(
            "ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage",
            "AWS/ElastiCache",
            "DatabaseCapacityUsageCountedForEvictPercentage",
            "Average"),
    CACHE_CPU("ElastiCacheEngineCPUUtilization", "AWS/ElastiCache", "EngineCPUUtilization", "Average"),
    CACHE_USAGE(
            "ElastiCacheDatabaseMemoryUsagePercentage", "AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "Average"),
    NEPTUNE_CPU("NeptuneReaderAverageCPUUtilization", "AWS/Neptune", "CPUUtilization", "Average"),
    POOL(
            "WorkSpacesAverageUserSessionsCapacityUtilization",
            "AWS/WorkSpaces",
            "UserSessionsCapacityUtilization",
            "Average");

    private final String type;
    private final String namespace;
    private final String metric;
    private final String statistic;

    PredefinedMetric(String type, String namespace, String metric, String statistic) {
        this.type = type;
        this.namespace = namespace;
        this.metric = metric;
        this.statistic = statistic;
    }

    static Optional<PredefinedMetric> of(String type) {
        for (PredefinedMetric metric : values()) {
            if (metric.type.equals(type)) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }

    String namespace() {
        return namespace;
    }

    String metric() {
        return metric;
    }

    String statistic() {
        return statistic;
    }

    /** Whether it is about what the dimension scales. */
    boolean fits(ScaledDimension dimension) {
        return switch (dimension) {
            case TABLE_READS, INDEX_READS -> this == TABLE_READS;
            case TABLE_WRITES, INDEX_WRITES -> this == TABLE_WRITES;
            case ECS_SERVICE -> this == ECS_CPU || this == ECS_MEMORY || this == BALANCER;
            case SPOT_FLEET -> this == SPOT_CPU || this == SPOT_IN || this == SPOT_OUT || this == BALANCER;
            case APPSTREAM_FLEET -> this == FLEET;
            case RDS_CLUSTER -> this == RDS_CPU || this == RDS_CONNECTIONS;
            case SAGEMAKER_VARIANT -> this == VARIANT_INVOCATIONS || this == VARIANT_REQUESTS;
            case SAGEMAKER_CONCURRENCY -> this == VARIANT_CONCURRENCY;
            case SAGEMAKER_COMPONENT -> this == COMPONENT_INVOCATIONS || this == COMPONENT_REQUESTS;
            case COMPREHEND_CLASSIFIER, COMPREHEND_RECOGNIZER -> this == COMPREHEND;
            case LAMBDA_FUNCTION -> this == FUNCTION;
            case CASSANDRA_READS -> this == KEYSPACE_READS;
            case CASSANDRA_WRITES -> this == KEYSPACE_WRITES;
            case KAFKA_STORAGE -> this == KAFKA;
            case ELASTICACHE_GROUPS, ELASTICACHE_REPLICAS, ELASTICACHE_NODES -> namespace.equals("AWS/ElastiCache");
            case NEPTUNE_CLUSTER -> this == NEPTUNE_CPU;
            case WORKSPACES_POOL -> this == POOL;
            case EMR_GROUP, CUSTOM -> false;
        };
    }

    /** The names of its dimensions, in the order of the names within a resource's ID. */
    List<String> dimensions(ScaledDimension dimension) {
        return switch (dimension) {
            case TABLE_READS, TABLE_WRITES -> List.of("TableName");
            case INDEX_READS, INDEX_WRITES -> List.of("TableName", "GlobalSecondaryIndexName");
            case ECS_SERVICE -> List.of("ClusterName", "ServiceName");
            case SPOT_FLEET -> List.of("FleetRequestId");
            case APPSTREAM_FLEET -> List.of("Fleet");
            case RDS_CLUSTER, NEPTUNE_CLUSTER -> List.of("DBClusterIdentifier");
            case SAGEMAKER_VARIANT, SAGEMAKER_CONCURRENCY -> List.of("EndpointName", "VariantName");
            case SAGEMAKER_COMPONENT -> List.of("InferenceComponentName");
            case COMPREHEND_CLASSIFIER, COMPREHEND_RECOGNIZER -> List.of("EndpointArn");
            case LAMBDA_FUNCTION -> List.of("FunctionName", "Resource");
            case CASSANDRA_READS, CASSANDRA_WRITES -> List.of("Keyspace", "TableName");
            case KAFKA_STORAGE -> List.of("Cluster Name");
            case ELASTICACHE_GROUPS, ELASTICACHE_REPLICAS -> List.of("ReplicationGroupId");
            case ELASTICACHE_NODES -> List.of("CacheClusterId");
            case WORKSPACES_POOL -> List.of("WorkSpaces pool ID");
            case EMR_GROUP, CUSTOM -> List.of();
        };
    }
}
