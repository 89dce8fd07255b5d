package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.APIErrorType;
import cloudjar.api.secretsmanager.BatchGetSecretValueRequest;
import cloudjar.api.secretsmanager.BatchGetSecretValueResponse;
import cloudjar.api.secretsmanager.GetSecretValueRequest;
import cloudjar.api.secretsmanager.GetSecretValueResponse;
import cloudjar.api.secretsmanager.ListSecretVersionIdsRequest;
import cloudjar.api.secretsmanager.ListSecretVersionIdsResponse;
import cloudjar.api.secretsmanager.ListSecretsRequest;
import cloudjar.api.secretsmanager.ListSecretsResponse;
import cloudjar.api.secretsmanager.PutSecretValueRequest;
import cloudjar.api.secretsmanager.PutSecretValueResponse;
import cloudjar.api.secretsmanager.SecretListEntry;
import cloudjar.api.secretsmanager.SecretValueEntry;
import cloudjar.api.secretsmanager.SecretValues;
import cloudjar.api.secretsmanager.SecretsManager;
import cloudjar.api.secretsmanager.UpdateSecretVersionStageRequest;
import cloudjar.api.secretsmanager.UpdateSecretVersionStageResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.secretsmanager.SecretVersion.Sealed;
import cloudjar.services.secretsmanager.SecretVersion.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of secrets, and the labels that say what each is for. */
final class SecretValueOperations implements SecretValues {
    private static final int PAGE = 100;
    private static final int BATCH = 20;

    private final Cloud cloud;
    private final SecretCipher cipher;
    private final ValueWriter writer;
    private final Replicas replicas;

    SecretValueOperations(Cloud cloud, SecretCipher cipher, ValueWriter writer, Replicas replicas) {
        this.cloud = cloud;
        this.cipher = cipher;
        this.writer = writer;
        this.replicas = replicas;
    }

    /** A version that was found. */
    private record Found(Secret secret, SecretVersion version, Sealed sealed) {}

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest in, Call call) {
        Found found = call.read(snapshot -> find(snapshot, in, call));
        Value value = cipher.open(found.secret(), found.version().id(), found.sealed(), call);
        touch(found, call);
        return GetSecretValueResponse.builder()
                .arn(found.secret().arn())
                .name(found.secret().name())
                .versionId(found.version().id())
                .secretString(value.isText() ? value.bytes().utf8() : null)
                .secretBinary(value.isText() ? null : value.bytes())
                .versionStages(found.secret().stagesOf(found.version().id()))
                .createdDate(found.version().created())
                .build();
    }

    private static Found find(Snapshot snapshot, GetSecretValueRequest in, Call call) {
        Secret secret = SecretLookup.findLive(snapshot, in.secretId(), call);
        String id = in.versionId();
        String stage = in.versionStage() == null ? Secret.CURRENT : in.versionStage();
        String wanted = id == null ? secret.stages().get(stage) : id;
        SecretVersion version = wanted == null
                ? null
                : VersionBook.find(snapshot, secret, wanted).orElse(null);
        if (version == null || version.sealed() == null) {
            throw id == null ? SecretsManagerErrors.noStage(stage) : SecretsManagerErrors.noVersion(id);
        }
        if (in.versionStage() != null && !secret.stagesOf(version.id()).contains(stage)) {
            throw SecretsManagerErrors.notOnVersion();
        }
        return new Found(secret, version, version.sealed());
    }

    /** Notes the day of the reading: one change a day. */
    private static void touch(Found found, Call call) {
        Instant day = call.time().truncatedTo(ChronoUnit.DAYS);
        if (day.equals(found.secret().accessed()) && day.equals(found.version().accessed())) {
            return;
        }
        boolean unused = call.write(tx -> {
            SecretsManagerTables tables = SecretsManagerTables.of(found.secret());
            tables.secrets
                    .get(tx, found.secret().name())
                    .filter(secret -> secret.suffix().equals(found.secret().suffix()))
                    .ifPresent(secret -> {
                        tables.secrets.put(tx, secret.name(), secret.accessedOn(day));
                        VersionBook.find(tx, secret, found.version().id())
                                .ifPresent(version -> VersionBook.put(tx, secret, version.accessedOn(day)));
                    });
            return true;
        });
    }

    /** Each secret is asked for as the caller would ask for it alone, so that each is decided by itself. */
    @Override
    public BatchGetSecretValueResponse batchGetSecretValue(BatchGetSecretValueRequest in, Call call) {
        if (in.hasSecretIdList() == in.hasFilters()) {
            throw SecretsManagerErrors.parameter("Either 'SecretIdList' or 'Filters' must be provided, but not both.");
        }
        if (in.hasSecretIdList() && in.maxResults() != null) {
            throw SecretsManagerErrors.parameter(
                    "'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided.");
        }
        List<String> ids = in.secretIdList();
        String next = null;
        if (in.hasFilters()) {
            ListSecretsResponse listed = cloud.client(SecretsManager.API)
                    .listSecrets(
                            ListSecretsRequest.builder()
                                    .filters(in.filters())
                                    .maxResults(Objects.requireNonNullElse(in.maxResults(), BATCH))
                                    .nextToken(in.nextToken())
                                    .build(),
                            call);
            ids = listed.secretList().stream()
                    .map(SecretListEntry::arn)
                    .map(Objects::requireNonNull)
                    .toList();
            next = listed.nextToken();
        }
        List<SecretValueEntry> values = new ArrayList<>();
        List<APIErrorType> errors = new ArrayList<>();
        for (String id : ids) {
            collect(id, values, errors, call);
        }
        return BatchGetSecretValueResponse.builder()
                .secretValues(values)
                .errors(errors)
                .nextToken(next)
                .build();
    }

    private void collect(String id, List<SecretValueEntry> values, List<APIErrorType> errors, Call call) {
        try {
            GetSecretValueResponse value = cloud.client(SecretsManager.API)
                    .getSecretValue(GetSecretValueRequest.builder().secretId(id).build(), call);
            values.add(SecretValueEntry.builder()
                    .arn(value.arn())
                    .name(value.name())
                    .versionId(value.versionId())
                    .secretBinary(value.secretBinary())
                    .secretString(value.secretString())
                    .versionStages(value.versionStages())
                    .createdDate(value.createdDate())
                    .build());
        } catch (ApiException e) {
            errors.add(APIErrorType.builder()
                    .secretId(id)
                    .errorCode(e.code())
                    .message(e.getMessage())
                    .build());
        }
    }

    @Override
    public PutSecretValueResponse putSecretValue(PutSecretValueRequest in, Call call) {
        Value value = ValueWriter.value(in.secretString(), in.secretBinary());
        String token = in.clientRequestToken();
        if (token == null) {
            throw SecretsManagerErrors.noToken();
        }
        if (value == null) {
            throw SecretsManagerErrors.request("You must provide either SecretString or SecretBinary.");
        }
        List<String> stages = in.versionStages().isEmpty() ? List.of(Secret.CURRENT) : in.versionStages();
        Secret put = writer.put(in.secretId(), token, value, stages, secret -> secret, call);
        return PutSecretValueResponse.builder()
                .arn(put.arn())
                .name(put.name())
                .versionId(token)
                .versionStages(put.stagesOf(token))
                .build();
    }

    @Override
    public UpdateSecretVersionStageResponse updateSecretVersionStage(UpdateSecretVersionStageRequest in, Call call) {
        Secret changed = call.write(tx -> {
            Secret secret = SecretLookup.findPrimary(tx, in.secretId(), call);
            Secret moved = moved(tx, secret, in).changedAt(call.time());
            SecretsManagerTables.of(moved).secrets.put(tx, moved.name(), moved);
            return moved;
        });
        replicas.spread(changed, call);
        return UpdateSecretVersionStageResponse.builder()
                .arn(changed.arn())
                .name(changed.name())
                .build();
    }

    private static Secret moved(Snapshot snapshot, Secret secret, UpdateSecretVersionStageRequest in) {
        String stage = in.versionStage();
        String from = in.removeFromVersionId();
        String to = in.moveToVersionId();
        String on = secret.stages().get(stage);
        if (to != null && VersionBook.find(snapshot, secret, to).isEmpty()) {
            throw SecretsManagerErrors.noVersion(to);
        }
        if (on != null && !on.equals(to)) {
            checkFrom(stage, from, on);
        } else if (on == null && from != null) {
            throw SecretsManagerErrors.parameter(
                    "The staging label " + stage + " is not attached to version " + from + ".");
        }
        if (to != null) {
            Secret staged = secret.staged(stage, to);
            VersionBook.checkStages(staged);
            return staged;
        }
        if (stage.equals(Secret.CURRENT)) {
            throw SecretsManagerErrors.parameter(
                    "You can only move staging label AWSCURRENT to a different secret version. It"
                            + " can't be completely removed.");
        }
        return secret.unstaged(stage);
    }

    private static void checkFrom(String stage, @Nullable String from, String on) {
        if (from == null) {
            throw SecretsManagerErrors.parameter(
                    "The parameter RemoveFromVersionId can't be empty. Staging label " + stage
                            + " is currently attached to version " + on
                            + ", so you must explicitly reference that version in RemoveFromVersionId.");
        }
        if (!from.equals(on)) {
            throw SecretsManagerErrors.parameter("The parameter RemoveFromVersionId is not correct. Staging label "
                    + stage + " is currently attached to version " + on + ".");
        }
    }

    @Override
    public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest in, Call call) {
        boolean deprecated = Boolean.TRUE.equals(in.includeDeprecated());
        int limit = Objects.requireNonNullElse(in.maxResults(), PAGE);
        return call.read(snapshot -> {
            Secret secret = SecretLookup.find(snapshot, in.secretId(), call);
            List<SecretVersion> versions = VersionBook.all(snapshot, secret).stream()
                    .filter(version ->
                            deprecated || !secret.stagesOf(version.id()).isEmpty())
                    .toList();
            int from = position(in.nextToken(), versions.size());
            int to = Math.min(from + limit, versions.size());
            return ListSecretVersionIdsResponse.builder()
                    .arn(secret.arn())
                    .name(secret.name())
                    .versions(versions.subList(from, to).stream()
                            .map(version -> SecretForms.version(secret, version))
                            .toList())
                    .nextToken(to < versions.size() ? Integer.toString(to) : null)
                    .build();
        });
    }

    /** A secret has few versions: a page begins at a number of them. */
    private static int position(@Nullable String token, int size) {
        if (token == null) {
            return 0;
        }
        try {
            int position = Integer.parseInt(token);
            if (position < 0 || position > size) {
                throw SecretsManagerErrors.nextToken();
            }
            return position;
        } catch (NumberFormatException e) {
            throw SecretsManagerErrors.nextToken();
        }
    }
}
