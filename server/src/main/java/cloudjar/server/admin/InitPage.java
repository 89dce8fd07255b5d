package cloudjar.server.admin;

import cloudjar.protocols.HttpResponse;
import cloudjar.server.init.InitScript;
import cloudjar.server.init.InitScripts;
import cloudjar.server.init.InitStage;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code /_localstack/init} and {@code /_localstack/init/STAGE}: which scripts have run, in LocalStack's words. */
final class InitPage implements Page {
    private final InitScripts scripts;

    InitPage(InitScripts scripts) {
        this.scripts = scripts;
    }

    @Override
    public HttpResponse answer(AdminRequest request) throws IOException {
        request.only("GET");
        return request.rest().isEmpty() ? all() : one(stage(request.rest()));
    }

    private HttpResponse all() throws IOException {
        return Json.object(out -> {
            out.writeObjectFieldStart("completed");
            for (InitStage stage : InitStage.values()) {
                out.writeBooleanField(stage.name(), scripts.completed(stage));
            }
            out.writeEndObject();
            write(
                    Arrays.stream(InitStage.values())
                            .flatMap(stage -> scripts.scripts(stage).stream())
                            .toList(),
                    out);
        });
    }

    private HttpResponse one(InitStage stage) throws IOException {
        return Json.object(out -> {
            out.writeBooleanField("completed", scripts.completed(stage));
            write(scripts.scripts(stage), out);
        });
    }

    private static InitStage stage(String name) {
        return Arrays.stream(InitStage.values())
                .filter(stage -> stage.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> AdminException.notFound(
                        "no such stage '" + name + "': there are boot, start, ready and shutdown"));
    }

    private static void write(List<InitScript> listed, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("scripts");
        for (InitScript script : listed) {
            out.writeStartObject();
            out.writeStringField("stage", script.stage().name());
            out.writeStringField("name", script.name());
            out.writeStringField("state", script.state().name());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
