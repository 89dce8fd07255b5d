package cloudjar.services.lambda;

import cloudjar.api.kms.CreateGrantRequest;
import cloudjar.api.kms.GrantConstraints;
import cloudjar.api.kms.Kms;
import cloudjar.api.lambda.EnvironmentError;
import cloudjar.api.lambda.EnvironmentResponse;
import cloudjar.api.lambda.FunctionConfiguration;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.vault.AesGcm;
import cloudjar.services.DataKeys;
import cloudjar.services.DataKeys.DataKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables of functions that name a key of KMS: they are kept encrypted by it. The caller's right to the key makes and
 * shows them; the function's role opens them by a grant when a sandbox begins. Calls KMS: not for transactions.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html">Securing environment variables</a>
 */
final class Environments {
    /** Stands in place of the variables; none can have this name. */
    private static final String SEALED = "aws:sealed";

    private static final String SERVICE = "lambda";

    private final Cloud cloud;
    private final DataKeys keys;

    Environments(Cloud cloud) {
        this.cloud = cloud;
        this.keys = new DataKeys(cloud, refused -> refused);
    }

    /**
     * A configuration as it is kept.
     *
     * @param made with variables in the clear, or sealed already
     */
    FunctionConfiguration sealed(FunctionConfiguration made, FunctionName name, Call call) {
        EnvironmentResponse environment = made.environment();
        if (made.kmsKeyArn() == null || environment == null || isSealed(environment)) {
            return made;
        }
        try {
            DataKey key = keys.make(made.kmsKeyArn(), context(name), call.via(SERVICE));
            Bytes content = AesGcm.seal(
                    key.plaintext(),
                    call.world().ids().bytes(AesGcm.NONCE),
                    Bytes.ofUtf8(Json.write(environment.variables())));
            var unused = cloud.client(Kms.API)
                    .createGrant(
                            CreateGrantRequest.builder()
                                    .keyId(made.kmsKeyArn())
                                    .granteePrincipal(made.role())
                                    .operations(List.of("Decrypt"))
                                    .constraints(GrantConstraints.builder()
                                            .encryptionContextEquals(context(name))
                                            .build())
                                    .build(),
                            call.via(SERVICE));
            return made.toBuilder()
                    .environment(EnvironmentResponse.builder()
                            .variables(Map.of(SEALED, text(key.encrypted()) + "." + text(content)))
                            .build())
                    .build();
        } catch (ApiException e) {
            throw EnvironmentErrors.keyIsNoUse(e);
        }
    }

    /** A configuration as the caller may see it: where KMS refuses, the reason stands in place of the variables. */
    FunctionConfiguration shown(FunctionConfiguration kept, FunctionName name, Call call) {
        EnvironmentResponse environment = kept.environment();
        if (environment == null || !isSealed(environment)) {
            return kept;
        }
        return kept.toBuilder().environment(seen(environment, name, call)).build();
    }

    /** Configurations as the caller may see them. */
    List<FunctionConfiguration> shown(List<FunctionConfiguration> kept, Call call) {
        return kept.stream()
                .map(each -> shown(each, FunctionName.of(String.valueOf(each.functionArn()), call), call))
                .toList();
    }

    private EnvironmentResponse seen(EnvironmentResponse environment, FunctionName name, Call call) {
        try {
            return EnvironmentResponse.builder()
                    .variables(opened(environment, name, call.via(SERVICE)))
                    .build();
        } catch (ApiException e) {
            return EnvironmentResponse.builder()
                    .error_(EnvironmentError.builder()
                            .errorCode(e.code())
                            .message(EnvironmentErrors.cannotRead(e))
                            .build())
                    .build();
        }
    }

    /**
     * The variables for a sandbox.
     *
     * @param call of the function's role
     * @throws ApiException as KMS's refusal is told to who invokes
     */
    Map<String, String> of(FunctionConfiguration kept, FunctionName name, Call call) {
        EnvironmentResponse environment = kept.environment();
        if (environment == null) {
            return Map.of();
        }
        try {
            return opened(environment, name, call.via(SERVICE));
        } catch (ApiException e) {
            throw EnvironmentErrors.cannotBegin(e);
        }
    }

    /** A configuration with its variables in the clear, for a change; the caller needs the right to see them. */
    FunctionConfiguration opened(FunctionConfiguration kept, FunctionName name, Call call) {
        EnvironmentResponse environment = kept.environment();
        if (environment == null || !isSealed(environment)) {
            return kept;
        }
        try {
            return kept.toBuilder()
                    .environment(EnvironmentResponse.builder()
                            .variables(opened(environment, name, call.via(SERVICE)))
                            .build())
                    .build();
        } catch (ApiException e) {
            throw LambdaErrors.invalid(EnvironmentErrors.cannotRead(e));
        }
    }

    private Map<String, String> opened(EnvironmentResponse environment, FunctionName name, Call call) {
        if (!isSealed(environment)) {
            return environment.variables();
        }
        String[] parts =
                Objects.requireNonNull(environment.variables().get(SEALED)).split("\\.", 2);
        Bytes key = keys.open(bytes(parts[0]), context(name), call);
        Bytes content = AesGcm.open(key, bytes(parts[1]))
                .orElseThrow(() -> new IllegalStateException("KMS gave another key than it made"));
        Map<String, String> variables = new LinkedHashMap<>();
        Json.object(content.utf8()).orElseThrow().forEach((variable, value) -> variables.put(variable, (String) value));
        return variables;
    }

    private static boolean isSealed(EnvironmentResponse environment) {
        return environment.variables().containsKey(SEALED);
    }

    private static Map<String, String> context(FunctionName name) {
        return Map.of("aws:lambda:FunctionArn", name.functionArn());
    }

    private static String text(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    private static Bytes bytes(@Nullable String text) {
        return Bytes.wrap(Base64.getDecoder().decode(text));
    }
}
