package cloudjar.gateway.auth;

import cloudjar.gateway.sigv4.SignatureVerifier;
import cloudjar.gateway.stage.Admitted;
import cloudjar.gateway.stage.Authenticated;
import cloudjar.gateway.stage.Claim;
import cloudjar.gateway.stage.Resolved;
import cloudjar.gateway.stage.SignedContent;
import cloudjar.gateway.stage.Step;
import cloudjar.kernel.call.Call;
import cloudjar.kernel.call.Credential;
import cloudjar.kernel.shape.CommonException;
import cloudjar.kernel.tenancy.Account;
import cloudjar.kernel.tenancy.Partition;
import cloudjar.kernel.tenancy.Principal;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import java.io.IOException;
import java.time.Instant;

/**
 * Takes the claim for good and makes the call of it: account from the access key; region from the credential scope, else
 * the host name, else the default. Signatures that have not the form of one are refused; others
 * are verified where that is wanted.
 */
public final class Authenticator implements Step<Resolved, Authenticated> {
    private static final String ANY_REGION = "*";

    private final SignatureVerifier signatures = new SignatureVerifier();
    private final Worlds worlds;
    private final Identity identity;
    private final String defaultRegion;

    public Authenticator(Worlds worlds, Identity identity, String defaultRegion) {
        this.worlds = worlds;
        this.identity = identity;
        this.defaultRegion = defaultRegion;
    }

    @Override
    public String name() {
        return "authenticate";
    }

    @Override
    public Authenticated take(Resolved resolved) throws IOException {
        Admitted admitted = resolved.admitted();
        Claim claim = admitted.claim();
        if (claim instanceof Claim.Malformed malformed) {
            throw SignatureErrors.of(malformed, resolved.protocol().kind());
        }
        World world = worlds.find(admitted.world()).orElseThrow(() -> noWorld(admitted.world()));
        String region = region(claim, resolved);
        String accessKey = claim.accessKey();
        Credential credential = accessKey == null ? null : identity.credential(world, accessKey, Partition.of(region));
        SignedContent signed = identity.verified()
                ? signatures.verify(resolved, credential, world.clock().now())
                : SignedContent.NONE;
        Instant now = world.clock().now();
        if (credential != null) {
            identity.used(world, credential, resolved.operation(), region, now);
        }
        Principal principal = credential == null ? new Principal.Anonymous() : credential.principal();
        String account = accessKey == null ? Account.DEFAULT : principal.account();
        String trace = admitted.request().header("X-Amzn-Trace-Id");
        return new Authenticated(
                resolved,
                new Call(
                        world,
                        account,
                        region,
                        principal,
                        now,
                        admitted.requestId(),
                        admitted.peer(),
                        admitted.endpoint(),
                        0,
                        null,
                        trace == null ? admitted.requestId() : trace,
                        credential,
                        null),
                signed);
    }

    private String region(Claim claim, Resolved resolved) {
        String region = claim.region();
        if (region == null || region.isEmpty() || region.equals(ANY_REGION)) {
            region = resolved.region();
        }
        return region == null ? defaultRegion : region;
    }

    private CommonException noWorld(String name) {
        String damage = worlds.damaged().get(name);
        if (damage != null) {
            return new CommonException("WorldDamaged", 500, "The world " + name + " cannot be used: " + damage);
        }
        return new CommonException("NoSuchWorld", 404, "There is no world named " + name + ".");
    }
}
