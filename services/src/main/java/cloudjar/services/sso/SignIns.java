package cloudjar.services.sso;

import cloudjar.api.identitystore.User;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Snapshot;
import cloudjar.kernel.world.World;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of signing in that happens in a browser, for the pages that show it: who asks, who may say yes, and the saying. Whoever
 * reaches these pages may choose any user; there are no passwords. Thread-safe.
 */
public final class SignIns {
    private static final Duration CODE_TIME = Duration.ofMinutes(10);
    private static final int CODE_LENGTH = 64;

    private final Directory directory;

    /** Asks for users by way of this cloud. */
    public SignIns(Cloud cloud) {
        directory = new Directory(cloud);
    }

    /**
     * A program that waits for somebody.
     *
     * @param program as it calls itself
     * @param portal the address of the instance whose people it asks for
     * @param users the names of those who may sign in; the first of them, where there are very many
     */
    public record Waiting(String program, String portal, List<String> users) {
        public Waiting {
            users = List.copyOf(users);
        }
    }

    /**
     * What a program asks for by sending a browser.
     *
     * @param state goes back as it came; null where none came
     */
    public record Authorization(
            String clientId,
            String redirectUri,
            String challenge,
            @Nullable String state) {}

    /** Whom a user code asks for; empty where nothing waits for it. */
    public Optional<Waiting> waiting(World world, String userCode) {
        return world.store().read(snapshot -> device(snapshot, world, userCode)
                .flatMap(device -> Portals.instance(snapshot, device.instanceArn())
                        .map(instance -> waiting(world, instance, client(snapshot, device.clientId())))));
    }

    /** Whom a program asks for by sending a browser; empty where the program or its address are unknown. */
    public Optional<Waiting> waiting(World world, Authorization authorization) {
        return world.store()
                .read(snapshot -> known(snapshot, authorization).flatMap(client -> instance(snapshot, client)
                        .map(instance -> waiting(world, instance, Optional.of(client)))));
    }

    private Waiting waiting(World world, Instance instance, Optional<Client> client) {
        List<String> users = directory.users(instance, null, call(world, instance)).stream()
                .map(user -> String.valueOf(user.userName()))
                .toList();
        return new Waiting(client.map(Client::name).orElse(""), instance.portalUrl(), users);
    }

    private static Optional<Client> client(Snapshot snapshot, String id) {
        return SignInTables.CLIENTS.in(Scope.GLOBAL).get(snapshot, id);
    }

    private static Optional<Instance> instance(Snapshot snapshot, Client client) {
        return client.instanceArn() == null ? Optional.empty() : Portals.instance(snapshot, client.instanceArn());
    }

    private static Optional<Client> known(Snapshot snapshot, Authorization authorization) {
        return client(snapshot, authorization.clientId())
                .filter(client -> client.redirectsTo(authorization.redirectUri()));
    }

    private static Optional<Device> device(Snapshot snapshot, World world, String userCode) {
        return SignInTables.DEVICES_BY_USER_CODE
                .in(Scope.GLOBAL)
                .get(snapshot, userCode.toUpperCase(Locale.ROOT))
                .filter(device -> !device.expired(world.clock().now()));
    }

    /** Signs the user in where the code was shown; false where nothing waits for the code, or there is no such user. */
    public boolean approve(World world, String userCode, String userName) {
        Optional<Device> device = world.store().read(snapshot -> device(snapshot, world, userCode));
        Optional<Instance> instance = device.flatMap(
                found -> world.store().read(snapshot -> Portals.instance(snapshot, found.instanceArn())));
        Optional<String> userId = instance.flatMap(found -> userId(found, userName, call(world, found)));
        if (device.isEmpty() || userId.isEmpty()) {
            return false;
        }
        put(world, device.get().approvedBy(userId.get()));
        return true;
    }

    /** Refuses the sign-in; false where nothing waits for the code. */
    public boolean deny(World world, String userCode) {
        Optional<Device> device = world.store().read(snapshot -> device(snapshot, world, userCode));
        device.ifPresent(found -> put(world, found.refused()));
        return device.isPresent();
    }

    private static void put(World world, Device device) {
        world.store().write(tx -> {
            SignInTables.DEVICES.in(Scope.GLOBAL).put(tx, device.code(), device);
            return device;
        });
    }

    /**
     * Signs the user in who was sent here by a program.
     *
     * @return the address to which the browser goes, with the code; empty where the program or the user are unknown
     */
    public Optional<String> authorize(World world, Authorization authorization, String userName) {
        Optional<Client> client = world.store().read(snapshot -> known(snapshot, authorization));
        Optional<Instance> instance =
                client.flatMap(found -> world.store().read(snapshot -> instance(snapshot, found)));
        return instance.flatMap(found -> userId(found, userName, call(world, found)))
                .map(userId -> sent(world, authorization, instance.orElseThrow(), userId));
    }

    /** As the other, in the name of the one who approves unasked; empty where nobody does. */
    public Optional<String> authorizeUnasked(World world, Authorization authorization) {
        return world.store()
                .read(snapshot -> known(snapshot, authorization).flatMap(client -> instance(snapshot, client)))
                .map(Instance::approver)
                .flatMap(approver -> authorize(world, authorization, approver));
    }

    private static String sent(World world, Authorization authorization, Instance instance, String userId) {
        LoginCode code = new LoginCode(
                world.ids().alphanumeric(CODE_LENGTH),
                authorization.clientId(),
                authorization.redirectUri(),
                authorization.challenge(),
                instance.arn(),
                userId,
                world.clock().now().plus(CODE_TIME));
        world.store().write(tx -> {
            SignInTables.CODES.in(Scope.GLOBAL).put(tx, code.code(), code);
            return code;
        });
        String state = authorization.state() == null
                ? ""
                : "&state=" + URLEncoder.encode(authorization.state(), StandardCharsets.UTF_8);
        return authorization.redirectUri() + "?code=" + code.code() + state;
    }

    /**
     * Has sign-ins of an instance approved unasked from now on, in the name of a user; or by people again, where no user is named.
     *
     * @param storeId of the instance's identity store
     * @return false where there is no such store or user
     */
    public boolean approveUnasked(World world, String storeId, @Nullable String userName) {
        Optional<Instance> instance = world.store()
                .read(snapshot -> SsoTables.INSTANCES_BY_STORE.in(Scope.GLOBAL).get(snapshot, storeId));
        if (instance.isEmpty()
                || (userName != null
                        && userId(instance.get(), userName, call(world, instance.get()))
                                .isEmpty())) {
            return false;
        }
        world.store().write(tx -> {
            Instance changed = instance.get().withApprover(userName);
            Instances.put(tx, changed);
            return changed;
        });
        return true;
    }

    /** The id of the user in whose name sign-ins of the instance are approved unasked; empty where people approve. */
    Optional<String> approver(Instance instance, Call call) {
        return instance.approver() == null ? Optional.empty() : userId(instance, instance.approver(), call);
    }

    private Optional<String> userId(Instance instance, String userName, Call call) {
        return directory.users(instance, userName, call).stream().findFirst().map(User::userId);
    }

    /** A call of ours on behalf of whoever looks at a page. */
    private static Call call(World world, Instance instance) {
        return Call.own(
                world,
                new Scope(instance.account(), instance.region()),
                ReservedRole.SERVICE,
                world.clock().now());
    }
}
