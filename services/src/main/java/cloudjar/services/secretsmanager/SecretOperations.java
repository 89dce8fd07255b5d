package cloudjar.services.secretsmanager;

import cloudjar.api.secretsmanager.CreateSecretRequest;
import cloudjar.api.secretsmanager.CreateSecretResponse;
import cloudjar.api.secretsmanager.DeleteSecretRequest;
import cloudjar.api.secretsmanager.DeleteSecretResponse;
import cloudjar.api.secretsmanager.DescribeSecretRequest;
import cloudjar.api.secretsmanager.DescribeSecretResponse;
import cloudjar.api.secretsmanager.ListSecretsRequest;
import cloudjar.api.secretsmanager.ListSecretsResponse;
import cloudjar.api.secretsmanager.RestoreSecretRequest;
import cloudjar.api.secretsmanager.RestoreSecretResponse;
import cloudjar.api.secretsmanager.Secrets;
import cloudjar.api.secretsmanager.UpdateSecretRequest;
import cloudjar.api.secretsmanager.UpdateSecretResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Tx;
import cloudjar.services.secretsmanager.SecretVersion.Sealed;
import cloudjar.services.secretsmanager.SecretVersion.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Secrets without their values. */
final class SecretOperations implements Secrets {
    private static final int SUFFIX = 6;
    private static final int PAGE = 100;

    private final SecretCipher cipher;
    private final ValueWriter writer;
    private final Replicas replicas;

    SecretOperations(SecretCipher cipher, ValueWriter writer, Replicas replicas) {
        this.cipher = cipher;
        this.writer = writer;
        this.replicas = replicas;
    }

    @Override
    public CreateSecretResponse createSecret(CreateSecretRequest in, Call call) {
        String name = SecretLookup.checked(in.name());
        Value value = ValueWriter.value(in.secretString(), in.secretBinary());
        String token = token(in.clientRequestToken());
        Optional<Secret> known = call.read(snapshot ->
                SecretsManagerTables.in(call.account(), call.region()).secrets.get(snapshot, name));
        Secret created;
        if (known.isPresent()) {
            created = again(known.get(), token, value, call);
        } else {
            Secret secret = fresh(in, call);
            Sealed sealed = value == null ? null : cipher.seal(secret, token, value, call);
            Optional<Secret> made = call.write(tx -> insert(tx, secret, in, sealed, token, call));
            created = made.map(put -> replicas.spread(put, call)).orElse(null);
            if (created == null) {
                return createSecret(in, call);
            }
        }
        Secret shown = created;
        return call.read(snapshot -> CreateSecretResponse.builder()
                .arn(shown.arn())
                .name(shown.name())
                .versionId(value == null ? null : token)
                .replicationStatus(Replicas.shown(snapshot, shown))
                .build());
    }

    private static String token(@Nullable String token) {
        if (token == null) {
            throw SecretsManagerErrors.noToken();
        }
        return token;
    }

    private static Secret fresh(CreateSecretRequest in, Call call) {
        return new Secret(
                call.account(),
                call.region(),
                in.name(),
                call.world().ids().alphanumeric(SUFFIX),
                in.description(),
                in.kmsKeyId(),
                SecretForms.tagged(Map.of(), in.tags()),
                !in.tags().isEmpty(),
                call.time(),
                call.time(),
                null,
                null,
                null,
                new TreeMap<>(),
                Secret.Rotation.NONE,
                Secret.Replication.NONE,
                0,
                in.type());
    }

    /** Nothing where somebody has made a secret of this name meanwhile. */
    private static Optional<Secret> insert(
            Tx tx, Secret secret, CreateSecretRequest in, @Nullable Sealed sealed, String token, Call call) {
        SecretsManagerTables tables = SecretsManagerTables.of(secret);
        if (tables.secrets.contains(tx, secret.name())) {
            return Optional.empty();
        }
        long most = SecretsManagerLimits.SECRETS_MAX.current();
        if (tables.secrets.count(tx, Range.all().limit((int) most)) >= most) {
            throw SecretsManagerErrors.limit("The account has " + most + " secrets in this region.");
        }
        boolean overwrite = Boolean.TRUE.equals(in.forceOverwriteReplicaSecret());
        Secret made =
                in.hasAddReplicaRegions() ? Replicas.added(tx, secret, in.addReplicaRegions(), overwrite) : secret;
        if (sealed == null) {
            tables.secrets.put(tx, made.name(), made);
            return Optional.of(made);
        }
        return Optional.of(VersionBook.add(tx, made, token, sealed, List.of(Secret.CURRENT), call.time()));
    }

    /** The same request again finds what it made; any other with this name is refused. */
    private Secret again(Secret known, String token, @Nullable Value value, Call call) {
        if (known.isDeleted()) {
            throw SecretsManagerErrors.scheduledAlready();
        }
        Optional<SecretVersion> version = call.read(snapshot -> VersionBook.find(snapshot, known, token));
        if (version.isEmpty() || value == null || !writer.repeats(known, version.get(), value, call)) {
            throw SecretsManagerErrors.exists(known.name());
        }
        return known;
    }

    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest in, Call call) {
        return call.read(snapshot -> SecretForms.described(snapshot, SecretLookup.find(snapshot, in.secretId(), call)));
    }

    @Override
    public ListSecretsResponse listSecrets(ListSecretsRequest in, Call call) {
        boolean deleted = Boolean.TRUE.equals(in.includePlannedDeletion());
        Predicate<Secret> wanted = SecretFilters.of(in.filters());
        Range range = "asc".equals(in.sortOrder()) ? Range.all() : Range.all().reversed();
        int limit = Objects.requireNonNullElse(in.maxResults(), PAGE);
        SecretsManagerTables tables = SecretsManagerTables.in(call.account(), call.region());
        String query = "ListSecrets" + in.sortBy() + in.sortOrder() + in.filters() + deleted;
        Predicate<Row<String, Secret>> shown = row -> (deleted || !row.value().isDeleted()) && wanted.test(row.value());
        try {
            Page<Row<String, Secret>> page = call.read(snapshot -> switch (in.sortBy()) {
                case "name" -> tables.secrets.page(snapshot, range, limit, in.nextToken(), query, shown);
                case "last-changed-date" -> tables.byChange.page(snapshot, range, limit, in.nextToken(), query, shown);
                case "last-accessed-date" -> tables.byAccess.page(snapshot, range, limit, in.nextToken(), query, shown);
                case null, default -> tables.byCreation.page(snapshot, range, limit, in.nextToken(), query, shown);
            });
            return ListSecretsResponse.builder()
                    .secretList(page.items().stream()
                            .map(row -> SecretForms.listed(row.value()))
                            .toList())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw SecretsManagerErrors.nextToken();
        }
    }

    @Override
    public UpdateSecretResponse updateSecret(UpdateSecretRequest in, Call call) {
        Value value = ValueWriter.value(in.secretString(), in.secretBinary());
        UnaryOperator<Secret> change = secret -> {
            Secret described = in.description() == null ? secret : secret.described(in.description());
            Secret changed = in.type() == null ? described : described.typed(in.type());
            return in.kmsKeyId() == null
                    ? changed
                    : changed.sealedWith(in.kmsKeyId().isEmpty() ? null : in.kmsKeyId());
        };
        String token = token(in.clientRequestToken());
        if (in.kmsKeyId() != null) {
            resealAll(in.secretId(), in.kmsKeyId().isEmpty() ? null : in.kmsKeyId(), call);
        }
        Secret updated;
        if (value == null) {
            Secret changed = call.write(tx -> {
                Secret secret = SecretLookup.findPrimary(tx, in.secretId(), call);
                Secret put = change.apply(secret).changedAt(call.time());
                SecretsManagerTables.of(put).secrets.put(tx, put.name(), put);
                return put;
            });
            updated = replicas.spread(changed, call);
        } else {
            updated = writer.put(in.secretId(), token, value, List.of(Secret.CURRENT), change, call);
        }
        return UpdateSecretResponse.builder()
                .arn(updated.arn())
                .name(updated.name())
                .versionId(value == null ? null : token)
                .build();
    }

    /** The values in use are sealed again with a new key, as AWS does it. */
    private void resealAll(String id, @Nullable String key, Call call) {
        Secret secret = call.read(snapshot -> SecretLookup.findPrimary(snapshot, id, call));
        Map<String, Sealed> sealed = new LinkedHashMap<>();
        for (String stage : List.of(Secret.CURRENT, Secret.PENDING, Secret.PREVIOUS)) {
            String version = secret.stages().get(stage);
            Sealed before = version == null
                    ? null
                    : call.read(snapshot -> VersionBook.find(snapshot, secret, version)
                            .map(SecretVersion::sealed)
                            .orElse(null));
            if (version != null && before != null && !Objects.equals(before.kmsKeyId(), key)) {
                sealed.put(
                        version, cipher.seal(secret, key, version, cipher.open(secret, version, before, call), call));
            }
        }
        boolean unused = call.write(tx -> {
            Secret now = SecretLookup.findPrimary(tx, secret.arn(), call);
            sealed.forEach((version, value) ->
                    VersionBook.find(tx, now, version).ifPresent(there -> VersionBook.put(tx, now, there.with(value))));
            return true;
        });
    }

    @Override
    public DeleteSecretResponse deleteSecret(DeleteSecretRequest in, Call call) {
        boolean force = Boolean.TRUE.equals(in.forceDeleteWithoutRecovery());
        Instant deletion = force ? call.time() : call.time().plus(window(in));
        if (force && in.recoveryWindowInDays() != null) {
            throw SecretsManagerErrors.parameter(
                    "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }
        SecretLookup.Named named = SecretLookup.name(in.secretId(), call);
        // Who deletes for good what is not there is told that it is gone.
        String suffix = call.world().ids().alphanumeric(SUFFIX);
        String arn = call.write(tx -> {
            Optional<Secret> found = named.find(tx);
            if (found.isEmpty() && force) {
                return call.arn("secretsmanager", "secret:" + named.name() + "-" + suffix)
                        .toString();
            }
            Secret secret = found.orElseThrow(SecretsManagerErrors::noSecret);
            checkDeletable(secret, force);
            if (force) {
                VersionBook.delete(tx, secret);
            } else {
                SecretsManagerTables.of(secret).secrets.put(tx, secret.name(), secret.deletedAt(deletion));
                tx.at(deletion, SecretTimers.deletion(secret));
            }
            return secret.arn();
        });
        return DeleteSecretResponse.builder()
                .arn(arn)
                .name(named.name())
                .deletionDate(deletion)
                .build();
    }

    private static Duration window(DeleteSecretRequest in) {
        long days =
                Objects.requireNonNullElse(in.recoveryWindowInDays(), SecretsManagerLimits.RECOVERY_DAYS_MAX.current());
        if (days < SecretsManagerLimits.RECOVERY_DAYS_MIN.current()
                || days > SecretsManagerLimits.RECOVERY_DAYS_MAX.current()) {
            throw SecretsManagerErrors.parameter(
                    "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        }
        return Duration.ofDays(days);
    }

    private static void checkDeletable(Secret secret, boolean force) {
        if (secret.isDeleted() && !force) {
            throw SecretsManagerErrors.deleted();
        }
        if (secret.isReplica()) {
            throw SecretsManagerErrors.replica();
        }
        List<Secret.Replica> replicas = secret.replication().replicas();
        if (!replicas.isEmpty()) {
            throw SecretsManagerErrors.hasReplicas(
                    secret.name(),
                    String.join(
                            ", ", replicas.stream().map(Secret.Replica::region).toList()));
        }
    }

    @Override
    public RestoreSecretResponse restoreSecret(RestoreSecretRequest in, Call call) {
        Secret restored = call.write(tx -> {
            Secret secret = SecretLookup.find(tx, in.secretId(), call).deletedAt(null);
            SecretsManagerTables.of(secret).secrets.put(tx, secret.name(), secret);
            tx.cancel(SecretTimers.DELETE, SecretTimers.deletion(secret).id());
            SecretTimers.arm(tx, secret);
            return secret;
        });
        return RestoreSecretResponse.builder()
                .arn(restored.arn())
                .name(restored.name())
                .build();
    }
}
