package cloudjar.services.acm;

import cloudjar.api.acm.ResourceRecord;
import cloudjar.api.route53.HostedZone;
import cloudjar.api.route53.ListHostedZonesByNameRequest;
import cloudjar.api.route53.ListResourceRecordSetsRequest;
import cloudjar.api.route53.Route53;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.NotImplemented;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks in the account's public hosted zones of Route 53 for what shows that domains are their owner's. The zone that is nearest to a
 * domain holds its records. A domain that no zone here covers has its records elsewhere, where nobody looks, and counts as shown, and
 * so do all where Route 53 is not served.
 *
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html">DNS validation</a>
 */
final class DnsProof {
    private static final Logger LOG = LoggerFactory.getLogger(DnsProof.class);
    private static final String PAGE = "100";
    private static final String ZONE_PREFIX = "/hostedzone/";

    private final Cloud cloud;

    DnsProof(Cloud cloud) {
        this.cloud = cloud;
    }

    /**
     * What was found.
     *
     * @param shown the names that are shown to be their owner's
     * @param isForbidden whether records say that Amazon is not to issue for one of these
     */
    record Found(List<String> shown, boolean isForbidden) {
        Found {
            shown = List.copyOf(shown);
        }
    }

    /** Looks for the records of a certificate's names. Calls another service: not for transactions. */
    Found look(World world, Certificate certificate, Instant now) {
        Call call = ServiceCalls.of(world, certificate, now);
        List<String> shown = new ArrayList<>();
        boolean forbidden = false;
        try {
            for (String name : certificate.names()) {
                String domain = Validation.domain(name).toLowerCase(Locale.ROOT) + ".";
                List<HostedZone> zones = nearest(domain, call);
                if (zones.isEmpty() || holds(zones, Validation.record(certificate.account(), name), call)) {
                    shown.add(name);
                    forbidden |= forbids(zones, name, domain, call);
                }
            }
        } catch (ApiException e) {
            if (e.status() == NotImplemented.STATUS) {
                return new Found(certificate.names(), false);
            }
            // Whoever could not be asked is asked again.
            LOG.debug("Route 53 refused to answer: certificate={}, code={}", certificate.arn(), e.code());
        }
        return new Found(shown, forbidden);
    }

    /** The public zones of the longest name that the domain is in; several can have the same. */
    private List<HostedZone> nearest(String domain, Call call) {
        for (String name = domain; !name.isEmpty(); name = name.substring(name.indexOf('.') + 1)) {
            String wanted = name;
            List<HostedZone> zones = cloud
                    .client(Route53.API)
                    .listHostedZonesByName(
                            ListHostedZonesByNameRequest.builder()
                                    .dnsName(wanted)
                                    .maxItems(PAGE)
                                    .build(),
                            call)
                    .hostedZones()
                    .stream()
                    .filter(zone -> wanted.equalsIgnoreCase(zone.name()) && !isPrivate(zone))
                    .toList();
            if (!zones.isEmpty()) {
                return zones;
            }
        }
        return List.of();
    }

    private static boolean isPrivate(HostedZone zone) {
        return zone.config() != null && Boolean.TRUE.equals(zone.config().privateZone());
    }

    private boolean holds(List<HostedZone> zones, ResourceRecord wanted, Call call) {
        String value = bare(Objects.requireNonNull(wanted.value()));
        return zones.stream()
                .flatMap(zone -> values(zone, Objects.requireNonNull(wanted.name()), "CNAME", call).stream())
                .anyMatch(held -> bare(held).equalsIgnoreCase(value));
    }

    /** Whether the records at the domain, or else above it, name authorities of which none is Amazon's. */
    private boolean forbids(List<HostedZone> zones, String name, String domain, Call call) {
        for (HostedZone zone : zones) {
            String top = zone.name();
            String at = domain;
            while (at.length() >= top.length()) {
                List<String> records = values(zone, at, "CAA", call);
                if (!records.isEmpty()) {
                    if (!IssuerRecords.allow(records, Validation.isWildcard(name))) {
                        return true;
                    }
                    break;
                }
                at = at.substring(at.indexOf('.') + 1);
            }
        }
        return false;
    }

    private List<String> values(HostedZone zone, String name, String type, Call call) {
        String id = zone.id();
        return cloud
                .client(Route53.API)
                .listResourceRecordSets(
                        ListResourceRecordSetsRequest.builder()
                                .hostedZoneId(id.startsWith(ZONE_PREFIX) ? id.substring(ZONE_PREFIX.length()) : id)
                                .startRecordName(name)
                                .startRecordType(type)
                                .maxItems(PAGE)
                                .build(),
                        call)
                .resourceRecordSets()
                .stream()
                .filter(set -> bare(name).equalsIgnoreCase(bare(set.name())) && type.equals(set.type()))
                .flatMap(set -> set.resourceRecords().stream())
                .map(record -> record.value())
                .toList();
    }

    private static String bare(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
