package cloudjar.server.admin;

import cloudjar.gateway.authorize.Observations;
import cloudjar.gateway.authorize.ObservedNeeds;
import cloudjar.kernel.world.World;
import cloudjar.kernel.world.Worlds;
import cloudjar.protocols.HttpResponse;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code /_cloudjar/iam/policy}: the policy that allows what a principal was seen to do in a world, and no more. Parameter:
 * {@code principal}, an ARN or how one ends, such as {@code user/ann}. The same calls give the same policy, in whatever order they
 * came.
 */
final class LeastPrivilegePage implements Page {
    private final Worlds worlds;

    LeastPrivilegePage(Worlds worlds) {
        this.worlds = worlds;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        request.only("GET");
        String id = request.world();
        World world = worlds.find(id).orElseThrow(() -> AdminException.notFound("there is no world '" + id + "'"));
        Map<List<String>, List<String>> statements = statements(needs(world, request.required("principal")));
        return Json.object(out -> {
            out.writeStringField("Version", "2012-10-17");
            out.writeArrayFieldStart("Statement");
            for (Map.Entry<List<String>, List<String>> statement : statements.entrySet()) {
                out.writeStartObject();
                out.writeStringField("Effect", "Allow");
                texts("Action", statement.getValue(), out);
                texts("Resource", statement.getKey(), out);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static ObservedNeeds needs(World world, String principal) {
        Observations seen = Observations.of(world);
        List<String> matching = new ArrayList<>();
        for (String known : seen.principals()) {
            if (known.equals(principal) || known.endsWith("/" + principal) || known.endsWith(":" + principal)) {
                matching.add(known);
            }
        }
        if (matching.size() > 1 && !matching.contains(principal)) {
            throw AdminException.badRequest("'" + principal + "' is how several principals end: " + matching);
        }
        return seen.by(matching.contains(principal) || matching.isEmpty() ? principal : matching.getFirst())
                .orElseThrow(() -> AdminException.notFound("nothing was seen of the principal '" + principal + "'"));
    }

    /** The actions of each list of resources, in the order of the actions. */
    private static Map<List<String>, List<String>> statements(ObservedNeeds needs) {
        Map<List<String>, List<String>> byResources = new LinkedHashMap<>();
        new TreeMap<>(needs.byAction()).forEach((action, resources) -> byResources
                .computeIfAbsent(resources, _ -> new ArrayList<>())
                .add(action));
        return byResources;
    }

    private static void texts(String name, List<String> texts, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
