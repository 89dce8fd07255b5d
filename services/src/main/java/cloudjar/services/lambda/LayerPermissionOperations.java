package cloudjar.services.lambda;

import cloudjar.api.lambda.AddLayerVersionPermissionRequest;
import cloudjar.api.lambda.AddLayerVersionPermissionResponse;
import cloudjar.api.lambda.GetLayerVersionPolicyRequest;
import cloudjar.api.lambda.GetLayerVersionPolicyResponse;
import cloudjar.api.lambda.LayerPermissions;
import cloudjar.api.lambda.RemoveLayerVersionPermissionRequest;
import cloudjar.api.lambda.RemoveLayerVersionPermissionResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.lambda.LambdaTables.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies of versions of layers, statement by statement. */
final class LayerPermissionOperations implements LayerPermissions {
    @Override
    public AddLayerVersionPermissionResponse addLayerVersionPermission(AddLayerVersionPermissionRequest in, Call call) {
        LayerName layer = LayerName.of(in.layerName(), call).with(in.versionNumber());
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Sid", in.statementId());
        statement.put("Effect", "Allow");
        statement.put(
                "Principal",
                in.principal().equals("*")
                        ? "*"
                        : Map.of(
                                "AWS",
                                in.principal().startsWith("arn:")
                                        ? in.principal()
                                        : "arn:" + call.partition().id() + ":iam::" + in.principal() + ":root"));
        statement.put("Action", in.action());
        statement.put("Resource", layer.versionArn());
        if (in.organizationId() != null) {
            statement.put("Condition", Map.of("StringEquals", Map.of("aws:PrincipalOrgID", in.organizationId())));
        }
        String json = Json.write(statement);
        String revision = call.world().ids().uuid();
        Part key = Policies.key(layer);
        boolean unused = call.write(tx -> {
            require(tx, layer);
            Optional<Policy> old = layer.tables().policies.get(tx, key);
            PermissionOperations.checkRevision(in.revisionId(), old, "GetLayerPolicy");
            if (old.flatMap(policy -> policy.find(in.statementId())).isPresent()) {
                throw LambdaErrors.conflict("The statement id (" + in.statementId()
                        + ") provided already exists. Please provide a new statement id, or remove the existing"
                        + " statement.");
            }
            layer.tables()
                    .policies
                    .put(
                            tx,
                            key,
                            old.orElseGet(() -> new Policy(revision, List.of()))
                                    .with(new Policy.Statement(in.statementId(), json), revision));
            return true;
        });
        return AddLayerVersionPermissionResponse.builder()
                .statement(json)
                .revisionId(revision)
                .build();
    }

    private static void require(Snapshot snapshot, LayerName layer) {
        if (layer.find(snapshot).isEmpty()) {
            throw LambdaErrors.notFound("Layer version " + layer.versionArn() + " does not exist.");
        }
    }

    @Override
    public RemoveLayerVersionPermissionResponse removeLayerVersionPermission(
            RemoveLayerVersionPermissionRequest in, Call call) {
        LayerName layer = LayerName.of(in.layerName(), call).with(in.versionNumber());
        Part key = Policies.key(layer);
        String revision = call.world().ids().uuid();
        boolean unused = call.write(tx -> {
            require(tx, layer);
            Optional<Policy> old = layer.tables().policies.get(tx, key);
            PermissionOperations.checkRevision(in.revisionId(), old, "GetLayerPolicy");
            if (old.flatMap(policy -> policy.find(in.statementId())).isEmpty()) {
                throw LambdaErrors.notFound("Statement " + in.statementId() + " is not found in resource policy.");
            }
            Policy left = old.orElseThrow().without(in.statementId(), revision);
            if (left.statements().isEmpty()) {
                return layer.tables().policies.delete(tx, key);
            }
            layer.tables().policies.put(tx, key, left);
            return true;
        });
        return RemoveLayerVersionPermissionResponse.of();
    }

    @Override
    public GetLayerVersionPolicyResponse getLayerVersionPolicy(GetLayerVersionPolicyRequest in, Call call) {
        LayerName layer = LayerName.of(in.layerName(), call).with(in.versionNumber());
        return call.read(snapshot -> {
            require(snapshot, layer);
            Policy policy = layer.tables()
                    .policies
                    .get(snapshot, Policies.key(layer))
                    .orElseThrow(() -> LambdaErrors.notFound("No policy is associated with the given resource."));
            return GetLayerVersionPolicyResponse.builder()
                    .policy(policy.document())
                    .revisionId(policy.revision())
                    .build();
        });
    }
}
