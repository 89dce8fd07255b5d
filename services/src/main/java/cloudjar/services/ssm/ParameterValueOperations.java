package cloudjar.services.ssm;

import cloudjar.api.ssm.DescribeParametersRequest;
import cloudjar.api.ssm.DescribeParametersResult;
import cloudjar.api.ssm.GetParameterHistoryRequest;
import cloudjar.api.ssm.GetParameterHistoryResult;
import cloudjar.api.ssm.GetParameterRequest;
import cloudjar.api.ssm.GetParameterResult;
import cloudjar.api.ssm.GetParametersByPathRequest;
import cloudjar.api.ssm.GetParametersByPathResult;
import cloudjar.api.ssm.GetParametersRequest;
import cloudjar.api.ssm.GetParametersResult;
import cloudjar.api.ssm.Parameter;
import cloudjar.api.ssm.ParameterHistory;
import cloudjar.api.ssm.ParameterMetadata;
import cloudjar.api.ssm.ParameterStringFilter;
import cloudjar.api.ssm.ParameterValues;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Snapshot;
import cloudjar.services.ssm.SsmTables.VersionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading of parameters. */
final class ParameterValueOperations implements ParameterValues {
    private static final int BY_PATH = 10;
    private static final int PAGE = 50;
    private static final Pattern PATH = Pattern.compile("/([a-zA-Z0-9_.-]+/?)*");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final SecureValues secure;
    private final SecretReferences references;
    private final PublicParameters published;

    ParameterValueOperations(SecureValues secure, SecretReferences references, PublicParameters published) {
        this.secure = secure;
        this.references = references;
        this.published = published;
    }

    /** A version of a parameter. */
    private record Found(StoredParameter parameter, ParameterVersion version) {}

    @Override
    public GetParameterResult getParameter(GetParameterRequest in, Call call) {
        return GetParameterResult.builder()
                .parameter(get(in.name(), Boolean.TRUE.equals(in.withDecryption()), call))
                .build();
    }

    private Parameter get(String text, boolean decrypt, Call call) {
        ParameterName name = ParameterName.of(text, call);
        if (name.name().startsWith(SecretReferences.PREFIX)) {
            return references.get(name.name(), name.selector(), decrypt, call);
        }
        if (name.name().startsWith(PublicParameters.PREFIX)) {
            Parameter parameter = published.find(name.name(), call.region());
            if (parameter == null) {
                throw SsmErrors.noParameter();
            }
            return parameter;
        }
        Found found = call.read(snapshot -> find(snapshot, name));
        return shown(found, name.selector(), decrypt, call);
    }

    private static Found find(Snapshot snapshot, ParameterName name) {
        SsmTables tables = name.tables();
        StoredParameter parameter = name.find(snapshot).orElseThrow(SsmErrors::noParameter);
        String selector = name.selector();
        Long number = selector == null
                ? Long.valueOf(parameter.latest())
                : NUMBER.matcher(selector).matches()
                        ? Long.valueOf(selector)
                        : parameter.labels().get(selector);
        if (number == null) {
            throw SsmErrors.noVersion(name.name(), selector == null ? "" : selector);
        }
        return tables.parameterVersions
                .get(snapshot, new VersionKey(parameter.name(), number))
                .map(version -> new Found(parameter, version))
                .orElseThrow(() -> SsmErrors.noVersion(name.name(), Long.toString(number)));
    }

    private Parameter shown(Found found, @Nullable String selector, boolean decrypt, Call call) {
        ParameterVersion version = found.version();
        return Parameter.builder()
                .name(found.parameter().name())
                .type(version.type())
                .value(value(found, decrypt, call))
                .version(version.number())
                .selector(selector == null ? null : ":" + selector)
                .lastModifiedDate(version.modified())
                .arn(found.parameter().arn())
                .dataType(version.dataType())
                .build();
    }

    /** The value in the clear; of a secure string its ciphertext, where nobody asked for decryption. */
    private String value(Found found, boolean decrypt, Call call) {
        ParameterVersion version = found.version();
        if (!version.isSecure()) {
            return version.content().utf8();
        }
        return decrypt
                ? secure.open(found.parameter().arn(), version, call)
                : version.content().toBase64();
    }

    @Override
    public GetParametersResult getParameters(GetParametersRequest in, Call call) {
        List<Parameter> parameters = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : in.names()) {
            try {
                parameters.add(get(name, Boolean.TRUE.equals(in.withDecryption()), call));
            } catch (ApiException e) {
                if (!e.code().equals("ParameterNotFound") && !e.code().equals("ParameterVersionNotFound")) {
                    throw e;
                }
                invalid.add(name);
            }
        }
        return GetParametersResult.builder()
                .parameters(parameters)
                .invalidParameters(invalid)
                .build();
    }

    @Override
    public GetParametersByPathResult getParametersByPath(GetParametersByPathRequest in, Call call) {
        String path = in.path();
        if (!PATH.matcher(path).matches()) {
            throw SsmErrors.validation(
                    "The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward"
                            + " slash \"/\". It can't be prefixed with \"aws\" or \"ssm\" (case-insensitive). It must use only"
                            + " letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special"
                            + " characters are not allowed. All sub-paths, if specified, must use the forward slash symbol"
                            + " \"/\". Valid example: /get/parameters2-/by1./path0_.");
        }
        String prefix = path.endsWith("/") ? path : path + "/";
        String option = Boolean.TRUE.equals(in.recursive()) ? "Recursive" : "OneLevel";
        int limit = Objects.requireNonNullElse(in.maxResults(), BY_PATH);
        if (prefix.startsWith(PublicParameters.PREFIX)) {
            return publishedBelow(prefix, option, limit, in.nextToken(), call.region());
        }
        BiPredicate<StoredParameter, ParameterVersion> wanted = ParameterFilters.byPath(in.parameterFilters());
        boolean byLabel = in.parameterFilters().stream().anyMatch(filter -> "Label".equals(filter.key()));
        SsmTables tables = SsmTables.in(call.account(), call.region());
        String query = "GetParametersByPath " + prefix + option + in.parameterFilters();
        // What lies below a path: keys from the slash to the character behind it.
        Range range = prefix.equals("/")
                ? Range.all()
                : Range.between(Key.of(prefix), Key.of(prefix.substring(0, prefix.length() - 1) + '0'));
        Function<Snapshot, Page<Found>> read = snapshot -> tables.parameters
                .page(
                        snapshot,
                        range,
                        limit,
                        in.nextToken(),
                        query,
                        row -> ParameterFilters.isBelow(row.key(), prefix, option)
                                && versions(snapshot, tables, row.value(), byLabel).stream()
                                        .anyMatch(version -> wanted.test(row.value(), version)))
                .map(row -> new Found(
                        row.value(),
                        versions(snapshot, tables, row.value(), byLabel).stream()
                                .filter(version -> wanted.test(row.value(), version))
                                .findFirst()
                                .orElseThrow()));
        Page<Found> page = page(() -> call.read(read));
        return GetParametersByPathResult.builder()
                .parameters(page.items().stream()
                        .map(found -> shown(found, null, Boolean.TRUE.equals(in.withDecryption()), call))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    /** The versions that a filter may choose: the newest, or where it asks for labels those that have any. */
    private static List<ParameterVersion> versions(
            Snapshot snapshot, SsmTables tables, StoredParameter parameter, boolean labelled) {
        return (labelled ? parameter.labels().values() : List.of(parameter.latest()))
                .stream()
                        .distinct()
                        .flatMap(number ->
                                tables
                                        .parameterVersions
                                        .get(snapshot, new VersionKey(parameter.name(), number))
                                        .stream())
                        .toList();
    }

    private GetParametersByPathResult publishedBelow(
            String prefix, String option, int limit, @Nullable String token, String region) {
        List<Parameter> all = published.below(prefix, region).stream()
                .filter(parameter -> ParameterFilters.isBelow(String.valueOf(parameter.name()), prefix, option))
                .toList();
        int from = position(token, all.size());
        int to = Math.min(from + limit, all.size());
        return GetParametersByPathResult.builder()
                .parameters(all.subList(from, to))
                .nextToken(to < all.size() ? Integer.toString(to) : null)
                .build();
    }

    private static int position(@Nullable String token, int size) {
        if (token == null) {
            return 0;
        }
        if (!NUMBER.matcher(token).matches() || Long.parseLong(token) > size) {
            throw SsmErrors.nextToken();
        }
        return Integer.parseInt(token);
    }

    @Override
    public GetParameterHistoryResult getParameterHistory(GetParameterHistoryRequest in, Call call) {
        ParameterName name = ParameterName.of(in.name(), call);
        SsmTables tables = name.tables();
        int limit = Objects.requireNonNullElse(in.maxResults(), PAGE);
        Page<Found> page = page(() -> call.read(snapshot -> {
            StoredParameter parameter =
                    tables.parameters.get(snapshot, name.name()).orElseThrow(SsmErrors::noParameter);
            return tables.parameterVersions
                    .page(
                            snapshot,
                            Range.prefix(Key.of(name.name())),
                            limit,
                            in.nextToken(),
                            "GetParameterHistory " + name.name())
                    .map(row -> new Found(parameter, row.value()));
        }));
        return GetParameterHistoryResult.builder()
                .parameters(page.items().stream()
                        .map(found -> history(found, Boolean.TRUE.equals(in.withDecryption()), call))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private ParameterHistory history(Found found, boolean decrypt, Call call) {
        ParameterVersion version = found.version();
        List<String> labels = found.parameter().labels().entrySet().stream()
                .filter(label -> label.getValue() == version.number())
                .map(Map.Entry::getKey)
                .toList();
        return ParameterHistory.builder()
                .name(found.parameter().name())
                .type(version.type())
                .keyId(version.keyId())
                .lastModifiedDate(version.modified())
                .lastModifiedUser(version.user())
                .description(version.description())
                .value(value(found, decrypt, call))
                .allowedPattern(version.allowedPattern())
                .version(version.number())
                .labels(labels)
                .tier(version.tier())
                .policies(
                        version.policies().stream().map(ParameterPolicy::shown).toList())
                .dataType(version.dataType())
                .build();
    }

    @Override
    public DescribeParametersResult describeParameters(DescribeParametersRequest in, Call call) {
        if (in.hasFilters() && in.hasParameterFilters()) {
            throw SsmErrors.validation("You can use either Filters or ParameterFilters in a single request.");
        }
        List<ParameterStringFilter> filters =
                in.hasFilters() ? ParameterFilters.modern(in.filters()) : in.parameterFilters();
        BiPredicate<StoredParameter, ParameterVersion> wanted = ParameterFilters.described(filters);
        SsmTables tables = SsmTables.in(call.account(), call.region());
        int limit = Objects.requireNonNullElse(in.maxResults(), PAGE);
        Function<Snapshot, Page<Found>> read = snapshot -> tables.parameters
                .page(
                        snapshot,
                        Range.all(),
                        limit,
                        in.nextToken(),
                        "DescribeParameters " + filters,
                        row -> wanted.test(row.value(), newest(snapshot, tables, row)))
                .map(row -> new Found(row.value(), newest(snapshot, tables, row)));
        // Nobody shares parameters with us: Resource Access Manager is not there.
        Page<Found> page = Boolean.TRUE.equals(in.shared())
                ? new Page<>(List.of(), Optional.empty())
                : page(() -> call.read(read));
        return DescribeParametersResult.builder()
                .parameters(page.items().stream()
                        .map(ParameterValueOperations::metadata)
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static ParameterVersion newest(Snapshot snapshot, SsmTables tables, Row<String, StoredParameter> row) {
        return tables.parameterVersions
                .get(snapshot, new VersionKey(row.key(), row.value().latest()))
                .orElseThrow(() -> new IllegalStateException("a parameter without its newest version: " + row.key()));
    }

    private static ParameterMetadata metadata(Found found) {
        ParameterVersion version = found.version();
        return ParameterMetadata.builder()
                .name(found.parameter().name())
                .arn(found.parameter().arn())
                .type(version.type())
                .keyId(version.keyId())
                .lastModifiedDate(version.modified())
                .lastModifiedUser(version.user())
                .description(version.description())
                .allowedPattern(version.allowedPattern())
                .version(version.number())
                .tier(version.tier())
                .policies(
                        version.policies().stream().map(ParameterPolicy::shown).toList())
                .dataType(version.dataType())
                .build();
    }

    private static <T> Page<T> page(Supplier<Page<T>> read) {
        try {
            return read.get();
        } catch (InvalidPageTokenException e) {
            throw SsmErrors.nextToken();
        }
    }
}
