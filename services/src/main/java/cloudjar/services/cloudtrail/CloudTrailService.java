package cloudjar.services.cloudtrail;

import cloudjar.api.cloudtrail.Channels;
import cloudjar.api.cloudtrail.CloudTrail;
import cloudjar.api.cloudtrail.CloudTrailOf;
import cloudjar.api.cloudtrail.EventDataStores;
import cloudjar.api.cloudtrail.Imports;
import cloudjar.api.cloudtrail.InsightSelectors;
import cloudjar.api.cloudtrail.Queries;
import cloudjar.api.cloudtrail.ResourcePolicies;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.call.Wiring;
import cloudjar.services.RoleSessions;

/** CloudTrail, put together from its groups of operations. */
public final class CloudTrailService {
    private CloudTrailService() {}

    /** The service; from now on it is told of all calls. */
    public static CloudTrail of(Wiring wiring) {
        Cloud cloud = wiring.cloud();
        wiring.access().rules(CloudTrail.API.id(), CloudTrailIam.RULES);
        DataInterest interest = new DataInterest();
        cloud.endedCalls().tell(new Journal(wiring.identities(), interest));
        LogDelivery logs = new LogDelivery(cloud, new RoleSessions(cloud, wiring.credentials()));
        Courier courier = new Courier(cloud, logs);
        wiring.timers().register(Courier.HANDLER, courier::fire);
        wiring.timers().register(Digests.HANDLER, new Digests(courier, cloud, new DigestKeys(wiring.vault()))::fire);
        OrganizationCheck organizations = new OrganizationCheck(cloud);
        Viewers viewers = new Viewers(wiring.identities(), organizations);
        return new CloudTrailOf(
                new TrailOperations(new TargetCheck(cloud, logs), cloud, interest, organizations, viewers),
                new SelectorOperations(interest, viewers),
                new EventOperations(cloud),
                new PublicKeyOperations(),
                new TagOperations(),
                new InsightSelectors() {},
                new EventDataStores() {},
                new Queries() {},
                new Channels() {},
                new Imports() {},
                new ResourcePolicies() {},
                new OrganizationAdminOperations(cloud, organizations));
    }
}
