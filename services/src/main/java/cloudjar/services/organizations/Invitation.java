package cloudjar.services.organizations;

import cloudjar.api.organizations.ActionType;
import cloudjar.api.organizations.Handshake;
import cloudjar.api.organizations.HandshakeParty;
import cloudjar.api.organizations.HandshakePartyType;
import cloudjar.api.organizations.HandshakeResource;
import cloudjar.api.organizations.HandshakeResourceType;
import cloudjar.api.organizations.HandshakeState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A handshake: what an organization asks of an account, or its members of each other.
 *
 * @param arn fixed when it is made, since it outlives the organization's place in it
 * @param action the kind, as the API has it
 * @param party the account id or e-mail address that is asked
 * @param state as it was written last; one that is open ends by the clock, see {@link #state}
 * @param parent the handshake that this is a part of; null where there is none
 * @param tags that an account gets when it accepts
 */
record Invitation(
        String id,
        String arn,
        String action,
        String organizationId,
        String managementAccount,
        String party,
        String state,
        Instant requested,
        Instant expires,
        @Nullable String notes,
        @Nullable String parent,
        Map<String, String> tags) {
    Invitation {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    Invitation withState(String changed) {
        return new Invitation(
                id,
                arn,
                action,
                organizationId,
                managementAccount,
                party,
                changed,
                requested,
                expires,
                notes,
                parent,
                tags);
    }

    /** Whether it waits for an answer. */
    boolean open(Instant now) {
        String state = state(now);
        return state.equals(HandshakeState.OPEN) || state.equals(HandshakeState.REQUESTED);
    }

    String state(Instant now) {
        boolean waits = state.equals(HandshakeState.OPEN) || state.equals(HandshakeState.REQUESTED);
        return waits && !expires.isAfter(now) ? HandshakeState.EXPIRED : state;
    }

    /** The path in its ARN between the organization and its id. */
    static String inArn(String action) {
        return action.toLowerCase(Locale.ROOT);
    }

    /** Whether this account is the one that is asked. */
    boolean asks(MemberAccount account) {
        return party.equals(account.id())
                || OrganizationsTables.fold(party).equals(OrganizationsTables.fold(account.email()));
    }

    /**
     * What callers see.
     *
     * @param organization null where it is gone
     */
    Handshake shown(@Nullable Organization organization, @Nullable MemberAccount management, Instant now) {
        List<HandshakeParty> parties = new ArrayList<>();
        parties.add(party(organizationId.substring(2), HandshakePartyType.ORGANIZATION));
        List<HandshakeResource> resources = new ArrayList<>();
        List<HandshakeResource> facts = new ArrayList<>();
        if (management != null) {
            facts.add(resource(HandshakeResourceType.MASTER_EMAIL, management.email()));
            facts.add(resource(HandshakeResourceType.MASTER_NAME, management.name()));
        }
        if (organization != null) {
            facts.add(resource(HandshakeResourceType.ORGANIZATION_FEATURE_SET, organization.featureSet()));
        }
        resources.add(HandshakeResource.builder()
                .type(HandshakeResourceType.ORGANIZATION)
                .value(organizationId)
                .resources(facts)
                .build());
        if (!action.equals(ActionType.ENABLE_ALL_FEATURES)) {
            String type = party.indexOf('@') < 0 ? HandshakePartyType.ACCOUNT : HandshakePartyType.EMAIL;
            parties.add(party(party, type));
            resources.add(resource(type, party));
        }
        if (parent != null) {
            resources.add(resource(HandshakeResourceType.PARENT_HANDSHAKE, parent));
        }
        if (notes != null) {
            resources.add(resource(HandshakeResourceType.NOTES, notes));
        }
        return Handshake.builder()
                .id(id)
                .arn(arn)
                .parties(parties)
                .state(state(now))
                .requestedTimestamp(requested)
                .expirationTimestamp(expires)
                .action(action)
                .resources(resources)
                .build();
    }

    private static HandshakeParty party(String id, String type) {
        return HandshakeParty.builder().id(id).type(type).build();
    }

    private static HandshakeResource resource(String type, String value) {
        return HandshakeResource.builder().type(type).value(value).build();
    }
}
