package cloudjar.services.lambda;

import cloudjar.api.lambda.CodeSigningConfig;
import cloudjar.api.lambda.CodeSigningConfigs;
import cloudjar.api.lambda.CodeSigningPolicies;
import cloudjar.api.lambda.CreateCodeSigningConfigRequest;
import cloudjar.api.lambda.CreateCodeSigningConfigResponse;
import cloudjar.api.lambda.DeleteCodeSigningConfigRequest;
import cloudjar.api.lambda.DeleteCodeSigningConfigResponse;
import cloudjar.api.lambda.DeleteFunctionCodeSigningConfigRequest;
import cloudjar.api.lambda.DeleteFunctionCodeSigningConfigResponse;
import cloudjar.api.lambda.GetCodeSigningConfigRequest;
import cloudjar.api.lambda.GetCodeSigningConfigResponse;
import cloudjar.api.lambda.GetFunctionCodeSigningConfigRequest;
import cloudjar.api.lambda.GetFunctionCodeSigningConfigResponse;
import cloudjar.api.lambda.ListCodeSigningConfigsRequest;
import cloudjar.api.lambda.ListCodeSigningConfigsResponse;
import cloudjar.api.lambda.ListFunctionsByCodeSigningConfigRequest;
import cloudjar.api.lambda.ListFunctionsByCodeSigningConfigResponse;
import cloudjar.api.lambda.PutFunctionCodeSigningConfigRequest;
import cloudjar.api.lambda.PutFunctionCodeSigningConfigResponse;
import cloudjar.api.lambda.UpdateCodeSigningConfigRequest;
import cloudjar.api.lambda.UpdateCodeSigningConfigResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Code signing configurations, kept and bound to functions. AWS Signer is not there, so that no code has a signature which one of its
 * profiles made: where a configuration enforces them, nothing is deployed.
 */
final class SigningOperations implements CodeSigningConfigs {
    private static final int ID_LENGTH = 17;
    private static final String ENFORCE = "Enforce";
    private static final String LOWER = "0123456789abcdef";

    private final LimitProfile limits;

    SigningOperations(LimitProfile limits) {
        this.limits = limits;
    }

    private static String idOf(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static CodeSigningConfig find(Snapshot snapshot, String arn, Call call) {
        return LambdaTables.of(call)
                .signing
                .get(snapshot, idOf(arn))
                .orElseThrow(() -> LambdaErrors.noSigningConfig(arn));
    }

    /** Refuses the ARN of a configuration that is not there. */
    static void require(Snapshot snapshot, String arn, Call call) {
        if (!LambdaTables.of(call).signing.contains(snapshot, idOf(arn))) {
            throw LambdaErrors.signingConfigGone(arn);
        }
    }

    /** Refuses code, or layers, under a configuration that lets only trusted ones in. */
    static void checkTrust(Snapshot snapshot, @Nullable String arn, Call call) {
        CodeSigningPolicies policies =
                arn == null ? null : find(snapshot, arn, call).codeSigningPolicies();
        if (policies != null && ENFORCE.equals(policies.untrustedArtifactOnDeployment())) {
            throw LambdaErrors.untrusted();
        }
    }

    @Override
    public CreateCodeSigningConfigResponse createCodeSigningConfig(CreateCodeSigningConfigRequest in, Call call) {
        TagRules.check(in.tags(), limits);
        String id = "csc-" + call.world().ids().of(LOWER, ID_LENGTH);
        String arn = call.arn("lambda", "code-signing-config:" + id).toString();
        CodeSigningConfig made = CodeSigningConfig.builder()
                .codeSigningConfigId(id)
                .codeSigningConfigArn(arn)
                .description(in.description())
                .allowedPublishers(in.allowedPublishers())
                .codeSigningPolicies(
                        in.codeSigningPolicies() == null
                                ? CodeSigningPolicies.builder()
                                        .untrustedArtifactOnDeployment("Warn")
                                        .build()
                                : in.codeSigningPolicies())
                .lastModified(Configurations.modified(call.time()))
                .build();
        boolean unused = call.write(tx -> {
            LambdaTables tables = LambdaTables.of(call);
            tables.signing.put(tx, id, made);
            if (!in.tags().isEmpty()) {
                tables.tags.put(tx, arn, new LambdaTables.Tagged(in.tags()));
            }
            return true;
        });
        return CreateCodeSigningConfigResponse.builder().codeSigningConfig(made).build();
    }

    @Override
    public UpdateCodeSigningConfigResponse updateCodeSigningConfig(UpdateCodeSigningConfigRequest in, Call call) {
        return call.write(tx -> {
            CodeSigningConfig.Builder made = find(tx, in.codeSigningConfigArn(), call).toBuilder()
                    .lastModified(Configurations.modified(call.time()));
            if (in.description() != null) {
                made.description(in.description());
            }
            if (in.allowedPublishers() != null) {
                made.allowedPublishers(in.allowedPublishers());
            }
            if (in.codeSigningPolicies() != null) {
                made.codeSigningPolicies(in.codeSigningPolicies());
            }
            CodeSigningConfig config = made.build();
            LambdaTables.of(call).signing.put(tx, config.codeSigningConfigId(), config);
            return UpdateCodeSigningConfigResponse.builder()
                    .codeSigningConfig(config)
                    .build();
        });
    }

    @Override
    public GetCodeSigningConfigResponse getCodeSigningConfig(GetCodeSigningConfigRequest in, Call call) {
        return call.read(snapshot -> GetCodeSigningConfigResponse.builder()
                .codeSigningConfig(find(snapshot, in.codeSigningConfigArn(), call))
                .build());
    }

    @Override
    public DeleteCodeSigningConfigResponse deleteCodeSigningConfig(DeleteCodeSigningConfigRequest in, Call call) {
        boolean unused = call.write(tx -> {
            CodeSigningConfig config = find(tx, in.codeSigningConfigArn(), call);
            if (!users(tx, config.codeSigningConfigArn(), call).isEmpty()) {
                throw LambdaErrors.conflict("Cannot delete code signing config: functions are using it");
            }
            LambdaTables.of(call).tags.delete(tx, config.codeSigningConfigArn());
            return LambdaTables.of(call).signing.delete(tx, config.codeSigningConfigId());
        });
        return DeleteCodeSigningConfigResponse.of();
    }

    private static List<String> users(Snapshot snapshot, String arn, Call call) {
        return LambdaTables.of(call).functions.rows(snapshot, Range.all()).stream()
                .map(Row::value)
                .filter(function -> Objects.equals(function.signing(), arn))
                .map(function ->
                        call.arn("lambda", "function:" + function.name()).toString())
                .toList();
    }

    @Override
    public ListCodeSigningConfigsResponse listCodeSigningConfigs(ListCodeSigningConfigsRequest in, Call call) {
        int limit = Paging.limit(in.maxItems(), LambdaLimits.PAGE.intIn(limits));
        return call.read(snapshot -> {
            Page<Row<String, CodeSigningConfig>> page = Paging.page(
                    () -> LambdaTables.of(call).signing.page(snapshot, Range.all(), limit, in.marker(), "ListSigning"));
            return ListCodeSigningConfigsResponse.builder()
                    .codeSigningConfigs(page.items().stream().map(Row::value).toList())
                    .nextMarker(page.next().orElse(null))
                    .build();
        });
    }

    @Override
    public ListFunctionsByCodeSigningConfigResponse listFunctionsByCodeSigningConfig(
            ListFunctionsByCodeSigningConfigRequest in, Call call) {
        return call.read(snapshot -> {
            CodeSigningConfig config = find(snapshot, in.codeSigningConfigArn(), call);
            return ListFunctionsByCodeSigningConfigResponse.builder()
                    .functionArns(users(snapshot, config.codeSigningConfigArn(), call))
                    .build();
        });
    }

    @Override
    public PutFunctionCodeSigningConfigResponse putFunctionCodeSigningConfig(
            PutFunctionCodeSigningConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        boolean unused = call.write(tx -> {
            require(tx, in.codeSigningConfigArn(), call);
            Function function = Lookup.function(tx, name);
            name.tables().functions.put(tx, name.name(), function.signedBy(in.codeSigningConfigArn()));
            return true;
        });
        return PutFunctionCodeSigningConfigResponse.builder()
                .functionName(name.name())
                .codeSigningConfigArn(in.codeSigningConfigArn())
                .build();
    }

    @Override
    public GetFunctionCodeSigningConfigResponse getFunctionCodeSigningConfig(
            GetFunctionCodeSigningConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        return call.read(snapshot -> {
            String arn = Lookup.function(snapshot, name).signing();
            return GetFunctionCodeSigningConfigResponse.builder()
                    .functionName(arn == null ? null : name.name())
                    .codeSigningConfigArn(arn)
                    .build();
        });
    }

    @Override
    public DeleteFunctionCodeSigningConfigResponse deleteFunctionCodeSigningConfig(
            DeleteFunctionCodeSigningConfigRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), call);
        boolean unused = call.write(tx -> {
            Function function = Lookup.function(tx, name);
            name.tables().functions.put(tx, name.name(), function.signedBy(null));
            return true;
        });
        return DeleteFunctionCodeSigningConfigResponse.of();
    }
}
