package cloudjar.services.sso;

import cloudjar.api.ssoadmin.ListTagsForResourceRequest;
import cloudjar.api.ssoadmin.ListTagsForResourceResponse;
import cloudjar.api.ssoadmin.ResourceTags;
import cloudjar.api.ssoadmin.Tag;
import cloudjar.api.ssoadmin.TagResourceRequest;
import cloudjar.api.ssoadmin.TagResourceResponse;
import cloudjar.api.ssoadmin.UntagResourceRequest;
import cloudjar.api.ssoadmin.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of instances, permission sets, applications and trusted token issuers. */
final class ResourceTagOperations implements ResourceTags {
    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        call.write(tx -> change(tx, call, in.resourceArn(), tags -> Tags.with(tags, in.tags())));
        return TagResourceResponse.of();
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        call.write(tx -> change(tx, call, in.resourceArn(), tags -> Tags.without(tags, in.tagKeys())));
        return UntagResourceResponse.of();
    }

    private static Map<String, String> change(Tx tx, Call call, String arn, UnaryOperator<Map<String, String>> change) {
        Instance instance = instance(tx, call, arn);
        Map<String, String> changed = change.apply(tags(tx, instance, arn));
        if (arn.contains(":instance/")) {
            Instances.put(tx, instance.withTags(changed));
        } else if (arn.contains(":permissionSet/")) {
            Instances.put(tx, instance, Instances.set(tx, instance, arn).withTags(changed));
        } else if (arn.contains(":application/")) {
            Application application = Applications.existing(tx, instance, arn);
            SsoTables.APPLICATIONS.in(instance.scope()).put(tx, arn, application.withTags(changed));
        } else {
            TokenIssuer issuer = issuer(tx, instance, arn);
            SsoTables.ISSUERS.in(instance.scope()).put(tx, arn, issuer.withTags(changed));
        }
        return changed;
    }

    private static Map<String, String> tags(Snapshot snapshot, Instance instance, String arn) {
        if (arn.contains(":instance/")) {
            return instance.tags();
        }
        if (arn.contains(":permissionSet/")) {
            return Instances.set(snapshot, instance, arn).tags();
        }
        return arn.contains(":application/")
                ? Applications.existing(snapshot, instance, arn).tags()
                : issuer(snapshot, instance, arn).tags();
    }

    private static TokenIssuer issuer(Snapshot snapshot, Instance instance, String arn) {
        return SsoTables.ISSUERS
                .in(instance.scope())
                .get(snapshot, arn)
                .orElseThrow(() -> SsoErrors.noTokenIssuer(arn));
    }

    /** The caller's instance that a resource belongs to, by the id that every such ARN has. */
    private static Instance instance(Snapshot snapshot, Call call, String arn) {
        return Instances.of(snapshot, call.account()).stream()
                .filter(instance -> arn.endsWith(instance.id()) || arn.contains("/" + instance.id() + "/"))
                .findFirst()
                .orElseThrow(SsoErrors::noInstance);
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest in, Call call) {
        PageRequest asked = Paging.asked(null, in.nextToken(), "ListTagsForResource" + in.resourceArn());
        Page<Tag> part = call.read(snapshot -> Page.of(
                Tags.shown(tags(snapshot, instance(snapshot, call, in.resourceArn()), in.resourceArn())),
                Tag::key,
                asked));
        return ListTagsForResourceResponse.builder()
                .tags(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
