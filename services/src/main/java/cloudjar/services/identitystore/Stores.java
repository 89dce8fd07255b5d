package cloudjar.services.identitystore;

import cloudjar.api.ssoadmin.ListInstancesRequest;
import cloudjar.api.ssoadmin.SsoAdmin;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.store.InvalidPageTokenException;
import cloudjar.kernel.store.Page;
import cloudjar.kernel.store.Range;
import cloudjar.kernel.store.Row;
import cloudjar.kernel.store.Scan;
import cloudjar.kernel.tenancy.Principal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The stores that there are, which instances of IAM Identity Center bring with them. */
final class Stores {
    private static final Principal SERVICE = new Principal.Service("identitystore.amazonaws.com");
    private static final int ITEMS = 100;

    private final Cloud cloud;

    Stores(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * Refuses the id of a store that the caller's account has not in this region.
     *
     * @throws cloudjar.kernel.shape.ApiException where there is none
     */
    void check(String storeId, Call call) {
        boolean known = cloud
                .client(SsoAdmin.API)
                .listInstances(ListInstancesRequest.builder().build(), call.as(SERVICE))
                .instances()
                .stream()
                .anyMatch(instance -> storeId.equals(instance.identityStoreId()));
        if (!known) {
            throw IdentityStoreErrors.noStore(storeId);
        }
    }

    /**
     * A part of a list.
     *
     * @param next the token of the next part; null where this is the last
     */
    record Part<T>(List<T> items, @Nullable String next) {
        Part {
            items = List.copyOf(items);
        }
    }

    /** A part of the rows that begin with a store and perhaps more. */
    static <K, V, T> Part<T> part(Call call, Scan<K, V> scan, Asked asked, Predicate<V> filter, Function<V, T> change) {
        return call.read(snapshot -> {
            try {
                Page<Row<K, V>> page = scan.page(
                        snapshot,
                        asked.range(),
                        asked.maxResults() == null ? ITEMS : asked.maxResults(),
                        asked.token(),
                        asked.query(),
                        row -> filter.test(row.value()));
                return new Part<>(
                        page.items().stream()
                                .map(row -> change.apply(row.value()))
                                .toList(),
                        page.next().orElse(null));
            } catch (InvalidPageTokenException e) {
                throw IdentityStoreErrors.invalidToken();
            }
        });
    }

    /**
     * What a list is asked for.
     *
     * @param query by which a token is known
     */
    record Asked(
            Range range,
            @Nullable Integer maxResults,
            @Nullable String token,
            String query) {}
}
