package cloudjar.gateway.resolve;

import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.shape.Catalog;
import cloudjar.kernel.shape.ServiceFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every service of the catalog by each thing that can name it. Where several share a name, the served ones stand first,
 * then the one that bears the name itself, such as {@code rds} before {@code docdb}.
 */
final class ServiceTable {
    private final Map<String, KnownService> byId = new HashMap<>();
    private final Map<String, List<KnownService>> byTarget = new HashMap<>();
    private final Map<String, List<KnownService>> bySigningName = new HashMap<>();
    private final Map<String, List<KnownService>> byVersion = new HashMap<>();
    private final HostNames hosts;

    ServiceTable(Catalog catalog, List<ServiceBinding<?>> bindings) {
        Map<String, ServiceBinding<?>> served = new HashMap<>();
        bindings.forEach(binding -> served.put(binding.api().id(), binding));
        for (Catalog.Entry entry : catalog.services()) {
            ServiceFacts facts = entry.facts();
            ServiceBinding<?> binding = served.get(facts.id());
            KnownService service = binding == null
                    ? new KnownService(facts, null, () -> catalog.schema(facts.id()))
                    : new KnownService(facts, binding, () -> binding.api().schema());
            byId.put(facts.id(), service);
            addTarget(facts.targetPrefix(), service);
            add(bySigningName, facts.signingName(), service);
            if (service.query() != null) {
                add(byVersion, facts.apiVersion(), service);
            }
        }
        Customs.MORE_SIGNING_NAMES.forEach((name, id) -> {
            KnownService service = byId.get(id);
            if (service != null) {
                add(bySigningName, name, service);
            }
        });
        Customs.SIGNING_NAMES.forEach((name, id) -> alias(bySigningName, name, id));
        for (Map<String, List<KnownService>> index : List.of(byTarget, bySigningName, byVersion)) {
            index.forEach((name, services) -> services.sort(servedThenNamed(name)));
        }
        this.hosts = new HostNames(hostLabels());
    }

    private Map<String, List<KnownService>> hostLabels() {
        Map<String, List<KnownService>> labels = new HashMap<>();
        byId.values().forEach(service -> add(labels, service.facts().endpointPrefix(), service));
        labels.forEach((name, services) -> services.sort(servedThenNamed(name)));
        // Second best: whoever writes an endpoint by hand writes one of these.
        bySigningName.forEach(labels::putIfAbsent);
        byId.forEach((id, service) -> labels.putIfAbsent(id, List.of(service)));
        Customs.HOST_LABELS.forEach((name, id) -> alias(labels, name, id));
        return labels;
    }

    private void alias(Map<String, List<KnownService>> index, String name, String id) {
        KnownService service = byId.get(id);
        if (service != null) {
            index.put(name, new ArrayList<>(List.of(service)));
        }
    }

    /** Clients made from Smithy models say only the last part of a prefix with dots, as CloudTrail's. */
    private void addTarget(@Nullable String prefix, KnownService service) {
        add(byTarget, prefix, service);
        if (prefix != null && prefix.indexOf('.') >= 0) {
            add(byTarget, prefix.substring(prefix.lastIndexOf('.') + 1), service);
        }
    }

    private static void add(Map<String, List<KnownService>> index, @Nullable String name, KnownService service) {
        if (name != null) {
            index.computeIfAbsent(name, unused -> new ArrayList<>()).add(service);
        }
    }

    private static Comparator<KnownService> servedThenNamed(String name) {
        return Comparator.comparing((KnownService service) -> service.binding() == null)
                .thenComparing(service -> !service.id().equals(name))
                .thenComparing(service -> !service.id().equals(service.facts().signingName()))
                .thenComparing(KnownService::id);
    }

    /** The service with this id; null where there is none. */
    @Nullable
    KnownService byId(String id) {
        return byId.get(id);
    }

    /** Services in whose form something can be said for no service: S3's first, for it is what is meant unless said. */
    List<KnownService> formGivers() {
        List<KnownService> services = new ArrayList<>(byId.values());
        services.sort(servedThenNamed(Customs.UNSAID));
        return services;
    }

    /** The services whose {@code X-Amz-Target} begins so; empty where there is none. */
    List<KnownService> byTarget(String prefix) {
        return byTarget.getOrDefault(prefix, List.of());
    }

    /** The services that are signed for by this name; empty where there is none. */
    List<KnownService> bySigningName(String name) {
        return bySigningName.getOrDefault(name, List.of());
    }

    /** The services with a query protocol and this version; empty where there is none. */
    List<KnownService> byVersion(String version) {
        return byVersion.getOrDefault(version, List.of());
    }

    HostNames hosts() {
        return hosts;
    }
}
