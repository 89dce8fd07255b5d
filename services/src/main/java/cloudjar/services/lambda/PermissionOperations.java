package cloudjar.services.lambda;

import cloudjar.api.lambda.AddPermissionRequest;
import cloudjar.api.lambda.AddPermissionResponse;
import cloudjar.api.lambda.FunctionPermissions;
import cloudjar.api.lambda.GetPolicyRequest;
import cloudjar.api.lambda.GetPolicyResponse;
import cloudjar.api.lambda.RemovePermissionRequest;
import cloudjar.api.lambda.RemovePermissionResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Account;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies of functions, statement by statement. */
final class PermissionOperations implements FunctionPermissions {
    private final LimitProfile limits;

    PermissionOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public AddPermissionResponse addPermission(AddPermissionRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        if (FunctionName.LATEST.equals(name.qualifier())) {
            throw LambdaErrors.invalid("We currently do not support adding policies for $LATEST.");
        }
        String json = Json.write(statement(in, name, call));
        String revision = call.world().ids().uuid();
        Part key = Policies.key(name);
        boolean unused = call.write(tx -> {
            requireTarget(tx, name);
            Optional<Policy> old = name.tables().policies.get(tx, key);
            if (!isOfAlias(tx, name, old, in.revisionId())) {
                checkRevision(in.revisionId(), old, "GetPolicy");
            }
            if (old.flatMap(policy -> policy.find(in.statementId())).isPresent()) {
                throw LambdaErrors.conflict("The statement id (" + in.statementId()
                        + ") provided already exists. Please provide a new statement id, or remove the existing"
                        + " statement.");
            }
            Policy policy = old.orElseGet(() -> new Policy(revision, List.of()))
                    .with(new Policy.Statement(in.statementId(), json), revision);
            if (policy.document().length() > LambdaLimits.POLICY.in(limits)) {
                throw LambdaErrors.policyTooLong(policy.document().length());
            }
            name.tables().policies.put(tx, key, policy);
            return true;
        });
        return AddPermissionResponse.builder().statement(json).build();
    }

    static void checkRevision(@Nullable String asked, Optional<Policy> old, String operation) {
        if (asked != null && !old.map(Policy::revision).filter(asked::equals).isPresent()) {
            throw LambdaErrors.revision(operation);
        }
    }

    /** Whether it is the revision of an alias that has no policy yet, which will do: recorded. */
    private static boolean isOfAlias(
            Snapshot snapshot, FunctionName name, Optional<Policy> policy, @Nullable String revision) {
        return policy.isEmpty()
                && Lookup.alias(snapshot, name)
                        .filter(alias -> String.valueOf(alias.revisionId()).equals(revision))
                        .isPresent();
    }

    private static void requireTarget(Snapshot snapshot, FunctionName name) {
        requireAlias(snapshot, name);
        Version unused = Lookup.version(snapshot, name);
    }

    /** Where the qualifier can be an alias, there must be one. */
    private static void requireAlias(Snapshot snapshot, FunctionName name) {
        if (name.tables().functions.contains(snapshot, name.name())
                && FunctionName.isAlias(name.qualifierOrLatest())
                && Lookup.alias(snapshot, name).isEmpty()) {
            throw LambdaErrors.noAlias(name.arn());
        }
    }

    private static Map<String, Object> statement(AddPermissionRequest in, FunctionName name, Call call) {
        Map<String, Object> equal = new LinkedHashMap<>();
        if (in.sourceAccount() != null) {
            equal.put("AWS:SourceAccount", in.sourceAccount());
        }
        if (in.eventSourceToken() != null) {
            equal.put("lambda:EventSourceToken", in.eventSourceToken());
        }
        if (in.functionUrlAuthType() != null) {
            equal.put("lambda:FunctionUrlAuthType", in.functionUrlAuthType());
        }
        if (in.principalOrgID() != null) {
            equal.put("aws:PrincipalOrgID", in.principalOrgID());
        }
        Map<String, Object> conditions = new LinkedHashMap<>();
        if (!equal.isEmpty()) {
            conditions.put("StringEquals", equal);
        }
        if (Boolean.TRUE.equals(in.invokedViaFunctionUrl())) {
            conditions.put("Bool", Map.of("lambda:InvokedViaFunctionUrl", "true"));
        }
        if (in.sourceArn() != null) {
            conditions.put("ArnLike", Map.of("AWS:SourceArn", in.sourceArn()));
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", in.statementId());
        statement.put("Effect", "Allow");
        statement.put("Principal", principal(in.principal(), call));
        statement.put("Action", in.action());
        statement.put("Resource", name.arn());
        if (!conditions.isEmpty()) {
            statement.put("Condition", conditions);
        }
        return statement;
    }

    private static Object principal(String said, Call call) {
        if (said.equals("*")) {
            return "*";
        }
        if (Account.isId(said)) {
            return Map.of("AWS", "arn:" + call.partition().id() + ":iam::" + said + ":root");
        }
        if (said.startsWith("arn:")) {
            return Map.of("AWS", said);
        }
        if (said.contains(".amazon") || said.contains(".aws")) {
            return Map.of("Service", said);
        }
        throw LambdaErrors.invalid("The provided principal was invalid. Please check the principal and try again.");
    }

    @Override
    public RemovePermissionResponse removePermission(RemovePermissionRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        Part key = Policies.key(name);
        String revision = call.world().ids().uuid();
        boolean unused = call.write(tx -> {
            if (!name.tables().functions.contains(tx, name.name())) {
                throw LambdaErrors.notFound("No policy found for: " + name.functionArn());
            }
            requireAlias(tx, name);
            Optional<Policy> old = name.tables().policies.get(tx, key);
            checkRevision(in.revisionId(), old, "GetPolicy");
            Policy policy =
                    old.orElseThrow(() -> LambdaErrors.notFound("No policy is associated with the given resource."));
            if (policy.find(in.statementId()).isEmpty()) {
                throw LambdaErrors.notFound("Statement " + in.statementId() + " is not found in resource policy.");
            }
            Policy left = policy.without(in.statementId(), revision);
            if (left.statements().isEmpty()) {
                return name.tables().policies.delete(tx, key);
            }
            name.tables().policies.put(tx, key, left);
            return true;
        });
        return RemovePermissionResponse.of();
    }

    @Override
    public GetPolicyResponse getPolicy(GetPolicyRequest in, Call call) {
        FunctionName name = FunctionName.of(in.functionName(), in.qualifier(), call);
        return call.read(snapshot -> {
            Policy policy =
                    name.tables().policies.get(snapshot, Policies.key(name)).orElseThrow(LambdaErrors::noPolicy);
            return GetPolicyResponse.builder()
                    .policy(policy.document())
                    .revisionId(Objects.requireNonNull(policy.revision()))
                    .build();
        });
    }
}
