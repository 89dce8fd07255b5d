package cloudjar.kernel.call.access;

import cloudjar.kernel.shape.ServiceSchema;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where services say what their operations need permission for and what their resources say to it; they register when they are
 * made. Thread-safe.
 */
public final class Access {
    private static final int CANONICAL_IDS_MAX = 10_000;

    private final Map<String, AccessRules> rules = new ConcurrentHashMap<>();
    private final Map<String, ResourcePolicies> policies = new ConcurrentHashMap<>();
    private volatile Consumer<String> waker = _ -> {};
    private volatile @Nullable UnaryOperator<String> canonicalUsers;
    private final Map<String, String> canonicalIds = new ConcurrentHashMap<>();
    private volatile Judge judge = (_, _) -> true;

    /** Who decides; the front door. */
    @FunctionalInterface
    public interface Judge {
        /** Whether the caller may. Notes a denial as that of a call is noted. */
        boolean allows(Asked asked, Need need);
    }

    /**
     * The exceptions of a service.
     *
     * @param service its name in cloudjar, such as {@code sqs}
     */
    public void rules(String service, AccessRules its) {
        rules.put(service, its);
    }

    /**
     * The policies of resources.
     *
     * @param arnService the service as their ARNs name it
     */
    public void policies(String arnService, ResourcePolicies its) {
        policies.put(arnService, its);
    }

    /** How policies of resources know an account by a canonical user id. */
    public void canonicalUsers(UnaryOperator<String> idOfAccount) {
        canonicalUsers = idOfAccount;
    }

    /** Names who decides. */
    public void judgedBy(Judge decider) {
        judge = decider;
    }

    /** The rules of a service; the usual ones where it named none. */
    public AccessRules rules(ServiceSchema service) {
        AccessRules known = rules.get(service.id());
        if (known != null) {
            return known;
        }
        waker.accept(service.id());
        return rules.computeIfAbsent(service.id(), _ -> usual(service));
    }

    private static AccessRules usual(ServiceSchema service) {
        return AccessRules.of(service.facts().signingName()).build();
    }

    /** Where the policies of a service's resources are; null where they have none. */
    public @Nullable ResourcePolicies policies(String arnService) {
        ResourcePolicies known = policies.get(arnService);
        if (known == null) {
            waker.accept(arnService);
            known = policies.get(arnService);
        }
        return known;
    }

    /** Whom to tell the name of a service that has registered nothing: perhaps it is not made yet. */
    public void wokenBy(Consumer<String> wake) {
        waker = wake;
    }

    /** The services, as ARNs name them, whose resources have policies and that are made. */
    public Set<String> withPolicies() {
        return Set.copyOf(policies.keySet());
    }

    /** The canonical user id of an account; null where no service knows it. */
    public @Nullable String canonicalUser(String account) {
        UnaryOperator<String> known = canonicalUsers;
        if (known == null) {
            return null;
        }
        String id = canonicalIds.get(account);
        if (id == null) {
            id = known.apply(account);
            if (canonicalIds.size() < CANONICAL_IDS_MAX) {
                canonicalIds.put(account, id);
            }
        }
        return id;
    }

    /**
     * Whether the caller may do a part of what it asks for: for operations that do what they may and tell of the rest. True
     * where calls are not refused.
     */
    public boolean allows(Asked asked, Need need) {
        return judge.allows(asked, need);
    }
}
