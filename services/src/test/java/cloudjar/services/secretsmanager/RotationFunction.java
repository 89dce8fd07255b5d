package cloudjar.services.secretsmanager;

import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationResponse;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Lambda;
import cloudjar.api.secretsmanager.GetSecretValueRequest;
import cloudjar.api.secretsmanager.PutSecretValueRequest;
import cloudjar.api.secretsmanager.SecretsManager;
import cloudjar.api.secretsmanager.UpdateSecretVersionStageRequest;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A service of functions with one function, which rotates secrets: enough to see what Secrets Manager asks of one. */
final class RotationFunction implements Lambda {
    static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:rotate";
    static final String BROKEN = "arn:aws:lambda:us-east-1:000000000000:function:broken";

    private final Cloud cloud;

    private final List<String> steps;

    /** @param steps where it notes what it was called for */
    RotationFunction(Cloud cloud, List<String> steps) {
        this.cloud = cloud;
        this.steps = steps;
    }

    @Override
    public InvocationResponse invoke(InvocationRequest in, Call call) {
        if (InvocationType.DRY_RUN.equals(in.invocationType())) {
            return InvocationResponse.builder().statusCode(204).build();
        }
        if (in.functionName().equals(BROKEN)) {
            return InvocationResponse.builder()
                    .statusCode(200)
                    .functionError("Unhandled")
                    .build();
        }
        Map<String, Object> event =
                Json.object(Objects.requireNonNull(in.payload()).utf8()).orElseThrow();
        String step = String.valueOf(event.get("Step"));
        steps.add(step);
        String secret = String.valueOf(event.get("SecretId"));
        String token = String.valueOf(event.get("ClientRequestToken"));
        Call own = call.as(new Principal.Root(call.account(), call.partition()));
        SecretsManager secrets = cloud.client(SecretsManager.API);
        if (step.equals("createSecret")) {
            secrets.putSecretValue(
                    PutSecretValueRequest.builder()
                            .secretId(secret)
                            .clientRequestToken(token)
                            .secretString("rotated-" + token)
                            .versionStages(List.of("AWSPENDING"))
                            .build(),
                    own);
        } else if (step.equals("finishSecret")) {
            String current = cloud.client(SecretsManager.API)
                    .getSecretValue(
                            GetSecretValueRequest.builder().secretId(secret).build(), own)
                    .versionId();
            secrets.updateSecretVersionStage(
                    UpdateSecretVersionStageRequest.builder()
                            .secretId(secret)
                            .versionStage("AWSCURRENT")
                            .moveToVersionId(token)
                            .removeFromVersionId(current)
                            .build(),
                    own);
        }
        return InvocationResponse.builder().statusCode(200).build();
    }
}
