package cloudjar.services.ssm;

import cloudjar.api.eventbridge.EventBridge;
import cloudjar.api.eventbridge.PutEventsRequest;
import cloudjar.api.eventbridge.PutEventsRequestEntry;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells EventBridge what happens to parameters. What happened stands whether or not somebody could be told.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html">Events of Systems
 *     Manager</a>
 */
final class ParameterEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ParameterEvents.class);
    private static final String PRINCIPAL = "ssm.amazonaws.com";

    private final Cloud cloud;

    ParameterEvents(Cloud cloud) {
        this.cloud = cloud;
    }

    /** @param operation Create, Update, Delete or LabelParameterVersion */
    void changed(StoredParameter parameter, ParameterVersion version, String operation, Call call) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("operation", operation);
        detail.put("name", parameter.name());
        detail.put("type", version.type());
        if (version.description() != null) {
            detail.put("description", version.description());
        }
        put(parameter, "Parameter Store Change", detail, call.as(principal(parameter)));
    }

    /** Tells of what a policy did. */
    void acted(World world, StoredParameter parameter, ParameterVersion version, ParameterPolicy policy) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("parameter-name", parameter.name());
        detail.put("parameter-type", version.type());
        detail.put("policy-type", policy.type());
        detail.put("policy-content", policy.text());
        detail.put("action-status", "Success");
        Scope scope = new Scope(parameter.account(), parameter.region());
        Call own = Call.own(world, scope, principal(parameter), world.clock().now());
        put(parameter, "Parameter Store Policy Action", detail, own);
    }

    private void put(StoredParameter parameter, String type, Map<String, Object> detail, Call call) {
        try {
            cloud.client(EventBridge.API)
                    .putEvents(
                            PutEventsRequest.builder()
                                    .entries(List.of(PutEventsRequestEntry.builder()
                                            .time(call.time())
                                            .source("aws.ssm")
                                            .resources(List.of(parameter.arn()))
                                            .detailType(type)
                                            .detail(Json.write(detail))
                                            .build()))
                                    .build(),
                            call);
        } catch (ApiException e) {
            LOG.debug("An event was not taken: parameter={}, code={}", parameter.arn(), e.code());
        }
    }

    private static Principal.Service principal(StoredParameter parameter) {
        return Principal.Service.actingFor(PRINCIPAL, Arn.parse(parameter.arn()).orElseThrow(), parameter.account());
    }
}
