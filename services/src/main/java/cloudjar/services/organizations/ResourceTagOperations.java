package cloudjar.services.organizations;

import cloudjar.api.organizations.ListTagsForResourceRequest;
import cloudjar.api.organizations.ListTagsForResourceResponse;
import cloudjar.api.organizations.ResourceTags;
import cloudjar.api.organizations.Tag;
import cloudjar.api.organizations.TagResourceRequest;
import cloudjar.api.organizations.TagResourceResponse;
import cloudjar.api.organizations.UntagResourceRequest;
import cloudjar.api.organizations.UntagResourceResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.store.Tx;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Tags of the root, units, accounts, policies and the resource policy. */
final class ResourceTagOperations implements ResourceTags {
    @Override
    public TagResourceResponse tagResource(TagResourceRequest in, Call call) {
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            change(tx, standing, in.resourceId(), call, tags -> Tags.with(tags, in.tags()));
            return TagResourceResponse.of();
        });
    }

    @Override
    public UntagResourceResponse untagResource(UntagResourceRequest in, Call call) {
        return call.write(tx -> {
            Standing standing = Standing.management(tx, call);
            change(tx, standing, in.resourceId(), call, tags -> Tags.without(tags, in.tagKeys()));
            return UntagResourceResponse.of();
        });
    }

    private static void change(
            Tx tx, Standing standing, String id, Call call, UnaryOperator<Map<String, String>> change) {
        Organization organization = standing.organization();
        Scope scope = organization.scope();
        Map<String, String> changed = change.apply(tags(tx, standing, id, call));
        if (id.startsWith("r-")) {
            OrganizationsTables.ORGANIZATION
                    .in(scope)
                    .put(tx, OrganizationsTables.ONLY, organization.withRootTags(changed));
        } else if (id.startsWith("ou-")) {
            Unit unit = new Tree(organization).unit(tx, id).orElseThrow(OrganizationsErrors::noTarget);
            OrganizationsTables.UNITS.in(scope).put(tx, id, unit.withTags(changed));
        } else if (id.startsWith("p-")) {
            OrganizationPolicy policy = new Attachments(organization).existing(tx, id);
            if (policy.ofAws()) {
                throw OrganizationsErrors.immutablePolicy();
            }
            OrganizationsTables.POLICIES.in(scope).put(tx, id, policy.withTags(changed));
        } else if (id.startsWith("rp-")) {
            DelegationPolicy policy = OrganizationsTables.DELEGATION_POLICY
                    .in(scope)
                    .get(tx, OrganizationsTables.ONLY)
                    .orElseThrow(OrganizationsErrors::noTarget);
            OrganizationsTables.DELEGATION_POLICY.in(scope).put(tx, OrganizationsTables.ONLY, policy.withTags(changed));
        } else {
            MemberAccount account = standing.member(tx, id, call.time());
            OrganizationsTables.ACCOUNTS.in(Scope.GLOBAL).put(tx, id, account.withTags(changed));
        }
    }

    private static Map<String, String> tags(Snapshot snapshot, Standing standing, String id, Call call) {
        Organization organization = standing.organization();
        if (id.equals(organization.rootId())) {
            return organization.rootTags();
        }
        if (id.startsWith("ou-")) {
            return new Tree(organization)
                    .unit(snapshot, id)
                    .orElseThrow(OrganizationsErrors::noTarget)
                    .tags();
        }
        if (id.startsWith("p-")) {
            return new Attachments(organization)
                    .policy(snapshot, id)
                    .orElseThrow(OrganizationsErrors::noTarget)
                    .tags();
        }
        if (id.startsWith("rp-")) {
            return OrganizationsTables.DELEGATION_POLICY
                    .in(organization.scope())
                    .get(snapshot, OrganizationsTables.ONLY)
                    .filter(policy -> policy.id().equals(id))
                    .orElseThrow(OrganizationsErrors::noTarget)
                    .tags();
        }
        return OrganizationsTables.ACCOUNTS
                .in(Scope.GLOBAL)
                .get(snapshot, id)
                .filter(account -> organization.id().equals(account.organizationId()) && account.visible(call.time()))
                .orElseThrow(OrganizationsErrors::noTarget)
                .tags();
    }

    @Override
    public ListTagsForResourceResponse listTagsForResource(ListTagsForResourceRequest in, Call call) {
        PageRequest asked = Paging.asked(null, in.nextToken(), "ListTagsForResource" + in.resourceId());
        Page<Tag> part = call.read(snapshot -> Page.of(
                Tags.shown(tags(snapshot, Standing.reader(snapshot, call), in.resourceId(), call)), Tag::key, asked));
        return ListTagsForResourceResponse.builder()
                .tags(part.items())
                .nextToken(part.next().orElse(null))
                .build();
    }
}
