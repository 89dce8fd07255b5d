package cloudjar.services.sns;

import cloudjar.kernel.call.Call;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;

/** How SNS appears where it brings messages. */
final class Couriers {
    static final String PRINCIPAL = "sns.amazonaws.com";

    /** The name of sessions of the roles that owners of topics and subscriptions have given to SNS. */
    static final String SESSION = "sns-delivery";

    private Couriers() {}

    /** A caller's call, made by us for a topic. */
    static Call asService(Call call, Topic topic) {
        Arn arn = Arn.of("sns", topic.region(), topic.account(), topic.name());
        return call.as(Principal.Service.actingFor(PRINCIPAL, arn, topic.account()));
    }

    private static Principal.Service actingFor(String topicArn, String account) {
        return Arn.parse(topicArn)
                .map(topic -> Principal.Service.actingFor(PRINCIPAL, topic, account))
                .orElseGet(() -> new Principal.Service(PRINCIPAL));
    }

    /** A call of our own for a topic. */
    static Call own(World world, String account, String region, String topicArn) {
        return Call.own(
                world,
                new Scope(account, region),
                actingFor(topicArn, account),
                world.clock().now());
    }
}
