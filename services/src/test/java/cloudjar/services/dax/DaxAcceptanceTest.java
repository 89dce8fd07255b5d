package cloudjar.services.dax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dax.DaxClient;
import software.amazon.awssdk.services.dax.model.Cluster;
import software.amazon.awssdk.services.dax.model.ClusterAlreadyExistsException;
import software.amazon.awssdk.services.dax.model.ClusterEndpointEncryptionType;
import software.amazon.awssdk.services.dax.model.ClusterNotFoundException;
import software.amazon.awssdk.services.dax.model.DescribeClustersResponse;
import software.amazon.awssdk.services.dax.model.Event;
import software.amazon.awssdk.services.dax.model.InvalidArnException;
import software.amazon.awssdk.services.dax.model.InvalidParameterGroupStateException;
import software.amazon.awssdk.services.dax.model.InvalidParameterValueException;
import software.amazon.awssdk.services.dax.model.Node;
import software.amazon.awssdk.services.dax.model.NodeNotFoundException;
import software.amazon.awssdk.services.dax.model.NodeQuotaForClusterExceededException;
import software.amazon.awssdk.services.dax.model.Parameter;
import software.amazon.awssdk.services.dax.model.ParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.dax.model.ParameterGroupNotFoundException;
import software.amazon.awssdk.services.dax.model.ParameterGroupQuotaExceededException;
import software.amazon.awssdk.services.dax.model.ParameterNameValue;
import software.amazon.awssdk.services.dax.model.SSEStatus;
import software.amazon.awssdk.services.dax.model.SourceType;
import software.amazon.awssdk.services.dax.model.SubnetGroupInUseException;
import software.amazon.awssdk.services.dax.model.SubnetGroupNotFoundException;
import software.amazon.awssdk.services.dax.model.SubnetQuotaExceededException;
import software.amazon.awssdk.services.dax.model.Tag;
import software.amazon.awssdk.services.dax.model.TagNotFoundException;

/** AWS's SDK for Java against the control plane of DAX. [DAX-1] */
class DaxAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private static final String ROLE = "arn:aws:iam::000000000000:role/dax";

    private DaxClient dax;

    @BeforeEach
    void client(TestWorld world) {
        dax = world.client(DaxClient.builder());
    }

    private Cluster create(String name, int nodes) {
        return dax.createCluster(create -> create.clusterName(name)
                        .nodeType("dax.t3.small")
                        .replicationFactor(nodes)
                        .iamRoleArn(ROLE))
                .cluster();
    }

    private Cluster described(String name) {
        return dax.describeClusters(describe -> describe.clusterNames(name))
                .clusters()
                .getFirst();
    }

    @Test
    void aClusterIsMadeWithItsNodes() {
        Cluster created = dax.createCluster(create -> create.clusterName("Fast")
                        .description("for reads")
                        .nodeType("dax.t3.small")
                        .replicationFactor(3)
                        .availabilityZones("us-east-1d", "us-east-1e", "us-east-1f")
                        .iamRoleArn(ROLE)
                        .sseSpecification(sse -> sse.enabled(true))
                        .clusterEndpointEncryptionType(ClusterEndpointEncryptionType.NONE))
                .cluster();
        assertThat(created.status()).isEqualTo("creating");
        assertThat(created.hasNodes()).isFalse();
        assertThat(created.clusterDiscoveryEndpoint().port()).isEqualTo(8111);
        assertThat(created.clusterDiscoveryEndpoint().address()).isNull();
        Cluster ready = described("fast");
        assertThat(ready.clusterName()).isEqualTo("fast");
        assertThat(ready.status()).isEqualTo("available");
        assertThat(ready.totalNodes()).isEqualTo(3);
        assertThat(ready.activeNodes()).isEqualTo(3);
        assertThat(ready.sseDescription().status()).isEqualTo(SSEStatus.ENABLED);
        assertThat(ready.clusterEndpointEncryptionType()).isEqualTo(ClusterEndpointEncryptionType.NONE);
        assertThat(ready.parameterGroup().parameterGroupName()).isEqualTo("default.dax1.0");
        assertThat(ready.subnetGroup()).isEqualTo("default");
        assertThat(ready.preferredMaintenanceWindow()).isEqualTo("thu:23:30-fri:00:30");
        assertThat(ready.clusterDiscoveryEndpoint().url())
                .matches("dax://fast\\.[a-z0-9]{6}\\.dax-clusters\\.us-east-1\\.amazonaws\\.com");
        assertThat(ready.nodes()).extracting(Node::nodeId).containsExactly("fast-a", "fast-b", "fast-c");
        assertThat(ready.nodes())
                .extracting(Node::availabilityZone)
                .containsExactly("us-east-1d", "us-east-1e", "us-east-1f");
    }

    @Test
    void aClusterIsChangedAndTakenAway() {
        create("fast", 3);
        assertThat(dax.decreaseReplicationFactor(decrease -> decrease.clusterName("fast")
                                .newReplicationFactor(2)
                                .nodeIdsToRemove("fast-b"))
                        .cluster()
                        .nodeIdsToRemove())
                .containsExactly("fast-b");
        assertThat(dax.increaseReplicationFactor(
                                increase -> increase.clusterName("fast").newReplicationFactor(4))
                        .cluster()
                        .status())
                .isEqualTo("modifying");
        assertThat(described("fast").nodes())
                .extracting(Node::nodeId)
                .containsExactly("fast-a", "fast-c", "fast-b", "fast-d");
        dax.rebootNode(reboot -> reboot.clusterName("fast").nodeId("fast-a"));
        dax.updateCluster(update -> update.clusterName("fast")
                .description("for all")
                .notificationTopicArn("arn:aws:sns:us-east-1:000000000000:told"));
        assertThat(described("fast").description()).isEqualTo("for all");
        assertThat(described("fast").notificationConfiguration().topicStatus()).isEqualTo("active");
        assertThat(dax.deleteCluster(delete -> delete.clusterName("fast"))
                        .cluster()
                        .status())
                .isEqualTo("deleting");
        assertThatThrownBy(() -> described("fast"))
                .isInstanceOfSatisfying(
                        ClusterNotFoundException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Cluster fast not found."));
        assertThat(dax.describeEvents(events -> events.sourceName("fast").sourceType(SourceType.CLUSTER))
                        .events())
                .extracting(Event::message)
                .contains("Cluster created.", "Removed node fast-b.", "Added node fast-d.", "Cluster deleted.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1invalid", "in_valid", "invalid-", "in--valid", "much-too-long-a-name1"})
    void namesOfClustersAreChecked(String name) {
        assertThatThrownBy(() -> create(name, 1))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining("Cluster ID specified is not a valid identifier.");
    }

    @ParameterizedTest
    @CsvSource({
        "n/a,ARNs must start with 'arn:': n/a",
        "arn:sth,Second colon partition not found: arn:sth",
        "arn:sth:aws,Third colon vendor not found: arn:sth:aws",
        "arn:sth:aws:else,Fourth colon (region/namespace delimiter) not found: arn:sth:aws:else",
        "arn:sth:aws:else:x,Fifth colon (namespace/relative-id delimiter) not found: arn:sth:aws:else:x"
    })
    void theRoleIsChecked(String arn, String message) {
        assertThatThrownBy(() -> dax.createCluster(create -> create.clusterName("fast")
                        .nodeType("dax.t3.small")
                        .replicationFactor(1)
                        .iamRoleArn(arn)))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining(message);
    }

    @Test
    void quotasAndWrongRequestsAreRefused() {
        create("fast", 1);
        assertThatThrownBy(() -> create("FAST", 1)).isInstanceOf(ClusterAlreadyExistsException.class);
        assertThatThrownBy(() -> create("wide", 12)).isInstanceOf(NodeQuotaForClusterExceededException.class);
        assertThatThrownBy(() -> create("none", 0)).isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() ->
                        dax.rebootNode(reboot -> reboot.clusterName("fast").nodeId("fast-z")))
                .isInstanceOf(NodeNotFoundException.class);
        assertThatThrownBy(() -> dax.increaseReplicationFactor(
                        increase -> increase.clusterName("fast").newReplicationFactor(1)))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> dax.deleteCluster(delete -> delete.clusterName("other")))
                .isInstanceOfSatisfying(
                        ClusterNotFoundException.class,
                        e -> assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("Cluster not found."));
    }

    @Test
    void clustersComeInPages() {
        IntStream.range(0, 23).forEach(number -> create("cluster" + number, 1));
        DescribeClustersResponse first = dax.describeClusters(describe -> describe.maxResults(20));
        assertThat(first.clusters()).hasSize(20);
        DescribeClustersResponse rest =
                dax.describeClusters(describe -> describe.maxResults(20).nextToken(first.nextToken()));
        assertThat(rest.clusters()).hasSize(3);
        assertThat(rest.nextToken()).isNull();
        assertThatThrownBy(() -> dax.describeClusters(describe -> describe.nextToken("nonsense")))
                .isInstanceOf(InvalidParameterValueException.class);
    }

    @Test
    void parameterGroupsHoldTheTimesThatThingsAreKept() {
        dax.createParameterGroup(create -> create.parameterGroupName("short").description("a minute"));
        dax.updateParameterGroup(update -> update.parameterGroupName("short")
                .parameterNameValues(ParameterNameValue.builder()
                        .parameterName("record-ttl-millis")
                        .parameterValue("60000")
                        .build()));
        assertThat(dax.describeParameters(describe -> describe.parameterGroupName("short"))
                        .parameters())
                .extracting(Parameter::parameterName, Parameter::parameterValue)
                .containsExactly(tuple("query-ttl-millis", "300000"), tuple("record-ttl-millis", "60000"));
        assertThat(dax.describeDefaultParameters(describe -> {}).parameters()).hasSize(2);
        assertThat(dax.describeParameterGroups(describe -> {}).parameterGroups())
                .extracting(group -> group.parameterGroupName())
                .containsExactly("default.dax1.0", "short");
        assertThatThrownBy(() -> dax.createParameterGroup(create -> create.parameterGroupName("Short")))
                .isInstanceOf(ParameterGroupAlreadyExistsException.class);
        assertThatThrownBy(() -> dax.updateParameterGroup(update -> update.parameterGroupName("short")
                        .parameterNameValues(ParameterNameValue.builder()
                                .parameterName("other")
                                .parameterValue("1")
                                .build())))
                .isInstanceOf(InvalidParameterValueException.class);
        dax.createCluster(create -> create.clusterName("fast")
                .nodeType("dax.t3.small")
                .replicationFactor(1)
                .iamRoleArn(ROLE)
                .parameterGroupName("short"));
        assertThatThrownBy(() -> dax.deleteParameterGroup(delete -> delete.parameterGroupName("short")))
                .isInstanceOf(InvalidParameterGroupStateException.class);
        assertThatThrownBy(() -> dax.deleteParameterGroup(delete -> delete.parameterGroupName("other")))
                .isInstanceOf(ParameterGroupNotFoundException.class);
        IntStream.range(0, 19)
                .forEach(number -> dax.createParameterGroup(create -> create.parameterGroupName("g" + number)));
        assertThatThrownBy(() -> dax.createParameterGroup(create -> create.parameterGroupName("more")))
                .isInstanceOf(ParameterGroupQuotaExceededException.class);
    }

    @Test
    void subnetGroupsAndTagsAreKept() {
        dax.createSubnetGroup(create -> create.subnetGroupName("Inner").subnetIds("subnet-0123456789abcdef0"));
        assertThatThrownBy(() -> dax.createSubnetGroup(create -> create.subnetGroupName("wide")
                        .subnetIds(IntStream.range(0, 21)
                                .mapToObj(number -> "subnet-" + "%08x".formatted(number))
                                .toList())))
                .isInstanceOf(SubnetQuotaExceededException.class);
        Cluster cluster = dax.createCluster(create -> create.clusterName("fast")
                        .nodeType("dax.t3.small")
                        .replicationFactor(1)
                        .iamRoleArn(ROLE)
                        .subnetGroupName("inner")
                        .tags(Tag.builder().key("team").value("a").build()))
                .cluster();
        dax.updateSubnetGroup(update -> update.subnetGroupName("inner").description("inside"));
        assertThat(dax.describeSubnetGroups(describe -> describe.subnetGroupNames("inner"))
                        .subnetGroups()
                        .getFirst()
                        .description())
                .isEqualTo("inside");
        assertThatThrownBy(() -> dax.deleteSubnetGroup(delete -> delete.subnetGroupName("inner")))
                .isInstanceOf(SubnetGroupInUseException.class);
        assertThatThrownBy(() -> dax.deleteSubnetGroup(delete -> delete.subnetGroupName("outer")))
                .isInstanceOf(SubnetGroupNotFoundException.class);
        String arn = cluster.clusterArn();
        dax.tagResource(tag -> tag.resourceName(arn)
                .tags(Tag.builder().key("stage").value("test").build()));
        dax.untagResource(untag -> untag.resourceName(arn).tagKeys("team"));
        assertThat(dax.listTags(list -> list.resourceName(arn)).tags())
                .containsExactly(Tag.builder().key("stage").value("test").build());
        assertThatThrownBy(
                        () -> dax.untagResource(untag -> untag.resourceName(arn).tagKeys("team")))
                .isInstanceOf(TagNotFoundException.class);
        assertThatThrownBy(() -> dax.listTags(list -> list.resourceName("arn:aws:s3:::bucket")))
                .isInstanceOf(InvalidArnException.class);
    }

    @Test
    void eventsAreShownForTheirTime(TestWorld world) {
        dax.createParameterGroup(create -> create.parameterGroupName("a"));
        world.clock().advance(Duration.ofHours(25));
        dax.createParameterGroup(create -> create.parameterGroupName("b"));
        assertThat(dax.describeEvents(events -> {}).events())
                .extracting(Event::sourceName)
                .isEqualTo(List.of("b"));
        assertThat(dax.describeEvents(events -> events.duration(60 * 48)).events())
                .extracting(Event::sourceName)
                .isEqualTo(List.of("a", "b"));
    }
}
