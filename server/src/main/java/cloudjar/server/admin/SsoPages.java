package cloudjar.server.admin;

import cloudjar.kernel.world.World;
import cloudjar.kernel.world.WorldRefusedException;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import cloudjar.services.sso.SignIns;
import cloudjar.services.sso.SignIns.Authorization;
import cloudjar.services.sso.SignIns.Waiting;
import java.io.IOException;
import java.util.Optional;

/**
 * Where people sign in to IAM Identity Center.
 *
 * <p>{@code /_cloudjar/sso/device}: {@code GET} with {@code user_code} shows who asks; {@code POST} with {@code user_code} and
 * {@code user} approves, with {@code deny} refuses. {@code /_cloudjar/sso/authorize} and {@code /authorize}, to which programs send
 * browsers: {@code GET} asks, {@code POST} with {@code user} answers with the {@code location} to go on to.
 * {@code /_cloudjar/sso/approver}: {@code POST} with {@code store} and {@code user} has sign-ins approved unasked in that user's name,
 * without {@code user} no longer.
 */
final class SsoPages {
    private static final int FOUND = 302;

    private final Worlds worlds;
    private final SignIns signIns;

    SsoPages(Worlds worlds, SignIns signIns) {
        this.worlds = worlds;
        this.signIns = signIns;
    }

    private World world(AdminRequest request) {
        try {
            return worlds.get(request.world());
        } catch (WorldRefusedException e) {
            throw WorldsPage.refusal(e);
        }
    }

    HttpResponse device(AdminRequest request) throws IOException {
        World world = world(request);
        String code = request.parameter("user_code").orElse("");
        if (request.only("GET", "POST").is("GET")) {
            Optional<Waiting> waiting = signIns.waiting(world, code);
            return waiting.isPresent() ? SignInPage.ask(waiting.get(), code) : SignInPage.askForCode(code);
        }
        boolean deny = request.parameter("deny").isPresent();
        boolean done = deny ? signIns.deny(world, code) : signIns.approve(world, code, request.required("user"));
        if (!done) {
            throw AdminException.notFound("nothing waits for the code '" + code + "', or there is no such user");
        }
        return Json.object(out -> out.writeStringField(deny ? "denied" : "approved", code));
    }

    HttpResponse authorize(AdminRequest request) throws IOException {
        World world = world(request);
        Authorization asked = authorization(request);
        if (request.only("GET", "POST").is("GET")) {
            Optional<String> unasked = signIns.authorizeUnasked(world, asked);
            if (unasked.isPresent()) {
                return new HttpResponse(FOUND).header("Location", unasked.get());
            }
            return SignInPage.ask(
                    signIns.waiting(world, asked).orElseThrow(SsoPages::unknownProgram), asked.clientId());
        }
        String location =
                signIns.authorize(world, asked, request.required("user")).orElseThrow(SsoPages::unknownProgram);
        return Json.object(out -> out.writeStringField("location", location));
    }

    private static Authorization authorization(AdminRequest request) {
        if (!request.required("response_type").equals("code")
                || !request.required("code_challenge_method").equals("S256")) {
            throw AdminException.badRequest("response_type is 'code' and code_challenge_method 'S256'");
        }
        return new Authorization(
                request.required("client_id"),
                request.required("redirect_uri"),
                request.required("code_challenge"),
                request.parameter("state").orElse(null));
    }

    private static AdminException unknownProgram() {
        return AdminException.notFound(
                "the program, the address to which it is to be answered, or the user is unknown");
    }

    HttpResponse approver(AdminRequest request) throws IOException {
        World world = world(request.only("POST"));
        String store = request.required("store");
        Optional<String> user = request.parameter("user").filter(name -> !name.isEmpty());
        if (!signIns.approveUnasked(world, store, user.orElse(null))) {
            throw AdminException.notFound("there is no identity store '" + store + "' with that user");
        }
        return Json.object(out -> {
            out.writeStringField("store", store);
            out.writeStringField("approver", user.orElse(null));
        });
    }
}
