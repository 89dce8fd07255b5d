package cloudjar.kernel.call.access;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.OperationSchema;
import cloudjar.kernel.shape.Structure;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Arn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the operations of a service need permission for: the action of their name on the resource that the service's calls are
 * usually about, but for the exceptions named here. Made once by {@link #of}; thread-safe.
 */
public final class AccessRules {
    private final String prefix;
    private final Locator usual;
    private final Map<String, Rule> exceptions;
    private final Set<String> amongServices;
    private final boolean open;
    private final Keys keys;
    private final DenialStyle style;
    private final Place place;
    private final Sessions sessions;
    private final Function<Asked, @Nullable Rule> instead;
    private final Map<String, Rule> rules = new ConcurrentHashMap<>();

    private AccessRules(Builder builder) {
        prefix = builder.prefix;
        usual = builder.usual;
        exceptions = Map.copyOf(builder.exceptions);
        amongServices = Set.copyOf(builder.amongServices);
        open = builder.open;
        keys = builder.keys;
        style = builder.style;
        place = builder.place;
        sessions = builder.sessions;
        instead = builder.instead;
    }

    /** The values of a service's own condition keys. */
    @FunctionalInterface
    public interface Keys {
        /**
         * The values of a key for a need of the call; empty where it has none.
         *
         * @param key in lower case
         */
        List<String> values(Asked asked, Need need, String key);
    }

    /** Says whether a service takes calls made with a session. */
    @FunctionalInterface
    public interface Sessions {
        /** What the service answers to a call made with this session; null where it takes it. */
        @Nullable
        ApiException refusal(Asked asked, Session session);
    }

    /** Says in whose account and region a call is carried out. */
    @FunctionalInterface
    public interface Place {
        /** The ARN of the resource where it is carried out; null for the caller's own account and region. */
        @Nullable
        String of(Structure input);
    }

    /** Begins the rules of a service whose actions begin with a prefix, such as {@code s3}. */
    public static Builder of(String prefix) {
        return new Builder(prefix);
    }

    /** What IAM calls the service. */
    public String prefix() {
        return prefix;
    }

    /** How the service says no. */
    public DenialStyle style() {
        return style;
    }

    /** Gives each need of the call. */
    public void needs(Asked asked, Consumer<Need> into) {
        Rule other = instead.apply(asked);
        (other == null ? rule(asked.operation()) : other).needs(asked, into);
    }

    /** The call in the account and region of the resource, where it names one of elsewhere; null where it does not. */
    public @Nullable Call elsewhere(Structure input, Call call) {
        String arn = place.of(input);
        return arn == null
                ? null
                : Arn.parse(arn)
                        .filter(named -> Account.isId(named.account())
                                && !(named.account().equals(call.account())
                                        && named.region().equals(call.region())))
                        .map(named -> call.in(named.account(), named.region()))
                        .orElse(null);
    }

    /** What the service answers to a call made with this session, whatever policies say; null where it takes it. */
    public @Nullable ApiException refusal(Asked asked, Session session) {
        return sessions.refusal(asked, session);
    }

    /** The values of one of the service's own condition keys. */
    public List<String> values(Asked asked, Need need, String key) {
        return keys.values(asked, need, key);
    }

    /** Whether AWS's services use the operation among themselves, so that it needs nobody's permission. */
    public boolean amongServices(OperationSchema operation) {
        return open || amongServices.contains(operation.name());
    }

    /** The operations that have a rule of their own: for a test that they are operations. */
    public Set<String> operations() {
        Set<String> named = new HashSet<>(exceptions.keySet());
        named.addAll(amongServices);
        return named;
    }

    private Rule rule(OperationSchema operation) {
        Rule known = rules.get(operation.name());
        return known == null ? rules.computeIfAbsent(operation.name(), this::made) : known;
    }

    private Rule made(String operation) {
        Rule exception = exceptions.get(operation);
        return exception == null ? Rule.need(prefix + ":" + operation, usual) : exception;
    }

    /** Rules on the way; used by one thread. */
    public static final class Builder {
        private final String prefix;
        private final Map<String, Rule> exceptions = new HashMap<>();
        private final Set<String> amongServices = new HashSet<>();
        private boolean open;
        private Locator usual;
        private Keys keys = (_, _, _) -> List.of();
        private DenialStyle style = DenialStyle.USUAL;
        private Place place = _ -> null;
        private Sessions sessions = (_, _) -> null;
        private Function<Asked, @Nullable Rule> instead = _ -> null;

        private Builder(String prefix) {
            this.prefix = prefix;
            this.usual = new ArnMember(prefix);
        }

        /** Names the resource of operations that say no other; where it is not called, an ARN in the input is taken. */
        public Builder usually(Locator resource) {
            usual = resource;
            return this;
        }

        /** The rule of one operation. */
        public Builder on(String operation, Rule rule) {
            if (exceptions.put(operation, rule) != null) {
                throw new IllegalArgumentException("two rules of " + operation);
            }
            return this;
        }

        /** Operations that need the action of their name on this resource. */
        public Builder on(Locator resource, String... operations) {
            for (String operation : operations) {
                on(operation, Rule.need(prefix + ":" + operation, resource));
            }
            return this;
        }

        /** An operation that needs another action, on the usual resource; to be called after {@link #usually}. */
        public Builder on(String operation, String action) {
            return on(operation, Rule.need(prefix + ":" + action, usual));
        }

        /** Operations that need no permission. */
        public Builder free(String... operations) {
            for (String operation : operations) {
                on(operation, Rule.FREE);
            }
            return this;
        }

        /** Operations that AWS's services use among themselves, as service principals, without anybody's permission. */
        public Builder amongServices(String... operations) {
            amongServices.addAll(List.of(operations));
            return this;
        }

        /** As {@link #amongServices}, of all operations: for a service whose resources have no policies that could let one in. */
        public Builder openToServices() {
            open = true;
            return this;
        }

        /** The service's own condition keys. */
        public Builder keys(Keys own) {
            keys = own;
            return this;
        }

        /** How the service says no, where it has a way of its own. */
        public Builder denies(DenialStyle own) {
            style = own;
            return this;
        }

        /** Where calls are carried out, for a service whose requests may name resources of other accounts by their ARNs. */
        public Builder carriedOutAt(Place where) {
            place = where;
            return this;
        }

        /** Which sessions the service does not take, where there are such. */
        public Builder takes(Sessions whose) {
            sessions = whose;
            return this;
        }

        /** The rule of calls that are about another kind of resource than the service's others; null for all that are not. */
        public Builder instead(Function<Asked, @Nullable Rule> other) {
            instead = other;
            return this;
        }

        public AccessRules build() {
            return new AccessRules(this);
        }
    }
}
