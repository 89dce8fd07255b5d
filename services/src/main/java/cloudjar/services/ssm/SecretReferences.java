package cloudjar.services.ssm;

import cloudjar.api.secretsmanager.GetSecretValueRequest;
import cloudjar.api.secretsmanager.GetSecretValueResponse;
import cloudjar.api.secretsmanager.SecretsManager;
import cloudjar.api.ssm.Parameter;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of Secrets Manager under the names of parameters, asked for on the caller's behalf.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html">Referencing
 *     secrets</a>
 */
final class SecretReferences {
    static final String PREFIX = "/aws/reference/secretsmanager/";

    private static final Pattern VERSION =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final Cloud cloud;

    SecretReferences(Cloud cloud) {
        this.cloud = cloud;
    }

    /** @param selector a version's id or label; null for the current one */
    Parameter get(String name, @Nullable String selector, boolean decrypt, Call call) {
        if (!decrypt) {
            throw SsmErrors.validation("WithDecryption flag must be True for retrieving a Secret Manager secret.");
        }
        String secret = name.substring(PREFIX.length());
        boolean byId = selector != null && VERSION.matcher(selector).matches();
        GetSecretValueResponse value;
        try {
            value = cloud.client(SecretsManager.API)
                    .getSecretValue(
                            GetSecretValueRequest.builder()
                                    .secretId(secret)
                                    .versionId(byId ? selector : null)
                                    .versionStage(byId ? null : selector)
                                    .build(),
                            call);
        } catch (ApiException e) {
            if (e.code().equals("ResourceNotFoundException")) {
                throw SsmErrors.noSecret(secret);
            }
            throw e;
        }
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("ARN", String.valueOf(value.arn()));
        source.put("name", String.valueOf(value.name()));
        source.put("versionId", String.valueOf(value.versionId()));
        if (value.secretString() != null) {
            source.put("secretString", value.secretString());
        }
        if (value.secretBinary() != null) {
            source.put("secretBinary", value.secretBinary().toBase64());
        }
        source.put("versionStages", value.versionStages());
        source.put("createdDate", String.valueOf(value.createdDate()));
        return Parameter.builder()
                .name(name)
                .arn(StoredParameter.arn(call.account(), call.region(), name))
                .type(ParameterVersion.SECURE)
                .value(
                        value.secretString() == null && value.secretBinary() != null
                                ? value.secretBinary().toBase64()
                                : value.secretString())
                .version(0L)
                .selector(selector == null ? null : ":" + selector)
                .sourceResult(Json.write(source))
                .lastModifiedDate(value.createdDate())
                .dataType("text")
                .build();
    }
}
