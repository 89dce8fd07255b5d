package cloudjar.services.lambda;

import cloudjar.api.lambda.FunctionTags;
import cloudjar.api.lambda.ListTagsRequest;
import cloudjar.api.lambda.ListTagsResponse;
import cloudjar.api.lambda.TagResourceRequest;
import cloudjar.api.lambda.TagResourceResponse;
import cloudjar.api.lambda.UntagResourceRequest;
import cloudjar.api.lambda.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Arn;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of functions, event source mappings and code signing configurations. */
final class TagOperations implements FunctionTags {
    private static final String FUNCTION = "function:";

    private final LimitProfile limits;

    TagOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        if (in.tags().isEmpty()) {
            throw LambdaErrors.invalid("An error occurred and the request cannot be processed.");
        }
        change(in.resource(), call, tags -> {
            Map<String, String> all = new HashMap<>(tags);
            all.putAll(in.tags());
            TagRules.check(all, limits);
            return all;
        });
        return TagResourceResponse.of();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        change(in.resource(), call, tags -> {
            Map<String, String> left = new HashMap<>(tags);
            in.tagKeys().forEach(left::remove);
            return left;
        });
        return UntagResourceResponse.of();
    }

    private static void change(String resource, Call call, UnaryOperator<Map<String, String>> change) {
        String kind = Arn.parse(resource).map(Arn::resource).orElse("");
        String revision = call.world().ids().uuid();
        boolean unused = call.write(tx -> {
            if (kind.startsWith(FUNCTION)) {
                FunctionName name = functionName(resource, call);
                Function function = Lookup.function(tx, name);
                name.tables().functions.put(tx, name.name(), function.tagged(change.apply(function.tags())));
                Publishing.revise(tx, name, revision);
            } else {
                require(tx, resource, kind, call);
                LambdaTables tables = LambdaTables.of(call);
                Map<String, String> old = tables.tags
                        .get(tx, resource)
                        .map(LambdaTables.Tagged::tags)
                        .orElse(Map.of());
                tables.tags.put(tx, resource, new LambdaTables.Tagged(change.apply(old)));
            }
            return true;
        });
    }

    private static FunctionName functionName(String resource, Call call) {
        FunctionName name = FunctionName.of(resource, call);
        if (name.qualifier() != null) {
            throw LambdaErrors.invalid(
                    "Tags on function aliases and versions are not supported. Please specify a function ARN.");
        }
        return name;
    }

    private static void require(Snapshot snapshot, String resource, String kind, Call call) {
        LambdaTables tables = LambdaTables.of(call);
        String id = kind.substring(kind.indexOf(':') + 1);
        if (kind.startsWith("event-source-mapping:")) {
            if (!tables.mappings.contains(snapshot, id)) {
                throw LambdaErrors.notFound("Event source mapping not found: " + resource);
            }
        } else if (kind.startsWith("capacity-provider:")) {
            throw LambdaErrors.notFound("Capacity provider not found: " + resource);
        } else if (!tables.signing.contains(snapshot, id)) {
            throw LambdaErrors.notFound("Code signing config not found: " + resource);
        }
    }

    @Override
    public ListTagsResponse listTags(ListTagsRequest in, Call call) {
        String kind = Arn.parse(in.resource()).map(Arn::resource).orElse("");
        return call.read(snapshot -> {
            Map<String, String> tags;
            if (kind.startsWith(FUNCTION)) {
                tags = Lookup.function(snapshot, functionName(in.resource(), call))
                        .tags();
            } else {
                require(snapshot, in.resource(), kind, call);
                tags = LambdaTables.of(call)
                        .tags
                        .get(snapshot, in.resource())
                        .map(LambdaTables.Tagged::tags)
                        .orElse(Map.of());
            }
            return ListTagsResponse.builder().tags(tags).build();
        });
    }
}
