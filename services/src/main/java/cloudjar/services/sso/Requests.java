package cloudjar.services.sso;

import cloudjar.api.ssoadmin.OperationStatusFilter;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.PageRequest;
import cloudjar.kernel.store.Range;
import cloudjar.services.sso.Request.Kind;
import org.jspecify.annotations.Nullable;

/** Requests that take their time, as they are asked for later. */
final class Requests {
    private Requests() {}

    static void put(Instance instance, Request request, Call call) {
        call.write(tx -> {
            SsoTables.REQUESTS.in(instance.scope()).put(tx, request.id(), request);
            return request;
        });
    }

    /**
     * A request of an instance.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none of this kind with this id
     */
    static Request get(String instanceArn, String id, Kind kind, Call call) {
        return call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, instanceArn);
            return SsoTables.REQUESTS
                    .in(instance.scope())
                    .get(snapshot, id)
                    .filter(request -> request.kind() == kind)
                    .orElseThrow(() -> SsoErrors.noRequest(id));
        });
    }

    static Page<Request> list(
            String instanceArn, Kind kind, @Nullable OperationStatusFilter filter, PageRequest asked, Call call) {
        String status = filter == null ? null : filter.status_();
        return call.read(snapshot -> {
            Instance instance = Instances.own(snapshot, call, instanceArn);
            return Page.of(
                    SsoTables.REQUESTS_BY_KIND.in(instance.scope()),
                    snapshot,
                    Range.prefix(kind.name()),
                    asked,
                    request -> status == null || status.equals(request.status(call.time())));
        });
    }
}
