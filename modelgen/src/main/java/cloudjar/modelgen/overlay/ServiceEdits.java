package cloudjar.modelgen.overlay;

import cloudjar.kernel.shape.ProtocolKind;
import cloudjar.kernel.shape.ServiceFacts;
import cloudjar.modelgen.model.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts about a service as a whole. */
final class ServiceEdits {
    private ServiceEdits() {}

    /** {@code service id= signingName= targetPrefix= xmlNamespace= protocols= queryCompatible=}. */
    static void service(OverlayLine line, ServiceModel model) {
        line.words(1).allow("id", "signingName", "targetPrefix", "xmlNamespace", "protocols", "queryCompatible");
        ServiceFacts facts = model.facts();
        model.facts(new ServiceFacts(
                line.option("id", facts.id()),
                facts.serviceId(),
                facts.title(),
                facts.apiVersion(),
                facts.endpointPrefix(),
                line.option("signingName", facts.signingName()),
                changed(line, "targetPrefix", facts.targetPrefix()),
                protocols(line, facts),
                changed(line, "xmlNamespace", facts.xmlNamespace()),
                line.has("queryCompatible") ? line.flag("queryCompatible") : facts.queryCompatible(),
                facts.globalEndpoint()));
    }

    private static @Nullable String changed(OverlayLine line, String key, @Nullable String known) {
        return line.has(key) ? line.option(key) : known;
    }

    private static List<ProtocolKind> protocols(OverlayLine line, ServiceFacts facts) {
        if (!line.has("protocols")) {
            return facts.protocols();
        }
        List<ProtocolKind> protocols = new ArrayList<>();
        for (String name : line.list("protocols")) {
            try {
                protocols.add(ProtocolKind.valueOf(name));
            } catch (IllegalArgumentException e) {
                throw line.problem("no protocol " + name);
            }
        }
        return protocols;
    }

    /** {@code group Noun Operation…}. */
    static void group(OverlayLine line, ServiceModel model) {
        line.allow();
        List<String> group = model.groups().computeIfAbsent(line.word(1), unused -> new ArrayList<>());
        for (String operation : line.wordsFrom(2)) {
            if (!model.operations().containsKey(operation)) {
                throw line.problem("no operation " + operation);
            }
            if (model.groups().values().stream().anyMatch(others -> others.contains(operation))) {
                throw line.problem(operation + " is in a group already");
            }
            group.add(operation);
        }
    }
}
