package cloudjar.services.secretsmanager;

import cloudjar.api.lambda.InvocationRequest;
import cloudjar.api.lambda.InvocationResponse;
import cloudjar.api.lambda.InvocationType;
import cloudjar.api.lambda.Lambda;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Cloud;
import cloudjar.kernel.json.Json;
import cloudjar.kernel.shape.ApiException;
import cloudjar.kernel.shape.Bytes;
import cloudjar.kernel.store.Scope;
import cloudjar.kernel.store.Timer;
import cloudjar.kernel.store.Tx;
import cloudjar.kernel.tenancy.Arn;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import cloudjar.services.secretsmanager.SecretTimers.Place;
import cloudjar.services.secretsmanager.SecretVersion.Sealed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotates secrets: a version without a value gets AWSPENDING, then the function is called for each of four steps, one firing of a
 * timer each. A rotation whose function fails ends there, its version keeps AWSPENDING and the next rotation takes it up again.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_lambda-functions.html">Rotation
 *     functions</a>
 */
final class Rotations {
    private static final Logger LOG = LoggerFactory.getLogger(Rotations.class);
    private static final String PRINCIPAL = "secretsmanager.amazonaws.com";
    static final List<String> STEPS = List.of("createSecret", "setSecret", "testSecret", "finishSecret");
    private static final String TEST = "testSecret";
    private static final int NOT_IMPLEMENTED = 501;

    private final Cloud cloud;
    private final SecretCipher cipher;

    Rotations(Cloud cloud, SecretCipher cipher) {
        this.cloud = cloud;
        this.cipher = cipher;
    }

    /** Refuses a function that we may not call. */
    void checkFunction(Secret secret, String function, Call call) {
        try {
            invoke(secret, function, InvocationType.DRY_RUN, Bytes.EMPTY, call.as(principal(secret)));
        } catch (ApiException e) {
            if (e.status() == NOT_IMPLEMENTED) {
                throw e;
            }
            throw SecretsManagerErrors.cannotInvoke();
        }
    }

    /** Starts a rotation; the secret is put. */
    static Secret start(Tx tx, Secret secret, String version, Instant now) {
        Secret started = VersionBook.add(
                tx, secret.with(secret.rotation().withUnderway(version)), version, null, List.of(Secret.PENDING), now);
        tx.at(now, SecretTimers.step(started, 0));
        return started;
    }

    /** The current value for another version, by which a function is tried; null where there is none. Calls KMS. */
    @Nullable
    Sealed copied(Secret secret, String version, Call call) {
        String current = secret.stages().get(Secret.CURRENT);
        Sealed sealed = current == null
                ? null
                : call.read(snapshot -> VersionBook.find(snapshot, secret, current)
                        .map(SecretVersion::sealed)
                        .orElse(null));
        return current == null || sealed == null
                ? null
                : cipher.seal(secret, version, cipher.open(secret, current, sealed, call), call);
    }

    /**
     * Has a function tried that is to rotate later, with a version that waits; not where another one waits.
     *
     * @param value of the version; null where the secret has none, and nothing is tried
     * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotateSecret.html">RotateImmediately</a>
     */
    static Secret tried(Tx tx, Secret secret, String version, @Nullable Sealed value, Call call) {
        if (value == null
                || pending(secret).isPresent()
                || VersionBook.find(tx, secret, version).isPresent()) {
            return secret;
        }
        Secret waiting = VersionBook.add(tx, secret, version, value, List.of(Secret.PENDING), call.time());
        tx.at(call.time(), SecretTimers.attempt(waiting, version));
        return waiting;
    }

    /** Calls the function to test the version that waits for it, and takes its label away. */
    void attempt(World world, Place place) {
        String version = place.what();
        Secret secret = world.store()
                .read(snapshot ->
                        place.tables().secrets.get(snapshot, place.name()).orElse(null));
        if (secret == null || !version.equals(secret.stages().get(Secret.PENDING))) {
            return;
        }
        if (!call(world, secret, version, TEST)) {
            LOG.info("A rotation for later would fail: secret={}", secret.arn());
        }
        boolean unused = world.store().write(tx -> {
            place.tables()
                    .secrets
                    .get(tx, place.name())
                    .filter(now -> version.equals(now.stages().get(Secret.PENDING)))
                    .ifPresent(now -> place.tables().secrets.put(tx, place.name(), now.unstaged(Secret.PENDING)));
            return true;
        });
    }

    /** A rotation whose time has come. */
    void begin(World world, Place place, Instant due) {
        String made = world.ids().uuid();
        boolean unused = world.store().write(tx -> {
            place.tables()
                    .secrets
                    .get(tx, place.name())
                    .filter(secret -> secret.rotation().enabled() && !secret.isDeleted())
                    .ifPresent(secret -> {
                        RotationRules rules = secret.rotation().rules();
                        Instant next = rules == null ? null : rules.next(due);
                        Secret later = secret.with(secret.rotation().withNext(next));
                        SecretTimers.arm(tx, later);
                        if (later.rotation().underway() == null) {
                            start(tx, later, pending(later).orElse(made), due);
                        } else {
                            place.tables().secrets.put(tx, place.name(), later);
                        }
                    });
            return true;
        });
    }

    /** The version that an earlier rotation left pending. */
    static Optional<String> pending(Secret secret) {
        String pending = secret.stages().get(Secret.PENDING);
        return Optional.ofNullable(pending)
                .filter(version -> !version.equals(secret.stages().get(Secret.CURRENT)));
    }

    /** Calls the function for one step. */
    void step(World world, Timer timer, Instant due) {
        Place place = SecretTimers.place(timer);
        int step = Integer.parseInt(place.what());
        Secret secret = world.store()
                .read(snapshot ->
                        place.tables().secrets.get(snapshot, place.name()).orElse(null));
        if (secret == null || secret.isDeleted() || secret.rotation().underway() == null) {
            return;
        }
        String version = secret.rotation().underway();
        boolean done = call(world, secret, version, STEPS.get(step));
        boolean unused = world.store().write(tx -> {
            place.tables()
                    .secrets
                    .get(tx, place.name())
                    .filter(now -> version.equals(now.rotation().underway()))
                    .ifPresent(now -> {
                        if (!done) {
                            place.tables()
                                    .secrets
                                    .put(
                                            tx,
                                            place.name(),
                                            now.with(now.rotation().withUnderway(null)));
                        } else if (step + 1 < STEPS.size()) {
                            tx.at(due, SecretTimers.step(now, step + 1));
                        } else {
                            place.tables().secrets.put(tx, place.name(), completed(now, version, due));
                        }
                    });
            return true;
        });
    }

    private static Secret completed(Secret secret, String version, Instant due) {
        Secret completed = secret.with(secret.rotation().completed(due)).changedAt(due);
        boolean over = version.equals(secret.stages().get(Secret.PENDING))
                && version.equals(secret.stages().get(Secret.CURRENT));
        return over ? completed.unstaged(Secret.PENDING) : completed;
    }

    private boolean call(World world, Secret secret, String version, String step) {
        String function = secret.rotation().lambda();
        if (function == null) {
            return false;
        }
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("Step", step);
        event.put("SecretId", secret.arn());
        event.put("ClientRequestToken", version);
        event.put("RotationToken", world.ids().uuid());
        try {
            InvocationResponse answer = invoke(
                    secret,
                    function,
                    InvocationType.REQUEST_RESPONSE,
                    Bytes.ofUtf8(Json.write(event)),
                    own(world, secret));
            if (answer.functionError() != null) {
                LOG.info("A rotation failed: secret={}, step={}, error={}", secret.arn(), step, answer.functionError());
                return false;
            }
            return true;
        } catch (ApiException e) {
            LOG.info("A rotation's function cannot be called: secret={}, code={}", secret.arn(), e.code());
            return false;
        }
    }

    private InvocationResponse invoke(Secret secret, String function, String type, Bytes event, Call call) {
        Arn arn = Arn.parse(function).orElse(null);
        String account = arn == null ? secret.account() : arn.account();
        return cloud.client(Lambda.API)
                .invoke(
                        InvocationRequest.builder()
                                .functionName(function)
                                .invocationType(type)
                                .payload(event)
                                .build(),
                        call.in(account, secret.region()));
    }

    private static Principal.Service principal(Secret secret) {
        return Principal.Service.actingFor(
                PRINCIPAL,
                Arn.of(
                        "secretsmanager",
                        secret.region(),
                        secret.account(),
                        "secret:" + secret.name() + "-" + secret.suffix()),
                secret.account());
    }

    private static Call own(World world, Secret secret) {
        Scope scope = new Scope(secret.account(), secret.region());
        return Call.own(world, scope, principal(secret), world.clock().now());
    }
}
