package cloudjar.services.sns;

import cloudjar.api.sns.CreateEndpointResponse;
import cloudjar.api.sns.CreatePlatformEndpointInput;
import cloudjar.api.sns.DeleteEndpointInput;
import cloudjar.api.sns.DeleteEndpointResponse;
import cloudjar.api.sns.Endpoint;
import cloudjar.api.sns.GetEndpointAttributesInput;
import cloudjar.api.sns.GetEndpointAttributesResponse;
import cloudjar.api.sns.ListEndpointsByPlatformApplicationInput;
import cloudjar.api.sns.ListEndpointsByPlatformApplicationResponse;
import cloudjar.api.sns.PlatformEndpoints;
import cloudjar.api.sns.SetEndpointAttributesInput;
import cloudjar.api.sns.SetEndpointAttributesResponse;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.limit.LimitProfile;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Key;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.services.sns.SnsTables.OwnedKey;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be done with the endpoints of platform applications. */
final class PlatformEndpointOperations implements PlatformEndpoints {
    private final LimitProfile limits;

    PlatformEndpointOperations(LimitProfile limits) {
        this.limits = limits;
    }

    @Override
    public CreateEndpointResponse createPlatformEndpoint(CreatePlatformEndpointInput in, Call call) {
        String application = PlatformApplicationOperations.key(in.platformApplicationArn());
        Map<String, String> attributes = new LinkedHashMap<>();
        if (in.customUserData() != null) {
            attributes.put(PlatformEndpoint.USER_DATA, in.customUserData());
        }
        attributes.putAll(in.attributes());
        PlatformEndpoint.check(attributes, SnsLimits.USER_DATA_MAX.intIn(limits));
        attributes.put(PlatformEndpoint.TOKEN, in.token());
        attributes.putIfAbsent(PlatformEndpoint.ENABLED, "true");
        PlatformEndpoint wanted =
                new PlatformEndpoint(application, call.world().ids().uuid(), attributes);
        SnsTables tables = SnsTables.of(call);
        PlatformEndpoint endpoint = call.write(tx -> {
            if (!tables.applications.contains(tx, application)) {
                throw SnsErrors.applicationDoesNotExist();
            }
            PlatformEndpoint existing = tables.endpointsByToken
                    .rows(tx, Range.prefix(Key.of(application, in.token())))
                    .first()
                    .map(Row::value)
                    .orElse(null);
            if (existing == null) {
                tables.endpoints.put(tx, wanted.key(), wanted);
                return wanted;
            }
            if (!existing.attributes().equals(attributes)) {
                throw SnsErrors.invalid(
                        "Token",
                        "Endpoint " + existing.arn(call.account(), call.region())
                                + " already exists with the same Token, but different attributes.");
            }
            return existing;
        });
        return CreateEndpointResponse.builder()
                .endpointArn(endpoint.arn(call.account(), call.region()))
                .build();
    }

    private static OwnedKey key(String endpointArn) {
        Arn arn = TopicAddress.arn(endpointArn, "EndpointArn");
        return PlatformEndpoint.key(arn)
                .orElseThrow(() ->
                        SnsErrors.invalid("EndpointArn", "Wrong number of slashes in relative portion of the ARN."));
    }

    @Override
    public DeleteEndpointResponse deleteEndpoint(DeleteEndpointInput in, Call call) {
        OwnedKey key = key(in.endpointArn());
        SnsTables tables = SnsTables.of(call);
        call.write(tx -> tables.endpoints.delete(tx, key));
        return DeleteEndpointResponse.of();
    }

    @Override
    public ListEndpointsByPlatformApplicationResponse listEndpointsByPlatformApplication(
            ListEndpointsByPlatformApplicationInput in, Call call) {
        String application = PlatformApplicationOperations.key(in.platformApplicationArn());
        SnsTables tables = SnsTables.of(call);
        try {
            Page<Endpoint> page = call.read(snapshot -> {
                        if (!tables.applications.contains(snapshot, application)) {
                            throw SnsErrors.applicationDoesNotExist();
                        }
                        return tables.endpoints.page(
                                snapshot,
                                Range.prefix(application),
                                SnsLimits.LISTED_MAX.intIn(limits),
                                Tokens.given(in.nextToken()),
                                "ListEndpointsByPlatformApplication");
                    })
                    .map(row -> Endpoint.builder()
                            .endpointArn(row.value().arn(call.account(), call.region()))
                            .attributes(row.value().attributes())
                            .build());
            return ListEndpointsByPlatformApplicationResponse.builder()
                    .endpoints(page.items())
                    .nextToken(page.next().orElse(null))
                    .build();
        } catch (InvalidPageTokenException e) {
            throw SnsErrors.invalid("NextToken");
        }
    }

    @Override
    public GetEndpointAttributesResponse getEndpointAttributes(GetEndpointAttributesInput in, Call call) {
        OwnedKey key = key(in.endpointArn());
        SnsTables tables = SnsTables.of(call);
        PlatformEndpoint endpoint =
                call.read(snapshot -> tables.endpoints.get(snapshot, key)).orElseThrow(SnsErrors::endpointDoesNotExist);
        return GetEndpointAttributesResponse.builder()
                .attributes(endpoint.attributes())
                .build();
    }

    @Override
    public SetEndpointAttributesResponse setEndpointAttributes(SetEndpointAttributesInput in, Call call) {
        OwnedKey key = key(in.endpointArn());
        PlatformEndpoint.check(in.attributes(), SnsLimits.USER_DATA_MAX.intIn(limits));
        SnsTables tables = SnsTables.of(call);
        call.write(tx -> {
            PlatformEndpoint before = tables.endpoints.get(tx, key).orElseThrow(SnsErrors::endpointDoesNotExist);
            tables.endpoints.put(tx, key, before.with(in.attributes()));
            return before;
        });
        return SetEndpointAttributesResponse.of();
    }
}
