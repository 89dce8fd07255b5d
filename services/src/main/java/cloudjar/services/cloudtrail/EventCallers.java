package cloudjar.services.cloudtrail;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.call.EndedCall;
import cloudjar.kernel.identity.Identities;
import cloudjar.kernel.identity.Session;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.tenancy.Principal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The callers of one portion of calls; most of them come many times, and are told only once. Of one thread. */
final class EventCallers {
    private final Identities identities;
    private final Snapshot snapshot;
    private final Map<Seen, EventCaller> known = new HashMap<>();

    /** All of a call that its caller is made of. */
    private record Seen(
            Principal principal,
            @Nullable Credential credential,
            boolean inner,
            String sourceIp,
            String host,
            @Nullable String agent) {}

    EventCallers(Identities identities, Snapshot snapshot) {
        this.identities = identities;
        this.snapshot = snapshot;
    }

    EventCaller of(EndedCall ended) {
        Call call = ended.call();
        Seen seen = new Seen(
                call.principal(),
                call.credential(),
                call.depth() > 0,
                call.sourceIp(),
                call.endpoint().authority(),
                ended.userAgent());
        return known.computeIfAbsent(seen, unused -> made(ended));
    }

    /** The caller as another account is told of it, whose resource it used. */
    EventCaller fromOutside(EndedCall ended) {
        EventIdentity identity = identity(ended.call());
        return of(ended).toldAs(JsonText.of(EventIdentity.fromOutside(ended.call(), identity.element())));
    }

    private EventCaller made(EndedCall ended) {
        Call call = ended.call();
        EventIdentity identity = identity(call);
        return new EventCaller(
                identity.username(),
                identity.accessKeyId(),
                call.principal().account().isEmpty() ? null : call.principal().id(),
                JsonText.of(identity.element()),
                call.principal() instanceof Principal.Service service ? service.name() : call.sourceIp(),
                agent(ended),
                call.depth() > 0 ? null : call.endpoint().authority());
    }

    private EventIdentity identity(Call call) {
        Credential signer = call.credential();
        Session session = signer == null || signer.sessionToken() == null
                ? null
                : identities.session(snapshot, signer.accessKeyId()).orElse(null);
        return EventIdentity.of(call, session);
    }

    private static String agent(EndedCall ended) {
        if (ended.call().principal() instanceof Principal.Service service) {
            return service.name();
        }
        String agent = ended.userAgent();
        return agent == null ? "AWS Internal" : agent.substring(0, Math.min(agent.length(), EventParameters.TEXT_MAX));
    }
}
