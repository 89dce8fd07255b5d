package cloudjar.server;

import cloudjar.kernel.call.ServiceBinding;
import cloudjar.kernel.shape.ServiceFacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which services are served: those that were named, or all. A service goes by its id, by the first label of its host name
 * and by its name in signatures.
 */
record ServiceChoice(Set<String> names) {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceChoice.class);

    ServiceChoice {
        names = Set.copyOf(names);
    }

    /** The choice of these names, or of all services where there is none. */
    static ServiceChoice of(List<String> names) {
        return new ServiceChoice(names.stream().map(ServiceChoice::plain).collect(Collectors.toSet()));
    }

    /** Those that are chosen. A name that none has is told and passed over: other products know more services. */
    List<ServiceBinding<?>> among(List<ServiceBinding<?>> all) {
        if (names.isEmpty()) {
            return all;
        }
        Set<String> missing = new HashSet<>(names);
        List<ServiceBinding<?>> chosen = new ArrayList<>();
        for (ServiceBinding<?> service : all) {
            Set<String> itsNames = names(service.api().schema().facts());
            if (itsNames.stream().anyMatch(names::contains)) {
                chosen.add(service);
                missing.removeAll(itsNames);
            }
        }
        if (!missing.isEmpty()) {
            LOG.warn("not served, because cloudjar does not have them: {}", String.join(", ", missing));
        }
        return chosen;
    }

    private static Set<String> names(ServiceFacts facts) {
        return Stream.of(facts.id(), facts.endpointPrefix(), facts.signingName())
                .map(ServiceChoice::plain)
                .collect(Collectors.toSet());
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "");
    }
}
