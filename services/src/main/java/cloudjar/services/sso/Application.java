package cloudjar.services.sso;

import cloudjar.api.ssoadmin.Grant;
import cloudjar.api.ssoadmin.PortalOptions;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An application.
 *
 * @param facts what it is
 * @param access what it may be used for
 */
record Application(
        String arn,
        String instanceArn,
        String providerArn,
        Facts facts,
        Access access,
        Map<String, String> tags,
        Instant created) {
    /** What an application is. */
    record Facts(
            @Nullable String name,
            @Nullable String description,
            String status,
            @Nullable PortalOptions portal) {}

    /**
     * What an application may be used for.
     *
     * @param assignmentRequired whether only those may use it to whom it is assigned
     * @param grants by their types
     * @param actorPolicy who may call as the application, as a document; null where nobody may
     * @param scopes the targets by the scopes' names
     */
    record Access(
            boolean assignmentRequired,
            SortedMap<String, Grant> grants,
            @Nullable String actorPolicy,
            SortedMap<String, List<String>> scopes) {
        /** The access of a new application. */
        static final Access NEW = new Access(true, new TreeMap<>(), null, new TreeMap<>());

        Access {
            grants = Collections.unmodifiableSortedMap(new TreeMap<>(grants));
            scopes = Collections.unmodifiableSortedMap(new TreeMap<>(scopes));
        }

        Access withAssignmentRequired(boolean required) {
            return new Access(required, grants, actorPolicy, scopes);
        }

        /** With another grant of a type; null takes it away. */
        Access withGrant(String type, @Nullable Grant grant) {
            SortedMap<String, Grant> changed = new TreeMap<>(grants);
            changed.remove(type);
            if (grant != null) {
                changed.put(type, grant);
            }
            return new Access(assignmentRequired, changed, actorPolicy, scopes);
        }

        Access withActorPolicy(@Nullable String document) {
            return new Access(assignmentRequired, grants, document, scopes);
        }

        /** With other targets of a scope; null takes it away. */
        Access withScope(String scope, @Nullable List<String> targets) {
            SortedMap<String, List<String>> changed = new TreeMap<>(scopes);
            changed.remove(scope);
            if (targets != null) {
                changed.put(scope, List.copyOf(targets));
            }
            return new Access(assignmentRequired, grants, actorPolicy, changed);
        }
    }

    Application {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    Application with(Facts changed) {
        return new Application(arn, instanceArn, providerArn, changed, access, tags, created);
    }

    Application with(Access changed) {
        return new Application(arn, instanceArn, providerArn, facts, changed, tags, created);
    }

    Application withTags(Map<String, String> changed) {
        return new Application(arn, instanceArn, providerArn, facts, access, changed, created);
    }

    cloudjar.api.ssoadmin.Application shown(String account) {
        return cloudjar.api.ssoadmin.Application.builder()
                .applicationArn(arn)
                .applicationProviderArn(providerArn)
                .applicationAccount(account)
                .instanceArn(instanceArn)
                .name(facts.name())
                .description(facts.description())
                .status_(facts.status())
                .portalOptions(facts.portal())
                .createdDate(created)
                .build();
    }
}
