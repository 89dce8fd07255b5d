package cloudjar.services.ssm;

import static cloudjar.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import cloudjar.services.Services;
import cloudjar.testkit.CloudExtension;
import cloudjar.testkit.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DocumentPermissionType;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** AWS's SDK for Java. The codes in brackets are those of the checks that a test proves. */
class SsmAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = new CloudExtension(Services::all);

    private TestWorld world;
    private SsmClient ssm;

    @BeforeEach
    void open(TestWorld given) {
        world = given;
        ssm = world.client(SsmClient.builder());
    }

    private void put(String name, String value) {
        ssm.putParameter(
                put -> put.name(name).value(value).type(ParameterType.STRING).overwrite(true));
    }

    private String get(String name) {
        return ssm.getParameter(get -> get.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    /** [SSM-1] */
    @Test
    void parametersFormHierarchiesAndSecureOnesAreSealed() {
        put("/app/prod/url", "u");
        put("/app/prod/db/name", "n");
        put("plain", "p");
        ssm.putParameter(put -> put.name("/app/prod/secret").value("s3cret").type(ParameterType.SECURE_STRING));
        assertThat(get("/app/prod/secret")).isEqualTo("s3cret");
        Parameter sealed = ssm.getParameter(get -> get.name("/app/prod/secret")).parameter();
        assertThat(sealed.value()).isNotEqualTo("s3cret");
        assertThat(sealed.arn()).isEqualTo("arn:aws:ssm:us-east-1:000000000000:parameter/app/prod/secret");
        assertThat(get("arn:aws:ssm:us-east-1:000000000000:parameter/plain")).isEqualTo("p");
        assertThat(names(ssm.getParametersByPath(get -> get.path("/app/prod")).parameters()))
                .containsExactly("/app/prod/secret", "/app/prod/url");
        assertThat(names(ssm.getParametersByPath(get -> get.path("/app").recursive(true))
                        .parameters()))
                .containsExactly("/app/prod/db/name", "/app/prod/secret", "/app/prod/url");
        assertThat(ssm
                        .getParametersByPathPaginator(
                                get -> get.path("/").recursive(true).maxResults(1))
                        .stream())
                .hasSize(4);
        GetParametersResponse several = ssm.getParameters(get -> get.names("plain", "absent", "/app/prod/url"));
        assertThat(names(several.parameters())).containsExactly("plain", "/app/prod/url");
        assertThat(several.invalidParameters()).containsExactly("absent");
        KmsClient kms = world.client(KmsClient.builder());
        String key = kms.createKey().keyMetadata().keyId();
        ssm.putParameter(put -> put.name("own")
                .value("x".repeat(6000))
                .type(ParameterType.SECURE_STRING)
                .keyId(key)
                .tier(ParameterTier.ADVANCED));
        assertThat(get("own")).hasSize(6000);
        kms.disableKey(disable -> disable.keyId(key));
        assertRefused(() -> get("own"), "InvalidKeyId");
    }

    private static List<String> names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).toList();
    }

    @Test
    void versionsAreLabelledAndKeptUpToAHundred() {
        for (int i = 1; i <= 3; i++) {
            put("v", "value-" + i);
        }
        ssm.labelParameterVersion(label -> label.name("v").parameterVersion(2L).labels("good"));
        assertThat(ssm.labelParameterVersion(label -> label.name("v").labels("1bad", "aws-x"))
                        .invalidLabels())
                .containsExactly("1bad", "aws-x");
        assertThat(get("v:1")).isEqualTo("value-1");
        assertThat(get("v:good")).isEqualTo("value-2");
        assertRefused(() -> get("v:9"), "ParameterVersionNotFound");
        assertThat(ssm.getParameterHistory(history -> history.name("v")).parameters())
                .hasSize(3)
                .element(1)
                .satisfies(second -> assertThat(second.labels()).containsExactly("good"));
        for (int i = 4; i <= 101; i++) {
            put("v", "value-" + i);
        }
        assertRefused(() -> get("v:1"), "ParameterVersionNotFound");
        assertRefused(() -> put("v", "value-102"), "ParameterMaxVersionLimitExceeded");
        ssm.unlabelParameterVersion(
                unlabel -> unlabel.name("v").parameterVersion(2L).labels("good"));
        put("v", "value-102");
    }

    @Test
    void badParametersAreRefused() {
        put("there", "x");
        assertRefused(
                () -> ssm.putParameter(put -> put.name("there").value("y").type(ParameterType.STRING)),
                "ParameterAlreadyExists");
        assertRefused(
                () -> ssm.putParameter(put -> put.name("there")
                        .value("y")
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(true)),
                "HierarchyTypeMismatchException");
        assertRefused(() -> ssm.putParameter(put -> put.name("new").value("y")), "ValidationException");
        for (String name : List.of("ssm-x", "a/b", "/a//b", "sp ace")) {
            assertRefused(() -> put(name, "x"), "ValidationException");
        }
        assertRefused(() -> put("/aws/x", "x"), "AccessDeniedException");
        assertRefused(() -> put("/a".repeat(16), "x"), "HierarchyLevelLimitExceededException");
        assertRefused(() -> put("large", "x".repeat(4097)), "ValidationException");
        assertRefused(
                () -> ssm.putParameter(put -> put.name("pattern")
                        .value("abc")
                        .type(ParameterType.STRING)
                        .allowedPattern("\\d+")),
                "ParameterPatternMismatchException");
        assertRefused(
                () -> ssm.putParameter(put -> put.name("image")
                        .value("no image")
                        .type(ParameterType.STRING)
                        .dataType("aws:ec2:image")),
                "ValidationException");
        assertRefused(() -> get("absent"), "ParameterNotFound");
        assertRefused(() -> ssm.deleteParameter(delete -> delete.name("absent")), "ParameterNotFound");
        assertThat(ssm.deleteParameters(delete -> delete.names("there", "absent"))
                        .deletedParameters())
                .containsExactly("there");
    }

    @Test
    void tiersAndPoliciesGoTogether() {
        assertThat(ssm.putParameter(put -> put.name("tiered")
                                .value("x".repeat(5000))
                                .type(ParameterType.STRING)
                                .tier(ParameterTier.INTELLIGENT_TIERING))
                        .tier())
                .isEqualTo(ParameterTier.ADVANCED);
        assertRefused(
                () -> ssm.putParameter(put -> put.name("tiered")
                        .value("x")
                        .tier(ParameterTier.STANDARD)
                        .overwrite(true)),
                "ValidationException");
        String end = world.clock().now().plus(Duration.ofDays(30)).toString();
        String policies = """
                [{"Type":"Expiration","Version":"1.0","Attributes":{"Timestamp":"%s"}},
                 {"Type":"ExpirationNotification","Version":"1.0","Attributes":{"Before":"10","Unit":"Days"}},
                 {"Type":"NoChangeNotification","Version":"1.0","Attributes":{"After":"5","Unit":"Days"}}]""".formatted(end);
        assertRefused(
                () -> ssm.putParameter(put ->
                        put.name("ends").value("x").type(ParameterType.STRING).policies(policies)),
                "ValidationException");
        ssm.putParameter(put -> put.name("ends")
                .value("x")
                .type(ParameterType.STRING)
                .tier(ParameterTier.ADVANCED)
                .policies(policies));
        world.clock().advance(Duration.ofDays(21));
        assertThat(described("ends").policies().stream()
                        .collect(Collectors.toMap(policy -> policy.policyType(), policy -> policy.policyStatus())))
                .isEqualTo(Map.of(
                        "Expiration", "Pending",
                        "ExpirationNotification", "Finished",
                        "NoChangeNotification", "Finished"));
        world.clock().advance(Duration.ofDays(10));
        assertRefused(() -> get("ends"), "ParameterNotFound");
        assertRefused(
                () -> ssm.putParameter(put -> put.name("bad")
                        .value("x")
                        .type(ParameterType.STRING)
                        .tier(ParameterTier.ADVANCED)
                        .policies("[{\"Type\":\"Other\"}]")),
                "InvalidPolicyTypeException");
    }

    @Test
    void settingsAreChangedAndReset() {
        ssm.updateServiceSetting(update ->
                update.settingId("/ssm/parameter-store/default-parameter-tier").settingValue("Advanced"));
        assertThat(ssm.putParameter(put -> put.name("set").value("x").type(ParameterType.STRING))
                        .tier())
                .isEqualTo(ParameterTier.ADVANCED);
        assertThat(ssm.resetServiceSetting(reset -> reset.settingId("/ssm/parameter-store/default-parameter-tier"))
                        .serviceSetting()
                        .settingValue())
                .isEqualTo("Standard");
        assertRefused(() -> ssm.getServiceSetting(get -> get.settingId("/ssm/other")), "ServiceSettingNotFound");
    }

    private ParameterMetadata described(String name) {
        return ssm.describeParameters(describe -> describe.parameterFilters(filter("Name", "Equals", name)))
                .parameters()
                .getFirst();
    }

    private static ParameterStringFilter filter(String key, String option, String value) {
        return ParameterStringFilter.builder()
                .key(key)
                .option(option)
                .values(value)
                .build();
    }

    @Test
    void listsAreFiltered() {
        put("/f/a", "1");
        put("/f/b/c", "2");
        ssm.putParameter(put -> put.name("/f/list")
                .value("1,2")
                .type(ParameterType.STRING_LIST)
                .tags(Tag.builder().key("env").value("prod").build()));
        assertThat(filtered(filter("Path", "Recursive", "/f"))).containsExactly("/f/a", "/f/b/c", "/f/list");
        assertThat(filtered(filter("Path", "OneLevel", "/f"))).containsExactly("/f/a", "/f/list");
        assertThat(filtered(filter("Type", "Equals", "StringList"))).containsExactly("/f/list");
        assertThat(filtered(filter("Name", "Contains", "b"))).containsExactly("/f/b/c");
        assertThat(filtered(ParameterStringFilter.builder()
                        .key("tag:env")
                        .values("prod")
                        .build()))
                .containsExactly("/f/list");
        assertRefused(() -> filtered(filter("Label", "Equals", "x")), "InvalidFilterKey");
        assertRefused(() -> filtered(filter("Name", "Nonsense", "x")), "InvalidFilterOption");
        ssm.addTagsToResource(add -> add.resourceType(ResourceTypeForTagging.PARAMETER)
                .resourceId("/f/a")
                .tags(Tag.builder().key("k").value("v").build()));
        assertThat(ssm.listTagsForResource(list -> list.resourceType(ResourceTypeForTagging.PARAMETER)
                                .resourceId("/f/a"))
                        .tagList())
                .hasSize(1);
        assertRefused(
                () -> ssm.listTagsForResource(list ->
                        list.resourceType(ResourceTypeForTagging.PARAMETER).resourceId("absent")),
                "InvalidResourceId");
    }

    private List<String> filtered(ParameterStringFilter filter) {
        return ssm.describeParameters(describe -> describe.parameterFilters(filter)).parameters().stream()
                .map(ParameterMetadata::name)
                .toList();
    }

    @Test
    void awsPublishesParametersAndSecretsCanBeReferredTo() {
        assertThat(get("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"))
                .startsWith("ami-");
        assertThat(world.client(SsmClient.builder(), TestWorld.ACCOUNT, Region.EU_CENTRAL_1)
                        .getParametersByPath(get -> get.path("/aws/service/ami-amazon-linux-latest"))
                        .parameters())
                .allSatisfy(image -> assertThat(image.arn()).startsWith("arn:aws:ssm:eu-central-1::parameter/"))
                .allSatisfy(image -> assertThat(image.value()).startsWith("ami-"))
                .isNotEmpty();
        assertThat(get("/aws/service/global-infrastructure/regions/eu-west-1/longName"))
                .isEqualTo("Europe (Ireland)");
        assertThat(
                        ssm
                                .getParametersByPathPaginator(
                                        get -> get.path("/aws/service/global-infrastructure/regions"))
                                .stream()
                                .flatMap(page -> page.parameters().stream()))
                .extracting(Parameter::value)
                .contains("us-east-1", "eu-central-1");
        world.client(SecretsManagerClient.builder())
                .createSecret(create -> create.name("db").secretString("pw"));
        Parameter reference = ssm.getParameter(
                        get -> get.name("/aws/reference/secretsmanager/db").withDecryption(true))
                .parameter();
        assertThat(reference.value()).isEqualTo("pw");
        assertThat(reference.sourceResult()).contains("\"secretString\":\"pw\"");
        assertRefused(
                () -> ssm.getParameter(get -> get.name("/aws/reference/secretsmanager/db")), "ValidationException");
        assertRefused(() -> get("/aws/reference/secretsmanager/absent"), "ParameterNotFound");
    }

    @Test
    void documentsHaveVersionsAndAreShared() {
        String content = """
                {"schemaVersion":"2.2","description":"d","parameters":{"p":{"type":"String","default":"x"}},"mainSteps":[]}""";
        assertThat(ssm.createDocument(create -> create.name("doc").content(content))
                        .documentDescription()
                        .parameters()
                        .getFirst()
                        .defaultValue())
                .isEqualTo("x");
        assertRefused(() -> ssm.createDocument(create -> create.name("doc").content(content)), "DocumentAlreadyExists");
        assertRefused(() -> ssm.createDocument(create -> create.name("bad").content("{")), "InvalidDocumentContent");
        assertRefused(
                () -> ssm.updateDocument(
                        update -> update.name("doc").content(content).documentVersion("$LATEST")),
                "DuplicateDocumentContent");
        ssm.updateDocument(update ->
                update.name("doc").content(content.replace("\"d\"", "\"e\"")).documentVersion("$LATEST"));
        ssm.updateDocumentDefaultVersion(update -> update.name("doc").documentVersion("2"));
        assertThat(ssm.getDocument(get -> get.name("doc")).content()).contains("\"e\"");
        ssm.modifyDocumentPermission(modify ->
                modify.name("doc").permissionType(DocumentPermissionType.SHARE).accountIdsToAdd("111122223333"));
        assertRefused(() -> ssm.deleteDocument(delete -> delete.name("doc")), "InvalidDocumentOperation");
        ssm.modifyDocumentPermission(modify ->
                modify.name("doc").permissionType(DocumentPermissionType.SHARE).accountIdsToRemove("111122223333"));
        ssm.deleteDocument(delete -> delete.name("doc"));
        assertRefused(() -> ssm.getDocument(get -> get.name("doc")), "InvalidDocument");
    }

    @Test
    void withoutManagedInstancesNothingRuns() {
        assertRefused(
                () -> ssm.sendCommand(
                        send -> send.documentName("AWS-RunShellScript").instanceIds("i-0123456789abcdef0")),
                "InvalidInstanceId");
        assertRefused(() -> ssm.startSession(start -> start.target("i-0123456789abcdef0")), "TargetNotConnected");
        assertThat(ssm.describeInstanceInformation().instanceInformationList()).isEmpty();
    }
}
