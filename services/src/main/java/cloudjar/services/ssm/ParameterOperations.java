package cloudjar.services.ssm;

import cloudjar.api.ssm.DeleteParameterRequest;
import cloudjar.api.ssm.DeleteParameterResult;
import cloudjar.api.ssm.DeleteParametersRequest;
import cloudjar.api.ssm.DeleteParametersResult;
import cloudjar.api.ssm.LabelParameterVersionRequest;
import cloudjar.api.ssm.LabelParameterVersionResult;
import cloudjar.api.ssm.Parameters;
import cloudjar.api.ssm.PutParameterRequest;
import cloudjar.api.ssm.PutParameterResult;
import cloudjar.api.ssm.UnlabelParameterVersionRequest;
import cloudjar.api.ssm.UnlabelParameterVersionResult;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import cloudjar.services.ssm.SsmTables.VersionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Changes of parameters. */
final class ParameterOperations implements Parameters {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_.-][a-zA-Z0-9_.-]*");
    private static final int LABEL_LENGTH = 100;

    private final SecureValues secure;
    private final ParameterEvents events;

    ParameterOperations(SecureValues secure, ParameterEvents events) {
        this.secure = secure;
        this.events = events;
    }

    /** What was written. */
    private record Written(StoredParameter parameter, ParameterVersion version) {}

    @Override
    public PutParameterResult putParameter(PutParameterRequest in, Call call) {
        ParameterName named = ParameterName.of(in.name(), call);
        String name = ParameterName.checked(named.name());
        boolean overwrite = Boolean.TRUE.equals(in.overwrite());
        if (overwrite && !in.tags().isEmpty()) {
            throw SsmErrors.validation(
                    "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove"
                            + " overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or"
                            + " RemoveTagsFromResource.");
        }
        Optional<ParameterVersion> before = call.read(snapshot -> newest(snapshot, call, name));
        if (before.isPresent() && !overwrite) {
            throw SsmErrors.exists();
        }
        ParameterVersion version = drafted(in, name, before, call);
        Written written = call.write(tx -> write(tx, in, name, version, call));
        events.changed(
                written.parameter(), written.version(), written.version().number() == 1 ? "Create" : "Update", call);
        return PutParameterResult.builder()
                .version(written.version().number())
                .tier(written.version().tier())
                .build();
    }

    private static Optional<ParameterVersion> newest(Snapshot snapshot, Call call, String name) {
        SsmTables tables = SsmTables.in(call.account(), call.region());
        return tables.parameters
                .get(snapshot, name)
                .flatMap(parameter -> tables.parameterVersions.get(snapshot, new VersionKey(name, parameter.latest())));
    }

    /** The version that a request makes, without its number. */
    private ParameterVersion drafted(
            PutParameterRequest in, String name, Optional<ParameterVersion> before, Call call) {
        String type = in.type() == null ? before.map(ParameterVersion::type).orElse(null) : in.type();
        if (type == null) {
            throw SsmErrors.validation("A parameter type is required when you create a parameter.");
        }
        if (before.isPresent() && !before.get().type().equals(type)) {
            throw SsmErrors.typeChange();
        }
        List<ParameterPolicy> policies = in.policies() == null
                ? before.map(ParameterVersion::policies).orElse(List.of())
                : ParameterPolicy.parse(in.policies(), call.time());
        String tier = Tiers.chosen(in, before, policies, call);
        String dataType = ParameterValue.checked(in, type, tier);
        boolean isSecure = type.equals(ParameterVersion.SECURE);
        if (!isSecure && in.keyId() != null) {
            throw SsmErrors.validation("KeyId is required for SecureString type parameter only.");
        }
        String keyId = !isSecure
                ? null
                : in.keyId() != null
                        ? in.keyId()
                        : before.map(ParameterVersion::keyId).orElse(SecureValues.MANAGED);
        Bytes content = Bytes.ofUtf8(in.value());
        Bytes dataKey = null;
        if (keyId != null) {
            SecureValues.Sealed sealed = secure.seal(
                    StoredParameter.arn(call.account(), call.region(), name),
                    keyId,
                    in.value(),
                    tier.equals(ParameterVersion.ADVANCED),
                    call);
            content = sealed.content();
            dataKey = sealed.dataKey();
        }
        return new ParameterVersion(
                0,
                type,
                content,
                dataKey,
                keyId,
                in.description() == null
                        ? before.map(ParameterVersion::description).orElse(null)
                        : in.description(),
                in.allowedPattern(),
                tier,
                dataType,
                policies,
                call.time(),
                call.principal().id());
    }

    private static Written write(Tx tx, PutParameterRequest in, String name, ParameterVersion draft, Call call) {
        SsmTables tables = SsmTables.in(call.account(), call.region());
        Optional<StoredParameter> there = tables.parameters.get(tx, name);
        if (there.isPresent() && !Boolean.TRUE.equals(in.overwrite())) {
            throw SsmErrors.exists();
        }
        if (there.isEmpty()) {
            Tiers.checkRoom(tx, tables, draft);
        }
        StoredParameter parameter = there.map(known -> known.at(known.latest() + 1))
                .orElseGet(() -> new StoredParameter(
                        call.account(), call.region(), name, 1, new TreeMap<>(), Tagging.added(Map.of(), in.tags())));
        ParameterVersion version = new ParameterVersion(
                parameter.latest(),
                draft.type(),
                draft.content(),
                draft.dataKey(),
                draft.keyId(),
                draft.description(),
                draft.allowedPattern(),
                draft.tier(),
                draft.dataType(),
                draft.policies(),
                draft.modified(),
                draft.user());
        there.ifPresent(known -> prune(tx, tables, known));
        tables.parameters.put(tx, name, parameter);
        tables.parameterVersions.put(tx, new VersionKey(name, version.number()), version);
        SsmTimers.arm(tx, parameter, version);
        return new Written(parameter, version);
    }

    /** The oldest version makes room for a new one, unless it has a label. */
    private static void prune(Tx tx, SsmTables tables, StoredParameter parameter) {
        Range all = Range.prefix(Key.of(parameter.name()));
        if (tables.parameterVersions.count(tx, all) < SsmLimits.VERSIONS_MAX.current()) {
            return;
        }
        VersionKey oldest = tables.parameterVersions
                .rows(tx, all.limit(1))
                .first()
                .orElseThrow()
                .key();
        if (parameter.labels().containsValue(oldest.number())) {
            throw SsmErrors.oldestLabelled(parameter.name(), oldest.number());
        }
        tables.parameterVersions.delete(tx, oldest);
    }

    @Override
    public DeleteParameterResult deleteParameter(DeleteParameterRequest in, Call call) {
        String name = ParameterName.of(in.name(), call).name();
        if (delete(name, call).isEmpty()) {
            throw SsmErrors.noParameter();
        }
        return DeleteParameterResult.of();
    }

    @Override
    public DeleteParametersResult deleteParameters(DeleteParametersRequest in, Call call) {
        List<String> deleted = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : in.names()) {
            boolean gone = delete(ParameterName.of(name, call).name(), call).isPresent();
            (gone ? deleted : invalid).add(name);
        }
        return DeleteParametersResult.builder()
                .deletedParameters(deleted)
                .invalidParameters(invalid)
                .build();
    }

    private Optional<Written> delete(String name, Call call) {
        Optional<Written> deleted = call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            StoredParameter parameter = tables.parameters.get(tx, name).orElse(null);
            Optional<ParameterVersion> version = newest(tx, call, name);
            if (parameter == null || version.isEmpty()) {
                return Optional.empty();
            }
            SsmTimers.delete(tx, tables, name);
            return Optional.of(new Written(parameter, version.get()));
        });
        deleted.ifPresent(gone -> events.changed(gone.parameter(), gone.version(), "Delete", call));
        return deleted;
    }

    @Override
    public LabelParameterVersionResult labelParameterVersion(LabelParameterVersionRequest in, Call call) {
        String name = ParameterName.of(in.name(), call).name();
        List<String> invalid =
                in.labels().stream().filter(label -> !isLabel(label)).toList();
        Written labelled = call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            StoredParameter parameter = tables.parameters.get(tx, name).orElseThrow(SsmErrors::noParameter);
            long number = in.parameterVersion() == null || in.parameterVersion() == 0
                    ? parameter.latest()
                    : in.parameterVersion();
            ParameterVersion version = tables.parameterVersions
                    .get(tx, new VersionKey(name, number))
                    .orElseThrow(() -> SsmErrors.noVersion(name, Long.toString(number)));
            SortedMap<String, Long> labels = new TreeMap<>(parameter.labels());
            in.labels().stream().filter(label -> !invalid.contains(label)).forEach(label -> labels.put(label, number));
            long on = labels.values().stream().filter(value -> value == number).count();
            if (on > SsmLimits.LABELS_MAX.current()) {
                throw SsmErrors.tooManyLabels();
            }
            StoredParameter changed = parameter.labelled(labels);
            tables.parameters.put(tx, name, changed);
            return new Written(changed, version);
        });
        events.changed(labelled.parameter(), labelled.version(), "LabelParameterVersion", call);
        return LabelParameterVersionResult.builder()
                .invalidLabels(invalid)
                .parameterVersion(labelled.version().number())
                .build();
    }

    private static boolean isLabel(String label) {
        String lower = label.toLowerCase(Locale.ROOT);
        return label.length() <= LABEL_LENGTH
                && LABEL.matcher(label).matches()
                && !lower.startsWith("aws")
                && !lower.startsWith("ssm");
    }

    @Override
    public UnlabelParameterVersionResult unlabelParameterVersion(UnlabelParameterVersionRequest in, Call call) {
        String name = ParameterName.of(in.name(), call).name();
        return call.write(tx -> {
            SsmTables tables = SsmTables.in(call.account(), call.region());
            StoredParameter parameter = tables.parameters.get(tx, name).orElseThrow(SsmErrors::noParameter);
            if (!tables.parameterVersions.contains(tx, new VersionKey(name, in.parameterVersion()))) {
                throw SsmErrors.noVersion(name, Long.toString(in.parameterVersion()));
            }
            SortedMap<String, Long> labels = new TreeMap<>(parameter.labels());
            List<String> removed = new ArrayList<>();
            List<String> invalid = new ArrayList<>();
            for (String label : in.labels()) {
                (labels.remove(label, in.parameterVersion()) ? removed : invalid).add(label);
            }
            tables.parameters.put(tx, name, parameter.labelled(labels));
            return UnlabelParameterVersionResult.builder()
                    .removedLabels(removed)
                    .invalidLabels(invalid)
                    .build();
        });
    }
}
