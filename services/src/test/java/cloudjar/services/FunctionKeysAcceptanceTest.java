package cloudjar.services;

import static cloudjar.testkit.Refusals.assertRefused;
import static cloudjar.testkit.Zips.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloudjar.kernel.store.Codec;
import cloudjar.kernel.store.Range;
import cloudjar.testkit.CloudExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** Keys that environment variables of functions are sealed with, where permissions are enforced. The codes are those of checks. */
class FunctionKeysAcceptanceTest {
    @RegisterExtension
    static final CloudExtension CLOUD = CloudExtension.enforcing(Services::all);

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
             "Action": "sts:AssumeRole"}]}""";

    private static final Environment MINE =
            Environment.builder().variables(Map.of("MINE", "a-quiet-word")).build();

    private People people;
    private KmsClient kms;
    private LambdaClient root;
    private String role;
    private String key;

    @BeforeEach
    void open() {
        people = People.in(CLOUD.cloud().mainWorld());
        kms = people.root(KmsClient.builder());
        root = people.root(LambdaClient.builder());
        role = people.root(IamClient.builder())
                .createRole(create -> create.roleName("runner").assumeRolePolicyDocument(TRUST))
                .role()
                .arn();
        key = kms.createKey().keyMetadata().arn();
    }

    private String create(String name) {
        return root.createFunction(create -> create.functionName(name)
                        .role(role)
                        .runtime(Runtime.NODEJS20_X)
                        .handler("index.handler")
                        .kmsKeyArn(key)
                        .environment(MINE)
                        .code(code -> code.zipFile(
                                zip("index.js", "exports.handler = async () => process.env.MINE || 'none';"))))
                .functionArn();
    }

    private static Map<String, String> seen(LambdaClient lambda, String function) {
        return lambda.getFunctionConfiguration(get -> get.functionName(function))
                .environment()
                .variables();
    }

    /** [KMS-2] [LAMBDA-4] */
    @Test
    void variablesAreKeptSealedAndSeenByWhoMayUseTheKey() {
        String arn = create("f");
        assertThat(CLOUD.cloud()
                        .mainWorld()
                        .world()
                        .store()
                        .<Boolean>read(snapshot -> snapshot.range(Range.all(), Codec.RAW).stream()
                                .anyMatch(row -> row.value().utf8().contains("a-quiet-word"))))
                .isFalse();
        assertThat(seen(root, "f")).containsEntry("MINE", "a-quiet-word");
        assertThat(root.getFunction(get -> get.functionName("f"))
                        .configuration()
                        .environment()
                        .variables())
                .containsEntry("MINE", "a-quiet-word");
        assertThat(root.listFunctions().functions().getFirst().environment().variables())
                .containsEntry("MINE", "a-quiet-word");
        GrantListEntry grant = kms.listGrants(list -> list.keyId(key)).grants().getFirst();
        assertThat(grant.granteePrincipal()).isEqualTo(role);
        assertThat(grant.constraints().encryptionContextEquals()).containsEntry("aws:lambda:FunctionArn", arn);

        LambdaClient ann = people.user("ann", LambdaClient.builder());
        people.allow("ann", "lambda:*", "*");
        FunctionConfiguration hidden = ann.listFunctions().functions().getFirst();
        assertThat(hidden.environment().variables()).isEmpty();
        assertThat(hidden.environment().error().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(hidden.environment().error().message()).startsWith("Lambda was unable to decrypt your environment");
        assertRefused(
                () -> ann.updateFunctionConfiguration(
                        update -> update.functionName("f").kmsKeyArn("")),
                "InvalidParameterValueException",
                "unable to decrypt");
        people.allow("ann", "kms:Decrypt", key);
        assertThat(seen(ann, "f")).containsEntry("MINE", "a-quiet-word");
        assertRefused(
                () -> ann.updateFunctionConfiguration(
                        update -> update.functionName("f").environment(MINE)),
                "InvalidParameterValueException",
                "KMS Exception: AccessDeniedException");
    }

    @Test
    void variablesAreSealedAnewWithTheKeyThatAFunctionGets() {
        create("f");
        String other = kms.createKey().keyMetadata().arn();
        root.publishVersion(publish -> publish.functionName("f"));
        root.updateFunctionConfiguration(update -> update.functionName("f").kmsKeyArn(other));
        kms.disableKey(disable -> disable.keyId(key));
        assertThat(seen(root, "f")).containsEntry("MINE", "a-quiet-word");
        List<FunctionConfiguration> versions =
                root.listVersionsByFunction(list -> list.functionName("f")).versions();
        assertThat(versions)
                .extracting(version -> version.environment().error() == null)
                .containsExactlyInAnyOrder(true, false);

        root.updateFunctionConfiguration(update -> update.functionName("f").kmsKeyArn(""));
        kms.disableKey(disable -> disable.keyId(other));
        assertThat(seen(root, "f")).containsEntry("MINE", "a-quiet-word");
        assertRefused(() -> create("g"), "InvalidParameterValueException", "KMS Exception: DisabledException");
    }

    /** By a grant, since the role has no permission of its own. */
    @Test
    void functionsBeginWithTheirVariablesWhileTheKeyIsOfUse() {
        assumeTrue(
                CLOUD.cloud().functions().missing("nodejs20.x").isEmpty(), "SKIPPED: this machine has no nodejs20.x");
        create("f");
        InvokeResponse answer = root.invoke(invoke -> invoke.functionName("f"));
        assertThat(answer.payload()).isEqualTo(SdkBytes.fromUtf8String("\"a-quiet-word\""));

        String arn = create("g");
        kms.disableKey(disable -> disable.keyId(key));
        assertRefused(
                () -> root.invoke(invoke -> invoke.functionName("g")),
                "KMSDisabledException",
                "KMS key used is disabled");
        kms.scheduleKeyDeletion(schedule -> schedule.keyId(key));
        assertRefused(() -> root.invoke(invoke -> invoke.functionName("g")), "KMSInvalidStateException");
        kms.cancelKeyDeletion(cancel -> cancel.keyId(key));
        kms.enableKey(enable -> enable.keyId(key));
        String grant = kms.listGrants(list -> list.keyId(key)).grants().stream()
                .filter(each -> each.constraints().encryptionContextEquals().containsValue(arn))
                .findFirst()
                .orElseThrow()
                .grantId();
        kms.revokeGrant(revoke -> revoke.keyId(key).grantId(grant));
        assertRefused(() -> root.invoke(invoke -> invoke.functionName("g")), "KMSAccessDeniedException");
    }
}
